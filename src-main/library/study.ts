import { z } from 'zod';
import { sortInstances } from '../dicom/sort.ts';
import type { Exam } from '../../src-shared/domain/exam.ts';
import {
  instanceHeaderSchema,
  seriesSchema,
  type InstanceHeader,
  type Series,
} from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';
import type { ImageSource } from '../sources/image-source.ts';
import type { Images } from './fetching/images.ts';
import { mayPass } from './fetching/retry.ts';
import { readJson, writeJson } from './json-items.ts';
import type { ItemKey } from './store/names.ts';
import type { Store } from './store/store.ts';

const storedSeriesSchema = z.object({ instanceCount: z.number(), series: z.array(seriesSchema) });
const storedInstancesSchema = z.array(instanceHeaderSchema);

const seriesKey = (examId: string): ItemKey => ({ kind: 'exam-item', examId, item: 'series' });
const instancesKey = (examId: string, uid: string): ItemKey => ({
  kind: 'exam-item',
  examId,
  item: `series/${uid}`,
});

/** Of what comes from no source, once more: an exam whose description is damaged would be none. */
const copyOf = (key: ItemKey): ItemKey =>
  key.kind === 'exam-item' ? { ...key, item: `copy/${key.item}` } : key;

/** Objects that hold no image of their own come after those that do. */
const withoutImages = new Set([
  'SR',
  'KO',
  'PR',
  'DOC',
  'REG',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTDOSE',
  'RWV',
  'ECG',
  'PLAN',
]);
/** How many images are fetched before the viewer has asked for any. */
const AHEAD = 24;
/** After all that a viewer asks for, before what is only kept. */
const AHEAD_PRIORITY = 500_000;

/** What must be known of an exam to ask for its images. */
export type ExamRef = Pick<Exam, 'id' | 'studyInstanceUid' | 'instanceCount'>;

export interface StudiesOptions {
  readonly store: Store;
  readonly source: ImageSource;
  readonly images: Images;
  readonly isOnline: () => boolean;
}

/** What an exam is made of: asked from the source, kept for offline. */
export class Studies {
  readonly #options: StudiesOptions;
  readonly #underWay = new Map<string, Promise<InstanceHeader[]>>();

  constructor(options: StudiesOptions) {
    this.#options = options;
  }

  /** Writes down what an exam is made of that comes from no source. Must be written: else it would be unknown for ever. */
  async describe(
    exam: ExamRef,
    contents: readonly { readonly series: Series; readonly instances: readonly InstanceHeader[] }[],
  ): Promise<void> {
    const { store } = this.#options;
    const put = async (key: ItemKey, value: unknown): Promise<void> => {
      const bytes = Buffer.from(JSON.stringify(value), 'utf8');
      await store.write(copyOf(key), bytes);
      await store.write(key, bytes);
    };
    const series = contents.map((each) => each.series).sort(inOrder);
    for (const each of contents)
      await put(instancesKey(exam.id, each.series.seriesInstanceUid), each.instances);
    await put(seriesKey(exam.id), { instanceCount: exam.instanceCount, series });
    for (const each of contents) await store.flush(instancesKey(exam.id, each.series.seriesInstanceUid));
    await store.flush(seriesKey(exam.id));
  }

  /** Those with images first, by number. Fails with `offline-not-kept` and whatever the source fails with. */
  async series(exam: ExamRef): Promise<Series[]> {
    const key = seriesKey(exam.id);
    // A disk that fails must not keep what the source can tell.
    const stored = await this.#stored(key, storedSeriesSchema);
    // The list of exams is the newest we know: as long as it counts as many images, nothing has been added.
    if (stored && (stored.instanceCount === exam.instanceCount || !this.#options.isOnline()))
      return stored.series;
    if (!this.#options.isOnline()) throw notKept();
    try {
      const series = (await this.#options.source.series(exam.studyInstanceUid)).sort(inOrder);
      await writeJson(this.#options.store, key, { instanceCount: exam.instanceCount, series });
      return series;
    } catch (error) {
      if (stored && mayPass(error)) return stored.series;
      throw error;
    }
  }

  /** In the order of scrolling. */
  instances(examId: string, studyInstanceUid: string, seriesInstanceUid: string): Promise<InstanceHeader[]> {
    const id = JSON.stringify([examId, seriesInstanceUid]);
    const known = this.#underWay.get(id);
    if (known) return known;
    const asked = this.#instances(examId, studyInstanceUid, seriesInstanceUid).finally(() =>
      this.#underWay.delete(id),
    );
    this.#underWay.set(id, asked);
    return asked;
  }

  /** Begins to fetch what a viewer shows first, in its order: a scout of one image is soon passed by. */
  async fetchAhead(exam: ExamRef, series: readonly Series[], signal: AbortSignal): Promise<void> {
    const { id: examId, studyInstanceUid } = exam;
    let ahead = 0;
    for (const { seriesInstanceUid, modality } of series) {
      if (ahead >= AHEAD || signal.aborted || withoutImages.has(modality)) return;
      for (const { sopInstanceUid } of await this.instances(examId, studyInstanceUid, seriesInstanceUid)) {
        if (ahead >= AHEAD) return;
        const ref: InstanceRef = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid };
        const wish = { priority: AHEAD_PRIORITY + ahead, purpose: 'view', signal } as const;
        const brought = this.#options.images.bring(ref, wish).catch(() => undefined);
        // Side by side all come later: nothing shares the way with the one that a person waits for.
        if (ahead === 0) await brought;
        ahead += 1;
      }
    }
  }

  async #stored<T extends z.ZodType>(key: ItemKey, schema: T): Promise<z.output<T> | null> {
    const { store } = this.#options;
    const first = await readJson(store, key, schema).catch(() => null);
    return first ?? readJson(store, copyOf(key), schema).catch(() => null);
  }

  async #instances(examId: string, studyUid: string, seriesUid: string): Promise<InstanceHeader[]> {
    const { store, source, isOnline } = this.#options;
    const key = instancesKey(examId, seriesUid);
    const stored = await this.#stored(key, storedInstancesSchema);
    const list = await this.#stored(seriesKey(examId), storedSeriesSchema);
    const expected = list?.series.find(
      ({ seriesInstanceUid }) => seriesInstanceUid === seriesUid,
    )?.instanceCount;
    if (stored && (stored.length === expected || !isOnline())) return stored;
    if (!isOnline()) throw notKept();
    try {
      const headers = sortInstances(await source.instances(studyUid, seriesUid, expected));
      await writeJson(store, key, headers);
      return headers;
    } catch (error) {
      if (stored && mayPass(error)) return stored;
      throw error;
    }
  }
}

const notKept = (): AppFailure => new AppFailure('offline-not-kept', 'not here, and there is no network');

function inOrder(a: Series, b: Series): number {
  return (
    Number(withoutImages.has(a.modality)) - Number(withoutImages.has(b.modality)) ||
    (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
    (a.seriesInstanceUid < b.seriesInstanceUid ? -1 : 1)
  );
}
