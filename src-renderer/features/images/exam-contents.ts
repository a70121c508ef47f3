import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { instancesIn } from '../../../src-shared/ipc/schemas/exams.ts';
import { call } from '../../bridge/call.ts';
import { kindOfObject } from '../../viewer/dicom/object-kind.ts';
import type { ViewerEngine } from '../../viewer/engine.ts';
import type { InstanceReference } from '../../viewer/objects/codes.ts';
import { imagesInOrder } from '../../viewer/series/images-in-order.ts';
import type { SeriesAddress } from '../../viewer/series/series-loader.ts';
import { stackIndex } from '../../viewer/series/stack-index.ts';
import { type ExamImages, useImages } from './store.ts';
import { thumbnailAddress } from './series/thumbnail-address.ts';

const THUMBNAIL = 128;

/** All series of the exams in this window, in the order of their list. */
export const allSeries = (exams: readonly ExamImages[]): SeriesAddress[] =>
  exams.flatMap(({ exam, series }) =>
    series.map(({ seriesInstanceUid }) => ({
      examId: exam.id,
      studyInstanceUid: exam.studyInstanceUid,
      seriesInstanceUid,
    })),
  );

/** An image of an exam in this window. */
export interface FoundImage {
  readonly address: SeriesAddress;
  readonly index: number;
}

/** What the exams of this window hold: their series' images, where each is, and how it looks when small. */
export class ExamContents {
  private readonly engine: ViewerEngine;
  private readonly headers = new Map<string, Promise<InstanceHeader[]>>();

  constructor(engine: ViewerEngine) {
    this.engine = engine;
  }

  /** An exam and its series; the instances of the series that shows first may come with them. */
  async images(examId: string): Promise<ExamImages> {
    const { exam, series, first } = await call('viewer.images', { examId });
    if (first !== null && !this.headers.has(first.seriesInstanceUid))
      this.headers.set(first.seriesInstanceUid, Promise.resolve(instancesIn(first.instances)));
    return { exam, series };
  }

  /** The list of a series' images. */
  instances({ examId, seriesInstanceUid }: SeriesAddress): Promise<InstanceHeader[]> {
    const known = this.headers.get(seriesInstanceUid);
    if (known !== undefined) return known;
    const asked = call('viewer.instances', { examId, seriesInstanceUid }).then(instancesIn);
    this.headers.set(seriesInstanceUid, asked);
    // What failed is asked for again the next time.
    asked.catch(() => this.headers.delete(seriesInstanceUid));
    return asked;
  }

  /** Which series of this window holds an instance, and where in its stack; null where none does. */
  async find({ sopInstanceUid, frames }: InstanceReference): Promise<FoundImage | null> {
    for (const address of allSeries(useImages.getState().exams)) {
      const headers = await this.instances(address).catch(() => []);
      const index = stackIndex(headers, sopInstanceUid, frames[0]);
      if (index !== null) return { address, index };
    }
    return null;
  }

  /** Images in the same space as something that names none of them, for example contours. */
  async findSpace(frameOfReferenceUid: string): Promise<FoundImage | null> {
    for (const address of allSeries(useImages.getState().exams)) {
      const headers = imagesInOrder(await this.instances(address).catch(() => []));
      const index = headers.findIndex(
        (header) =>
          header.frameOfReferenceUid === frameOfReferenceUid &&
          kindOfObject(header.sopClassUid, null) !== 'segmentation',
      );
      if (index >= 0) return { address, index: Math.floor(headers.length / 2) };
    }
    return null;
  }

  /** What the exam's other series hold to be laid over its images: read behind everything else. */
  async loadAnnexes(): Promise<void> {
    for (const { exam, series } of useImages.getState().exams) {
      for (const { seriesInstanceUid, modality, description } of series) {
        if (!/^(SEG|RTSTRUCT|RTDOSE|PR)$/.test(modality)) continue;
        const address = { examId: exam.id, studyInstanceUid: exam.studyInstanceUid, seriesInstanceUid };
        const headers = await this.instances(address).catch(() => []);
        for (const { sopInstanceUid } of headers) {
          // One that cannot be read says so where it is opened.
          await this.engine.aside.annex(address, sopInstanceUid, description).catch(() => undefined);
        }
      }
    }
  }

  /** A small picture of one image, as a data address; null where it holds none. */
  async pictureOf({ address, index }: FoundImage, longest: number): Promise<string | null> {
    const headers = await this.instances(address);
    const header = imagesInOrder(headers).flatMap((each) => Array.from({ length: each.frames }, () => each))[
      index
    ];
    if (header === undefined) return null;
    const picture = await this.engine.aside.thumbnail(address, [header], longest);
    return picture === null ? null : thumbnailAddress(picture);
  }

  /** One after another, behind the images themselves. */
  async loadThumbnails(series: readonly SeriesAddress[]): Promise<void> {
    for (const address of series) {
      try {
        const picture = await this.engine.aside.thumbnail(address, await this.instances(address), THUMBNAIL);
        if (picture === null) continue;
        const { thumbnails } = useImages.getState();
        const added = { [address.seriesInstanceUid]: thumbnailAddress(picture) };
        useImages.setState({ thumbnails: { ...thumbnails, ...added } });
      } catch {
        // A series without a small picture keeps its symbol; opening it says what is wrong with it.
      }
    }
  }
}
