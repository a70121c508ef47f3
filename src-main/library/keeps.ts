import type { Exam } from '../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { AppFailure, type ErrorCode } from '../../src-shared/errors.ts';
import { downloadExam } from './exam-download.ts';
import type { Images } from './fetching/images.ts';
import { mayPass } from './fetching/retry.ts';
import { parseJson, writeJson } from './json-items.ts';
import { entryOf, keepRecordSchema, newKeep, type KeepRecord } from './keep-record.ts';
import type { ItemKey } from './store/names.ts';
import type { Store } from './store/store.ts';
import type { Studies } from './study.ts';
import { Throttle } from './throttle.ts';

export interface KeepsOptions {
  readonly store: Store;
  readonly images: Images;
  readonly studies: Studies;
  readonly isOnline: () => boolean;
  readonly onChanged: (entry: LibraryEntry) => void;
  readonly onRemoved: (examId: string) => void;
  readonly now?: () => number;
}

const TELL_EVERY_MS = 250;
/** Between two tries of a download that the network or the session stopped. */
const TRY_AGAIN_MS = 30_000;
/** Ends of the session: only a new sign-in helps, and then the library is opened anew. */
const needsSession = new Set<ErrorCode>(['not-signed-in', 'session-ended', 'offline-not-kept', 'cancelled']);

const keyOf = (examId: string): ItemKey => ({ kind: 'keep', item: examId });

/** The exams that a person keeps on this computer: one downloads at a time, in the order they were asked for. */
export class Keeps {
  readonly #options: KeepsOptions;
  readonly #records = new Map<string, KeepRecord>();
  readonly #throttle: Throttle;
  readonly #closed = new AbortController();
  readonly #loaded: Promise<void>;
  #current: {
    readonly examId: string;
    readonly abort: AbortController;
    readonly done: Promise<void>;
  } | null = null;
  /** How often an exam did not get on: the others have their turn first then. */
  readonly #putOff = new Map<string, number>();
  #isPaused = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: KeepsOptions) {
    this.#options = options;
    this.#throttle = new Throttle(TELL_EVERY_MS, (examId) => this.#tell(examId));
    this.#loaded = this.#load();
    this.#loaded.catch(() => undefined);
  }

  async list(): Promise<LibraryEntry[]> {
    await this.#loaded;
    const inOrder = [...this.#records.values()].sort((a, b) => a.wantedAt - b.wantedAt);
    return inOrder.map((record) => entryOf(record, this.#isPaused)).filter((entry) => entry !== null);
  }

  /** Writes the wish down and goes to work. Asked again, it looks for what has been added or was missing. */
  async keep(exam: Exam): Promise<void> {
    await this.#loaded;
    const now = (this.#options.now ?? Date.now)();
    const known = this.#records.get(exam.id);
    await this.#write({
      ...newKeep(exam, known?.wantedAt ?? now),
      bytes: known?.bytes ?? 0,
      instancesDone: known?.instancesDone ?? 0,
    });
    await this.#options.store.exams.pin(exam.id);
    this.#tell(exam.id);
    this.#go();
  }

  async remove(examId: string): Promise<void> {
    await this.#loaded;
    const record = this.#records.get(examId);
    if (record) await this.#write({ ...record, state: 'removing' });
    if (this.#current?.examId === examId) {
      this.#current.abort.abort();
      await this.#current.done;
    }
    await this.#erase(examId);
    this.#go();
  }

  /** A file of a kept exam was found damaged: fetch it again. */
  async mend(examId: string): Promise<void> {
    await this.#loaded;
    const record = this.#records.get(examId);
    if (record?.state !== 'kept') return;
    await this.#write({ ...record, state: 'keeping' });
    this.#tell(examId);
    this.#go();
  }

  /** The network is back, or gone. */
  networkChanged(): void {
    if (this.#options.isOnline()) this.#resume();
    else this.#pause();
  }

  /** Stops working; what was wished is written down. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#throttle.stop();
    if (this.#timer) clearTimeout(this.#timer);
    this.#current?.abort.abort();
    await this.#loaded.catch(() => undefined);
    await this.#current?.done;
  }

  async #load(): Promise<void> {
    const { store } = this.#options;
    for (const bytes of await store.keeps()) {
      const record = parseJson(bytes, keepRecordSchema);
      if (record) this.#records.set(record.exam.id, record);
    }
    const records = [...this.#records.values()];
    for (const { exam, state } of records) if (state === 'removing') await this.#erase(exam.id);
    await store.exams.unpinAllBut(records.map(({ exam }) => exam.id));
    this.#isPaused = !this.#options.isOnline();
    queueMicrotask(() => this.#go());
  }

  #go(): void {
    if (this.#current || this.#isPaused || this.#closed.signal.aborted) return;
    const next = [...this.#records.values()]
      .filter(({ state }) => state === 'keeping')
      .sort((a, b) => this.#putOffs(a) - this.#putOffs(b) || a.wantedAt - b.wantedAt)[0];
    if (!next) return;
    const abort = new AbortController();
    const done = this.#download(next, abort.signal).finally(() => {
      this.#current = null;
      this.#go();
    });
    this.#current = { examId: next.exam.id, abort, done };
  }

  #putOffs(record: KeepRecord): number {
    return this.#putOff.get(record.exam.id) ?? 0;
  }

  /** Never rejects: how it ended stands in the record. */
  async #download({ exam }: KeepRecord, signal: AbortSignal): Promise<void> {
    const { store, images, studies } = this.#options;
    const onProgress = (progress: Partial<KeepRecord>): void => {
      this.#change(exam.id, progress);
      this.#throttle.touch(exam.id);
    };
    try {
      const progress = await downloadExam(exam, { store, images, studies, signal, onProgress });
      this.#change(exam.id, { ...progress, error: null });
      await this.#settle(exam, 'kept', null);
    } catch (error) {
      const code = error instanceof AppFailure ? error.error.code : 'internal';
      if (signal.aborted || this.#closed.signal.aborted) return;
      if (mayPass(error) || needsSession.has(code)) {
        this.#change(exam.id, { error: code });
        this.#pause();
        this.#putOff.set(exam.id, (this.#putOff.get(exam.id) ?? 0) + 1);
        if (this.#timer) clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#resume(), TRY_AGAIN_MS);
      } else {
        await this.#settle(exam, 'failed', code);
      }
    } finally {
      this.#throttle.forget(exam.id);
      if (!this.#closed.signal.aborted) this.#tell(exam.id);
    }
  }

  async #settle(exam: KeepRecord['exam'], state: 'kept' | 'failed', error: ErrorCode | null): Promise<void> {
    const record = this.#records.get(exam.id);
    // Asked for again meanwhile, perhaps with more images: then this was not the last word.
    if (record?.state !== 'keeping' || record.exam !== exam) return;
    try {
      await this.#write({ ...record, state, error });
    } catch {
      // The disk takes nothing any more. It is not kept as long as that is not written down.
      this.#change(exam.id, { state: 'failed', error: 'disk-error' });
    }
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#current?.abort.abort();
    for (const record of this.#records.values()) if (record.state === 'keeping') this.#tell(record.exam.id);
  }

  #resume(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#isPaused || this.#closed.signal.aborted || !this.#options.isOnline()) return;
    this.#isPaused = false;
    for (const record of this.#records.values()) if (record.state === 'keeping') this.#tell(record.exam.id);
    this.#go();
  }

  async #erase(examId: string): Promise<void> {
    const { store, onRemoved } = this.#options;
    await store.exams.remove(examId);
    await store.remove(keyOf(examId));
    this.#records.delete(examId);
    onRemoved(examId);
  }

  async #write(record: KeepRecord): Promise<void> {
    await writeJson(this.#options.store, keyOf(record.exam.id), record);
    this.#records.set(record.exam.id, record);
  }

  #change(examId: string, change: Partial<KeepRecord>): void {
    const record = this.#records.get(examId);
    if (record) this.#records.set(examId, { ...record, ...change });
  }

  #tell(examId: string): void {
    const record = this.#records.get(examId);
    const entry = record && entryOf(record, this.#isPaused);
    if (entry) this.#options.onChanged(entry);
  }
}
