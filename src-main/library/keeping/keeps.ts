import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry, LibraryStatus } from '../../../src-shared/domain/library.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { DownloadQueue } from './download-queue.ts';
import { downloadExam } from './exam-download.ts';
import type { Images } from '../fetching/images.ts';
import { parseJson, writeJson } from '../json-items.ts';
import { KeepNews, type KeepNewsOptions } from './keep-news.ts';
import { keepRecordSchema, newKeep, type KeepRecord } from './keep-record.ts';
import type { ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import type { Studies } from '../study.ts';
import { KeyedLock } from '../store/keyed-lock.ts';

export interface KeepsOptions extends Omit<KeepNewsOptions, 'records' | 'queue'> {
  readonly store: Store;
  readonly images: Images;
  readonly studies: Studies;
  readonly isOnline: () => boolean;
  readonly onRemoved: (examId: string) => void;
  readonly now?: () => number;
}

const keyOf = (examId: string): ItemKey => ({ kind: 'keep', item: examId });
/** `:`: no document of an account begins so. */
const heldKey: ItemKey = { kind: 'document', item: ':downloads-held' };

/** The exams that a person keeps on this computer: what was wished, and how far that is. */
export class Keeps {
  readonly #options: KeepsOptions;
  readonly #records = new Map<string, KeepRecord>();
  readonly #queue: DownloadQueue;
  readonly #news: KeepNews;
  readonly #loaded: Promise<void>;
  /** What a person wishes of an exam happens in the order in which they wished it. */
  readonly #wishes = new KeyedLock();
  readonly #writes = new KeyedLock();
  /** Of which a file was found damaged since their download began. */
  readonly #lacking = new Set<string>();
  #removedAtStart = 0;
  #resumedAtStart = 0;

  constructor(options: KeepsOptions) {
    this.#options = options;
    this.#queue = new DownloadQueue({
      candidates: () => [...this.#records.values()].filter(({ state, held }) => state === 'keeping' && !held),
      isOnline: options.isOnline,
      download: (record, signal) => this.#download(record, signal),
      onEnd: (examId, end) => this.#end(examId, end),
      onWaiting: () => this.#news.tellAll(),
    });
    this.#news = new KeepNews({ ...options, records: this.#records, queue: this.#queue });
    this.#loaded = this.#load();
    this.#loaded.catch(() => undefined);
  }

  async list(): Promise<LibraryEntry[]> {
    await this.#loaded;
    const inOrder = [...this.#records.values()].sort((a, b) => a.wantedAt - b.wantedAt);
    return inOrder.map((record) => this.#news.entryOf(record)).filter((entry) => entry !== null);
  }

  async status(): Promise<LibraryStatus> {
    await this.#loaded;
    return this.#news.status();
  }

  /** What the start found to do. */
  async atStart(): Promise<{ readonly resumed: number; readonly removed: number }> {
    await this.#loaded;
    return { resumed: this.#resumedAtStart, removed: this.#removedAtStart };
  }

  /** Every exam that was wished for; for what decides whether they may stay. */
  async examIds(): Promise<string[]> {
    await this.#loaded;
    return [...this.#records.keys()];
  }

  async keptBytes(): Promise<number> {
    await this.#loaded;
    return [...this.#records.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Writes the wish down and goes to work. Asked again, it looks for what has been added or was missing. */
  async keep(exam: Exam): Promise<void> {
    await this.#loaded;
    await this.#wishes.run(exam.id, async () => {
      const now = (this.#options.now ?? Date.now)();
      await this.#write(exam.id, (known) => ({
        ...newKeep(exam, known?.wantedAt ?? now),
        order: known?.order ?? now,
        bytes: known?.bytes ?? 0,
        instancesDone: known?.instancesDone ?? 0,
      }));
      // The wish is written down: what fails now fails again in its download, which says so.
      await this.#options.store.exams.pin(exam.id).catch(() => undefined);
    });
    this.#changed(exam.id);
  }

  async remove(examId: string): Promise<void> {
    await this.#loaded;
    await this.#wishes.run(examId, async () => {
      await this.#write(examId, (record) => record && { ...record, state: 'removing' }).catch(
        async (error: unknown) => {
          if (!(error instanceof AppFailure) || error.error.code !== 'disk-full') throw error;
          // To make room is what this is for. Without its keep an exam is not called kept, however much of it is left.
          await this.#options.store.remove(keyOf(examId));
        },
      );
      await this.#queue.stop(examId);
      await this.#erase(examId);
    });
    this.roomWasMade();
  }

  /** Stops a download for now, or lets it go on. Null: all of them. */
  async hold(examId: string | null, held: boolean): Promise<void> {
    await this.#loaded;
    if (examId === null) {
      if (held) await this.#options.store.write(heldKey, Buffer.from('true'));
      else await this.#options.store.remove(heldKey);
      this.#queue.hold(held);
      this.#news.tellAll();
      return;
    }
    if ((this.#records.get(examId)?.held ?? held) === held) return;
    await this.#write(examId, (record) => record && { ...record, held });
    if (held) await this.#queue.stop(examId);
    this.#changed(examId);
  }

  /** Before all others: the person waits for it, or looks at it. */
  async first(examId: string): Promise<void> {
    await this.#loaded;
    const record = this.#records.get(examId);
    const waiting = [...this.#records.values()].filter(({ state }) => state === 'keeping');
    const earliest = Math.min(...waiting.map(({ order }) => order));
    if (record?.state !== 'keeping' || (record.order === earliest && !record.held)) return;
    await this.#write(examId, (known) => known && { ...known, held: false, order: earliest - 1 });
    this.#queue.preferOver(examId);
    this.#changed(examId);
  }

  /** A file of it is damaged and will go: from now on it is not whole, over a new start too. Rejects where that cannot be noted. */
  async lacks(examId: string): Promise<void> {
    await this.#loaded;
    this.#lacking.add(examId);
    // Written down whatever it is called here: a write that failed half may have left 'kept' on the disk.
    await this.#write(
      examId,
      (record) => record && { ...record, state: record.state === 'kept' ? 'keeping' : record.state },
    );
  }

  /** The file is gone: it is fetched again. */
  mend(examId: string): void {
    if (this.#records.get(examId)?.state === 'keeping') this.#changed(examId);
  }

  /** What failed for want of space is tried again. */
  roomWasMade(): void {
    for (const record of this.#records.values())
      if (record.state === 'failed' && record.error === 'disk-full')
        this.#change(record.exam.id, { state: 'keeping', error: null, missingBytes: null });
    this.#news.tellAll();
    this.#queue.go();
  }

  /** The network is back, or gone. */
  networkChanged(): void {
    this.#queue.networkChanged();
  }

  bytesArrived(examId: string): void {
    if (this.#records.get(examId)?.state === 'keeping') this.#news.progressed(examId);
  }

  /** Stops working; what was wished is written down. */
  async close(): Promise<void> {
    this.#news.stop();
    await this.#loaded.catch(() => undefined);
    await this.#queue.close();
  }

  async #load(): Promise<void> {
    const { store } = this.#options;
    const { keeps, unread } = await store.keeps();
    for (const { text, isCopy } of keeps) {
      const record = parseJson(text, keepRecordSchema);
      if (!record) continue;
      // A copy may be older than what it stands for: whether all of it is here is looked at again.
      const state = isCopy && record.state === 'kept' ? 'keeping' : record.state;
      this.#records.set(record.exam.id, { ...record, state });
    }
    const records = [...this.#records.values()];
    for (const { exam, state } of records) {
      if (state !== 'removing') continue;
      // Where the disk fails, the next start goes on with it.
      await this.#erase(exam.id).then(
        () => (this.#removedAtStart += 1),
        () => undefined,
      );
    }
    this.#resumedAtStart = records.filter(({ state }) => state === 'keeping').length;
    if (unread === 0) await store.exams.unpinAllBut(records.map(({ exam }) => exam.id));
    this.#queue.hold((await store.sizeOf(heldKey).catch(() => null)) !== null);
    queueMicrotask(() => this.#queue.go());
  }

  /** Rejects with why it did not come to its end. */
  async #download({ exam }: KeepRecord, signal: AbortSignal): Promise<void> {
    const { store, images, studies } = this.#options;
    const onProgress = (progress: Partial<KeepRecord>): void => {
      this.#change(exam.id, progress);
      this.#news.progressed(exam.id);
    };
    this.#changed(exam.id);
    this.#lacking.delete(exam.id);
    const progress = await downloadExam(exam, { store, images, studies, signal, onProgress });
    // Asked for again meanwhile, perhaps with more images, or found damaged: then this was not the last word.
    await this.#write(exam.id, (known) =>
      known?.exam === exam && known.state === 'keeping' && !this.#lacking.has(exam.id)
        ? { ...known, ...progress, state: 'kept', error: null, missingBytes: null }
        : null,
    );
  }

  async #end(
    examId: string,
    end: 'whole' | 'stopped' | { readonly failed: AppFailure; readonly again: boolean },
  ): Promise<void> {
    this.#news.forget(examId);
    const record = this.#records.get(examId);
    if (typeof end === 'object' && record?.state === 'keeping') {
      const { code, missingBytes } = end.failed.error;
      const change = { error: code, missingBytes: missingBytes ?? null };
      if (end.again) this.#change(examId, change);
      else await this.#settle(examId, { ...change, state: 'failed' });
    }
    this.#options.meter.reset();
    this.#news.tell(examId);
    this.#news.tellStatus();
  }

  async #settle(examId: string, change: Partial<KeepRecord> & { readonly state: 'failed' }): Promise<void> {
    this.#change(examId, change);
    // Where the disk takes nothing any more: it is not kept as long as that is not written down.
    await this.#write(examId, (record) => record ?? null).catch(() => undefined);
  }

  async #erase(examId: string): Promise<void> {
    const { store, onRemoved } = this.#options;
    await store.exams.remove(examId);
    await store.remove(keyOf(examId));
    this.#records.delete(examId);
    onRemoved(examId);
    this.#news.tellStatus();
  }

  /** One change after the other, each of what the one before has left. */
  async #write(
    examId: string,
    change: (record: KeepRecord | undefined) => KeepRecord | null | undefined,
  ): Promise<void> {
    await this.#writes.run(examId, async () => {
      const record = change(this.#records.get(examId));
      if (!record) return;
      await writeJson(this.#options.store, keyOf(examId), record);
      this.#records.set(examId, record);
    });
  }

  #change(examId: string, change: Partial<KeepRecord>): void {
    const record = this.#records.get(examId);
    if (record) this.#records.set(examId, { ...record, ...change });
  }

  #changed(examId: string): void {
    this.#news.tell(examId);
    this.#news.tellStatus();
    this.#queue.go();
  }
}
