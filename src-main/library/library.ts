import { accessEndOf, type Exam } from '../../src-shared/domain/exam.ts';
import type {
  LibraryEntry,
  LibraryRepairs,
  LibraryStatus,
  LibraryUsage,
} from '../../src-shared/domain/library.ts';
import type { Series } from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { ImageSource } from '../sources/image-source.ts';
import { documents, notesKey } from './documents.ts';
import type { FetcherOptions } from './fetching/fetcher.ts';
import { Keeps } from './keeping/keeps.ts';
import type { OpenInput } from './messages.ts';
import { ProgressMeter } from './keeping/progress-meter.ts';
import { Rights } from './rights.ts';
import { Shelf } from './shelf.ts';
import { Gate } from './store/gate.ts';
import type { ItemKey } from './store/names.ts';
import { Store, type StoreOptions } from './store/store.ts';
import { UnderWay } from './keeping/under-way.ts';

export interface LibraryOptions {
  readonly source: ImageSource;
  readonly isOnline: () => boolean;
  readonly wait: FetcherOptions['wait'];
  readonly onChanged: (entry: LibraryEntry) => void;
  readonly onStatus: (status: LibraryStatus) => void;
  readonly onRemoved: (examId: string) => void;
  /** The right to it is over, and nothing of it is here any more. */
  readonly onEnded: (examId: string) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  readonly disk?: StoreOptions['disk'];
  /** The computer's clock, which may be wrong. */
  readonly now?: () => number;
}

/** Reports that are read without their exam being known lie together. */
const NO_EXAM = '';

const LOOK_AT_RIGHTS_MS = 60_000;

const rightIsOver = (): AppFailure => new AppFailure('access-ended', 'the right to it has ended');

/** One account's library, open. Everything rejects with `AppFailure`. */
export class Library {
  readonly shelf: Shelf;
  readonly keeps: Keeps;
  readonly #log: LibraryOptions['log'];
  readonly #onEnded: LibraryOptions['onEnded'];
  readonly #eraseAtClose: boolean;
  readonly #closed = new AbortController();
  readonly #rights: Rights;
  #watch: NodeJS.Timeout | undefined;
  /** What a close waits for. */
  readonly #busy = new Gate();

  private constructor(store: Store, rights: Rights, options: LibraryOptions, eraseAtClose: boolean) {
    this.#rights = rights;
    const { source, isOnline, wait, onChanged, onStatus, onRemoved } = options;
    this.#log = options.log;
    this.#onEnded = options.onEnded;
    this.#eraseAtClose = eraseAtClose;
    const meter = new ProgressMeter();
    const underWay = new UnderWay();
    const onBytes: FetcherOptions['onBytes'] = (key, piece, soFar) => {
      if (key.kind !== 'exam-item') return;
      meter.add(piece);
      if (soFar === null) underWay.end(key.examId, key.item);
      else underWay.set(key.examId, key.item, soFar);
      this.keeps.bytesArrived(key.examId);
    };
    this.shelf = new Shelf({
      store,
      source,
      isOnline,
      wait,
      onBytes,
      keeping: (examId, commit) => this.#keeping(examId, commit),
      mayRead: (examId) => {
        if (rights.isOver(examId)) throw rightIsOver();
        // Whatever lies here must be found again when the right to it ends; nobody's image waits for that to be written.
        if (rights.holds(examId)) return;
        rights.hold(examId).catch(() => undefined);
        this.#watchRights();
      },
    });
    const { images, studies } = this.shelf;
    this.keeps = new Keeps({
      store,
      images,
      studies,
      meter,
      isOnline,
      onChanged,
      onStatus,
      onRemoved,
      underWay: (examId) => underWay.of(examId),
      ...(options.now && { now: options.now }),
    });
  }

  /** Fails with `library-unreadable` where the key does not fit, unless a new start was asked for. */
  static async open(input: OpenInput, options: LibraryOptions): Promise<Library> {
    let library: Library | null = null;
    const onDamage = (key: ItemKey): void => library?.damaged(key);
    const { folder, key: libraryKey, cacheLimit } = input;
    const store = await Store.open({
      folder,
      libraryKey,
      cacheLimit,
      onDamage,
      beforeRemoval: async (key) => {
        if (key.kind === 'exam-item') await library?.keeps.lacks(key.examId);
      },
      isReplaceable: true,
      ...(options.disk && { disk: options.disk }),
      ...(options.now && { now: options.now }),
    });
    const rights = await Rights.load(store, options.now);
    const opened = new Library(store, rights, options, input.lifetime === 'until-exit');
    library = opened;
    await opened.#endRights();
    const known = (): Promise<string[]> => opened.holdings();
    opened.#busy
      .run(() => store.settled().then(() => store.exams.removeUnknown(known)))
      .catch(() => undefined);
    return opened;
  }

  async close(erase: boolean): Promise<void> {
    this.#closed.abort();
    clearTimeout(this.#watch);
    await this.keeps.close();
    await this.#busy.close();
    if (!erase && !this.#eraseAtClose) await this.#rights.close().catch(() => undefined);
    if (erase || this.#eraseAtClose) await this.shelf.store.erase();
    else await this.shelf.store.close();
  }

  async examImages(exam: Exam): Promise<Series[]> {
    if (!exam.imagesAvailable)
      throw new AppFailure('images-not-available-yet', 'the portal has no images of it yet');
    const series = await this.shelf.studies.series(exam);
    await this.#rights.know(exam.id, accessEndOf(exam));
    // The window that shows them is only being opened: what it will ask for first is on its way by then.
    this.shelf.studies.fetchAhead(exam, series, this.#closed.signal).catch(() => undefined);
    // What is looked at comes before what is only wanted.
    this.keeps.first(exam.id).catch(() => undefined);
    return series;
  }

  /** To be on this computer until it is removed, or until the right to it ends. */
  async keep(exam: Exam): Promise<void> {
    await this.#rights.know(exam.id, accessEndOf(exam));
    if (this.#rights.isOver(exam.id)) throw rightIsOver();
    await this.keeps.keep(exam);
  }

  async report(reportId: string, examId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.shelf.images.report(examId ?? NO_EXAM, reportId, this.#closed.signal));
  }

  async setCacheLimit(bytes: number): Promise<void> {
    await this.shelf.store.setCacheLimit(bytes);
    this.keeps.roomWasMade();
  }

  /** What takes how much. `examIds`: those that may be in the cache; it cannot tell by itself. */
  async usage(examIds: readonly string[]): Promise<LibraryUsage> {
    const { store } = this.shelf;
    await store.settled();
    const cached = [];
    let named = 0;
    for (const examId of [...new Set(examIds)]) {
      const found = store.exams.cached(examId);
      if (!found || found.bytes === 0) continue;
      cached.push({ examId, bytes: found.bytes, usedAt: found.usedAt });
      named += found.bytes;
    }
    cached.sort((a, b) => b.usedAt - a.usedAt);
    const rest = store.cacheBytes - named;
    const { free, total } = await store.space();
    return {
      kept: await this.keeps.keptBytes(),
      cached: [...cached, ...(rest > 0 ? [{ examId: null, bytes: rest, usedAt: 0 }] : [])],
      cacheLimit: store.cacheLimit,
      free,
      total,
    };
  }

  /** Takes away what was only looked at: one exam of it, or all. */
  async forgetCached(examId: string | null): Promise<void> {
    const { store } = this.shelf;
    if (examId === null) await store.giveBack(store.cacheBytes);
    else if (!store.exams.isPinned(examId)) await store.exams.remove(examId);
    this.keeps.roomWasMade();
  }

  /** What the portal says of the rights to exams (`Rights.set`). */
  async setRights(...rights: Parameters<Rights['set']>): Promise<void> {
    await this.#rights.set(...rights);
    await this.#endRights();
  }

  /** Every exam of which something lies here. */
  async holdings(): Promise<string[]> {
    return [...new Set([...this.#rights.held, ...(await this.keeps.examIds())])];
  }

  async remove(examId: string): Promise<void> {
    await this.keeps.remove(examId);
    await this.#rights.forget(examId);
  }

  /** What this start found and mended. */
  async repairs(): Promise<LibraryRepairs> {
    const { store } = this.shelf;
    await store.settled();
    const { resumed, removed } = await this.keeps.atStart();
    return { ...store.found, resumed, removed };
  }

  /**
   * Whoever looked when an exam was removed, or the right to it ended, may bring something of it here a moment later: it must be
   * known of then, and go at the end of the right.
   */
  async #keeping<T>(examId: string, commit: () => Promise<T>): Promise<T> {
    if (this.#closed.signal.aborted) throw new AppFailure('cancelled', 'the library is being closed');
    if (this.#rights.isOver(examId)) throw rightIsOver();
    return this.#busy.run(async () => {
      await this.#rights.hold(examId);
      const kept = await commit();
      await this.#rights.hold(examId);
      // Not waited for here: it waits for downloads to stop, and this may be a part of one.
      if (this.#rights.isOver(examId)) this.#busy.run(() => this.#endRights()).catch(() => undefined);
      return kept;
    });
  }

  /** What nobody may see any more is erased, network or not. */
  async #endRights(): Promise<void> {
    // Whatever goes wrong below: it is tried again.
    this.#watchRights();
    const over = this.#rights.over();
    const here = new Set(over.length === 0 ? [] : await this.holdings());
    for (const examId of over.filter((each) => here.has(each))) {
      this.#log('info', 'the right to an exam is over: it is erased');
      await documents.remove(this.shelf.store, notesKey(examId));
      await this.remove(examId);
      this.#onEnded(examId);
    }
    await this.#rights.remember();
  }

  /** At the very end of the next right; and now and then, since a clock may be set on meanwhile. */
  #watchRights(): void {
    if (this.#closed.signal.aborted) return;
    clearTimeout(this.#watch);
    const wait = Math.min(LOOK_AT_RIGHTS_MS, this.#rights.untilNextEnd ?? Infinity);
    this.#watch = setTimeout(() => void this.#endRights().catch(() => undefined), wait);
  }

  damaged(key: ItemKey): void {
    this.#log('warn', `a damaged file was found (${key.kind})`);
    if (key.kind === 'exam-item') this.keeps.mend(key.examId);
  }
}
