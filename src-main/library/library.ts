import { z } from 'zod';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import type { Series } from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { ImageSource } from '../sources/image-source.ts';
import type { FetcherOptions } from './fetching/fetcher.ts';
import { readJson, writeJson } from './json-items.ts';
import { Keeps } from './keeps.ts';
import type { OpenInput } from './messages.ts';
import { Shelf } from './shelf.ts';
import type { ItemKey } from './store/names.ts';
import { Store, type StoreOptions } from './store/store.ts';

export interface LibraryOptions {
  readonly source: ImageSource;
  readonly isOnline: () => boolean;
  readonly wait: FetcherOptions['wait'];
  readonly onChanged: (entry: LibraryEntry) => void;
  readonly onRemoved: (examId: string) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  readonly disk?: StoreOptions['disk'];
}

const storedDocumentSchema = z.object({ json: z.string(), storedAt: z.string() });

/** Reports that are read without their exam being known lie together. */
const NO_EXAM = '';

const documentKey = (key: string): ItemKey => ({ kind: 'document', item: key });

/** One account's library, open. Everything rejects with `AppFailure`. */
export class Library {
  readonly shelf: Shelf;
  readonly keeps: Keeps;
  readonly #log: LibraryOptions['log'];
  readonly #eraseAtClose: boolean;
  readonly #closed = new AbortController();

  private constructor(store: Store, options: LibraryOptions, eraseAtClose: boolean) {
    const { source, isOnline, wait, onChanged, onRemoved } = options;
    this.#log = options.log;
    this.#eraseAtClose = eraseAtClose;
    this.shelf = new Shelf({ store, source, isOnline, wait });
    const { images, studies } = this.shelf;
    this.keeps = new Keeps({ store, images, studies, isOnline, onChanged, onRemoved });
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
      ...(options.disk && { disk: options.disk }),
    });
    library = new Library(store, options, input.lifetime === 'until-exit');
    return library;
  }

  async close(erase: boolean): Promise<void> {
    this.#closed.abort();
    await this.keeps.close();
    if (erase || this.#eraseAtClose) await this.shelf.store.erase();
  }

  async examImages(exam: Exam): Promise<Series[]> {
    if (!exam.imagesAvailable)
      throw new AppFailure('images-not-available-yet', 'the portal has no images of it yet');
    const series = await this.shelf.studies.series(exam);
    // The window that shows them is only being opened: what it will ask for first is on its way by then.
    this.shelf.studies.fetchAhead(exam, series, this.#closed.signal).catch(() => undefined);
    return series;
  }

  async report(reportId: string, examId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.shelf.images.report(examId ?? NO_EXAM, reportId, this.#closed.signal));
  }

  setCacheLimit(bytes: number): Promise<void> {
    return this.shelf.store.setCacheLimit(bytes);
  }

  async putDocument(key: string, json: string): Promise<void> {
    await writeJson(this.shelf.store, documentKey(key), { json, storedAt: new Date().toISOString() });
  }

  getDocument(key: string): Promise<{ json: string; storedAt: string } | null> {
    return readJson(this.shelf.store, documentKey(key), storedDocumentSchema);
  }

  removeDocument(key: string): Promise<void> {
    return this.shelf.store.remove(documentKey(key));
  }

  damaged(key: ItemKey): void {
    this.#log('warn', `a damaged file was removed (${key.kind})`);
    if (key.kind === 'exam-item') this.keeps.mend(key.examId).catch(() => undefined);
  }
}
