import { AppFailure } from '../../../src-shared/errors.ts';
import type { FetchOptions, Incoming, Purpose } from '../../sources/image-source.ts';
import type { ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import { asFailure, Intake, type Kept } from './intake.ts';
import { NotAsSaid, type Expected } from './receipt.ts';
import { mayPass, pauseAfter } from './retry.ts';
import { Scheduler, type Ticket } from './scheduler.ts';

/** Something a source has and the store wants. */
export interface Wanted extends Expected {
  readonly key: ItemKey;
  readonly load: (options: FetchOptions) => Promise<Incoming>;
}

export interface FetchWish {
  readonly priority: number;
  readonly purpose: Purpose;
  readonly signal: AbortSignal;
}

interface Waiter {
  priority: number;
  readonly purpose: Purpose;
  /** Someone looks at it: wants the bytes, as soon as they are whole. Else: wants them in the store. */
  readonly view: ((bytes: ArrayBuffer) => void) | null;
  readonly stored: ((bytes: number) => void) | null;
  readonly failed: (error: AppFailure) => void;
}

interface Job {
  readonly wanted: Wanted;
  readonly waiters: Set<Waiter>;
  readonly abort: AbortController;
  ticket: Ticket | null;
  tries: number;
}

/** Reprioritises what `view` or `store` waits for. */
export type Reprioritise = (priority: number) => void;

const CONCURRENCY = 6;
/** Items just stored, so that one that was missed a moment ago is not fetched twice. */
const RECENT = 64;

export interface FetcherOptions {
  readonly store: Store;
  readonly isOnline: () => boolean;
  /** Resolves after so many milliseconds; rejects when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Hears of every piece how large it is, and how much of the item has come with it; null at the item's end. */
  readonly onBytes?: (key: ItemKey, piece: number, soFar: number | null) => void;
  /** Around the moment in which something of an exam comes to lie in the store; rejects where it may not. */
  readonly keeping?: <T>(examId: string, commit: () => Promise<T>) => Promise<T>;
}

/**
 * Fetches what the store lacks, few things at a time, each once however many wait for it, and keeps what passes.
 * A store that cannot take it (`disk-full`) does not keep anyone from seeing it.
 */
export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #scheduler = new Scheduler(CONCURRENCY);
  readonly #jobs = new Map<string, Job>();
  readonly #recent = new Set<string>();

  constructor(options: FetcherOptions) {
    this.#options = options;
  }

  /** The bytes, before they are in the store. */
  async view(
    wanted: Wanted,
    wish: FetchWish,
    steer?: (reprioritise: Reprioritise) => void,
  ): Promise<ArrayBuffer> {
    if (this.#recent.has(idOf(wanted.key))) {
      const stored = await this.#options.store.read(wanted.key);
      if (stored) return stored;
    }
    return new Promise((resolve, reject) => {
      this.#join(wanted, wish, { view: resolve, stored: null, failed: reject }, steer);
    });
  }

  /** Resolves when it is in the store, with its size there. */
  store(wanted: Wanted, wish: FetchWish): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#join(wanted, wish, { view: null, stored: resolve, failed: reject });
    });
  }

  #join(
    wanted: Wanted,
    { priority, purpose, signal }: FetchWish,
    ends: Pick<Waiter, 'view' | 'stored' | 'failed'>,
    steer?: (reprioritise: Reprioritise) => void,
  ): void {
    if (signal.aborted) {
      ends.failed(cancelled());
      return;
    }
    const id = idOf(wanted.key);
    const known = this.#jobs.get(id);
    const job = known ?? {
      wanted,
      waiters: new Set<Waiter>(),
      abort: new AbortController(),
      ticket: null,
      tries: 0,
    };
    const leave = (): void => {
      if (!job.waiters.delete(waiter)) return;
      waiter.failed(cancelled());
      if (job.waiters.size > 0) {
        this.#reprioritise(job);
        return;
      }
      job.abort.abort();
      job.ticket?.withdraw();
      if (this.#jobs.get(id) === job) this.#jobs.delete(id);
    };
    const unlisten = (): void => signal.removeEventListener('abort', leave);
    const { view, stored } = ends;
    const waiter: Waiter = {
      priority,
      purpose,
      view:
        view &&
        ((bytes) => {
          unlisten();
          view(bytes);
        }),
      stored:
        stored &&
        ((bytes) => {
          unlisten();
          stored(bytes);
        }),
      failed: (error) => {
        unlisten();
        ends.failed(error);
      },
    };
    signal.addEventListener('abort', leave, { once: true });
    job.waiters.add(waiter);
    steer?.((next) => {
      waiter.priority = next;
      this.#reprioritise(job);
    });
    if (known) {
      this.#reprioritise(job);
      return;
    }
    this.#jobs.set(id, job);
    this.#queue(job);
  }

  #queue(job: Job): void {
    job.ticket = this.#scheduler.add(priorityOf(job), () => this.#run(job));
  }

  #reprioritise(job: Job): void {
    job.ticket?.reprioritise(priorityOf(job));
  }

  async #run(job: Job): Promise<void> {
    job.tries += 1;
    try {
      const intake = await this.#fetch(job);
      // The place is free for the next while the disk makes this one durable.
      this.#deliver(job, intake).catch((error: unknown) =>
        this.#settle(job, (waiter) => waiter.failed(asFailure(error))),
      );
    } catch (error) {
      const pause = mayPass(error) && this.#options.isOnline() ? pauseAfter(job.tries, error) : null;
      if (pause === null || job.abort.signal.aborted) {
        const failure = this.#lastWord(job, error);
        this.#settle(job, (waiter) => waiter.failed(failure));
        return;
      }
      // The place in the queue is free meanwhile.
      this.#options.wait(pause, job.abort.signal).then(
        () => this.#queue(job),
        () => undefined,
      );
    }
  }

  /** What is never as its source says is damaged there: a download goes on without it, and says so. */
  #lastWord({ wanted }: Job, error: unknown): AppFailure {
    if (!(error instanceof NotAsSaid) || !this.#options.isOnline()) return asFailure(error);
    return new AppFailure(wanted.isDicom ? 'instance-damaged' : 'report-damaged', error.message);
  }

  /** Resolves when all of it has come. */
  async #fetch(job: Job): Promise<Intake> {
    if (!this.#options.isOnline())
      throw new AppFailure('offline-not-kept', 'not here, and there is no network');
    const { key, load } = job.wanted;
    const { signal } = job.abort;
    const purpose = [...job.waiters].some((waiter) => waiter.purpose === 'download') ? 'download' : 'view';
    const isAwaited = (): boolean => [...job.waiters].some((waiter) => waiter.view !== null);
    const loadFrom = (from: number): Promise<Incoming> => load({ purpose, signal, from });
    const intake = await Intake.start(this.#options.store, key, job.wanted, loadFrom, isAwaited);
    const { receipt, incoming } = intake;
    try {
      for await (const piece of incoming.bytes) {
        receipt.add(piece, isAwaited() || intake.refusal !== null);
        await intake.push(piece);
        this.#options.onBytes?.(key, piece.byteLength, receipt.bytes);
        if (signal.aborted) throw cancelled();
      }
      receipt.end(incoming);
      return intake;
    } catch (error) {
      if ((mayPass(error) || signal.aborted) && !receipt.spoilt) await intake.suspend();
      await intake.abandon();
      throw error;
    } finally {
      this.#options.onBytes?.(key, 0, null);
    }
  }

  /** Whoever looks is served first; those who want it kept, once it is. */
  async #deliver(job: Job, intake: Intake): Promise<void> {
    const { key } = job.wanted;
    const whole = intake.receipt.whole();
    if (whole) serve(job, whole);
    const isFlushed = !whole && [...job.waiters].some(({ purpose }) => purpose === 'download');
    const kept = await this.#commit(key, intake, isFlushed);
    if (kept.ok) this.#remember(key);
    // Somebody came to look when it was half here, or all of it: they have it from the store, or else from its source once more.
    if ([...job.waiters].some((waiter) => waiter.view)) {
      const stored = kept.ok ? await this.#options.store.read(key) : null;
      if (stored) serve(job, stored);
      else if (!kept.ok) {
        this.#queue(job);
        return;
      }
    }
    this.#settle(job, (waiter) => {
      if (kept.ok && waiter.stored) waiter.stored(kept.bytes);
      else
        waiter.failed(kept.ok ? new AppFailure('disk-error', 'gone right after it was stored') : kept.error);
    });
  }

  async #commit(key: ItemKey, intake: Intake, isFlushed: boolean): Promise<Kept> {
    const { keeping } = this.#options;
    const commit = (): Promise<Kept> => intake.commit(isFlushed);
    try {
      return await (keeping && key.kind === 'exam-item' ? keeping(key.examId, commit) : commit());
    } catch (error) {
      await intake.abandon();
      return { ok: false, error: asFailure(error) };
    }
  }

  #settle(job: Job, tell: (waiter: Waiter) => void): void {
    const id = idOf(job.wanted.key);
    if (this.#jobs.get(id) === job) this.#jobs.delete(id);
    const waiters = [...job.waiters];
    job.waiters.clear();
    for (const waiter of waiters) tell(waiter);
  }

  #remember(key: ItemKey): void {
    this.#recent.add(idOf(key));
    if (this.#recent.size <= RECENT) return;
    for (const oldest of this.#recent) {
      this.#recent.delete(oldest);
      return;
    }
  }
}

/** To everybody who looks, each with bytes of their own: they may be given away. */
function serve(job: Job, bytes: ArrayBuffer): void {
  const looking = [...job.waiters].filter(({ view }) => view !== null);
  const copies = looking.map((_, n) => (n === 0 ? bytes : bytes.slice(0)));
  for (const [n, waiter] of looking.entries()) {
    job.waiters.delete(waiter);
    waiter.view?.(copies[n] ?? bytes);
  }
}

const idOf = (key: ItemKey): string => JSON.stringify(key);
const priorityOf = (job: Job): number => Math.min(...[...job.waiters].map(({ priority }) => priority));
const cancelled = (): AppFailure => new AppFailure('cancelled', 'nobody waits for it any more');
