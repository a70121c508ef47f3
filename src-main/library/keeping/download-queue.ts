import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import { mayPass } from '../fetching/retry.ts';
import type { KeepRecord } from './keep-record.ts';

export type DownloadEnd = 'whole' | 'stopped' | { readonly failed: AppFailure; readonly again: boolean };

export interface DownloadQueueOptions {
  /** What may be downloaded now. */
  readonly candidates: () => readonly KeepRecord[];
  readonly isOnline: () => boolean;
  /** Rejects with why it did not come to its end. */
  readonly download: (record: KeepRecord, signal: AbortSignal) => Promise<void>;
  readonly onEnd: (examId: string, end: DownloadEnd) => Promise<void>;
  /** It waits for the network, or waits no longer. */
  readonly onWaiting: () => void;
}

/** Between two tries of a download that the network or the session stopped: longer each time, and by chance. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** What a portal asks for is done, within a day; a timer of more than 24 days would go off at once. */
const LONGEST_ASKED_MS = 24 * 60 * 60_000;
/** Ends of the session: only a new sign-in helps, and then the library is opened anew. */
const needsSession = new Set<ErrorCode>(['not-signed-in', 'session-ended', 'offline-not-kept', 'cancelled']);

/** Downloads one exam at a time, its instances side by side: the first of the order, and those that get on before those that do not. */
export class DownloadQueue {
  readonly #options: DownloadQueueOptions;
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  #current: string | null = null;
  /** How often an exam did not get on: the others have their turn first then. */
  readonly #putOff = new Map<string, number>();
  #held = false;
  #waiting: boolean;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: DownloadQueueOptions) {
    this.#options = options;
    this.#waiting = !options.isOnline();
  }

  get current(): string | null {
    return this.#current;
  }

  /** For the person. */
  get isHeld(): boolean {
    return this.#held;
  }

  /** For the network. */
  get isWaiting(): boolean {
    return this.#waiting;
  }

  hold(held: boolean): void {
    this.#held = held;
    if (held) this.#running?.abort.abort();
    else this.go();
  }

  networkChanged(): void {
    if (this.#options.isOnline()) this.#resume();
    else this.#wait();
  }

  /** Lets another go first, where this one is not running already. */
  preferOver(examId: string): void {
    this.#putOff.delete(examId);
    if (this.#current !== examId) this.#running?.abort.abort();
  }

  /** Resolves when it does not run any more. */
  async stop(examId: string): Promise<void> {
    if (this.#current !== examId) return;
    this.#running?.abort.abort();
    await this.#running?.done;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#running?.abort.abort();
    await this.#running?.done;
  }

  go(): void {
    if (this.#running || this.#held || this.#waiting || this.#closed) return;
    const putOffs = ({ exam }: KeepRecord): number => this.#putOff.get(exam.id) ?? 0;
    const [next] = [...this.#options.candidates()].sort(
      (a, b) => putOffs(a) - putOffs(b) || a.order - b.order,
    );
    if (!next) return;
    const abort = new AbortController();
    const done = Promise.resolve()
      .then(() => this.#run(next, abort.signal))
      .finally(() => {
        this.#running = null;
        this.go();
      });
    this.#current = next.exam.id;
    this.#running = { abort, done };
  }

  async #run(record: KeepRecord, signal: AbortSignal): Promise<void> {
    const { id } = record.exam;
    let end: DownloadEnd = 'whole';
    try {
      await this.#options.download(record, signal);
      this.#putOff.delete(id);
      this.#failures = 0;
    } catch (error) {
      end = signal.aborted || this.#closed ? 'stopped' : this.#endOf(id, error);
    }
    this.#current = null;
    if (!this.#closed) await this.#options.onEnd(id, end);
  }

  #endOf(examId: string, error: unknown): DownloadEnd {
    const failed =
      error instanceof AppFailure ? error : new AppFailure('internal', 'a download failed unforeseen');
    const again = mayPass(error) || needsSession.has(failed.error.code);
    if (again) {
      this.#putOff.set(examId, (this.#putOff.get(examId) ?? 0) + 1);
      this.#wait();
      this.#tryAgainAfter(failed.error.retryAfter ?? 0);
    }
    return { failed, again };
  }

  #tryAgainAfter(askedSeconds: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    const pause =
      Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#failures += 1;
    this.#timer = setTimeout(
      () => this.#resume(),
      Math.max(pause, Math.min(LONGEST_ASKED_MS, askedSeconds * 1000)),
    );
  }

  #wait(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#running?.abort.abort();
    this.#options.onWaiting();
  }

  #resume(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#waiting || this.#closed || !this.#options.isOnline()) return;
    this.#waiting = false;
    this.#options.onWaiting();
    this.go();
  }
}
