import type { Exam } from '../../src-shared/domain/exam.ts';
import { localExamSchema, type LocalExam } from '../../src-shared/domain/import.ts';
import type { InstanceHeader, Series } from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { ImageSource } from '../sources/image-source.ts';
import { documents, notesKey } from './documents.ts';
import { parseJson, writeJson } from './json-items.ts';
import { Shelf } from './shelf.ts';
import { instanceKey, type ItemKey } from './store/names.ts';
import { layoutOf } from './store/sealed-file.ts';
import { Store, type StoreOptions } from './store/store.ts';
import { Turns } from './store/turns.ts';

/** A series of an exam with all its instances, as the person who imports it found it. */
export interface SeriesContents {
  readonly series: Series;
  /** In the order of scrolling. */
  readonly instances: readonly InstanceHeader[];
}

const LOOKS_AT_ONCE = 16;

const keyOf = (examId: string): ItemKey => ({ kind: 'keep', item: examId });

/** There is nowhere to fetch from: what is not here is not to be had. */
const absent = (): Promise<never> =>
  Promise.reject(new AppFailure('imported-file-lost', 'an imported exam has nothing beyond this computer'));
const nowhere: ImageSource = { series: absent, instances: absent, instance: absent, report: absent };

/**
 * The exams that were brought to this computer by hand: no account, no portal, a key of their own. An import pins the
 * exam (`shelf.store.exams.pin`), writes its instances, and then `put`s it; what was not `put` is gone at the next start.
 */
export class LocalLibrary {
  readonly shelf: Shelf;
  readonly folder: string;
  readonly #exams = new Map<string, LocalExam>();

  private constructor(store: Store, folder: string, source: ImageSource) {
    this.folder = folder;
    this.shelf = new Shelf({ store, source, isOnline: () => true, wait: absent });
  }

  /** `source`: a disc that is being imported shows before it is here; by default there is none. */
  static async open(
    options: Pick<StoreOptions, 'folder' | 'libraryKey' | 'disk'>,
    source: ImageSource = nowhere,
  ): Promise<LocalLibrary> {
    const store = await Store.open({ ...options, cacheLimit: 0 });
    const library = new LocalLibrary(store, options.folder, source);
    const { keeps, unread, lost } = await store.keeps();
    for (const { text } of keeps) {
      const record = parseJson(text, localExamSchema);
      if (record) library.#exams.set(record.exam.id, record);
    }
    // There is no other place to have an exam from: where it is not known of each whose it is, nothing goes.
    if (unread + lost === 0 && library.#exams.size === keeps.length)
      await store.exams.unpinAllBut([...library.#exams.keys()]);
    return library;
  }

  list(): LocalExam[] {
    return [...this.#exams.values()].sort((a, b) => b.importedAt - a.importedAt);
  }

  find(examId: string): LocalExam | undefined {
    return this.#exams.get(examId);
  }

  /**
   * Lists an exam whose instances lie in the store already, or replaces what is known of it. When this resolves, all of
   * it would outlive a pulled plug; until then it is not listed. How large it is, is what lies here. Fails where an instance is
   * missing.
   */
  async put(exam: Exam, contents: readonly SeriesContents[], importedAt = Date.now()): Promise<LocalExam> {
    const { store, studies } = this.shelf;
    await studies.describe(exam, contents);
    const looks = new Turns(LOOKS_AT_ONCE);
    const sizes = contents.flatMap(({ instances }) =>
      instances.map(({ sopInstanceUid }) =>
        looks.run(async () => {
          const key = instanceKey(exam.id, sopInstanceUid);
          await store.flush(key);
          const size = await store.sizeOf(key);
          if (size === null) throw new AppFailure('disk-error', 'an instance is not where it was written');
          return size;
        }),
      ),
    );
    const sealed = await Promise.all(sizes);
    await store.exams.flushPinned(exam.id);
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
    const record: LocalExam = {
      exam: { ...exam, bytes: sum(sealed.map((size) => layoutOf(size).plainBytes)) },
      importedAt,
      bytes: sum(sealed),
      incomplete: contents.flatMap(({ instances }) => instances).filter(({ isIncomplete }) => isIncomplete)
        .length,
    };
    await writeJson(store, keyOf(exam.id), record);
    this.#exams.set(exam.id, record);
    return record;
  }

  /** The PDF of a report that came with an exam. */
  async report(examId: string, reportId: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.shelf.images.report(examId, reportId, new AbortController().signal));
  }

  /** Takes back an import that did not come to its end, or erases an exam with all that was noted on it. */
  async remove(examId: string): Promise<void> {
    await documents.remove(this.shelf.store, notesKey(examId));
    await this.shelf.store.remove(keyOf(examId));
    this.#exams.delete(examId);
    await this.shelf.store.exams.remove(examId);
  }

  close(erase: boolean): Promise<void> {
    const { store } = this.shelf;
    return erase ? store.erase() : store.close();
  }
}
