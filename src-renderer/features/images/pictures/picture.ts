import type { TFunction } from 'i18next';
import type { Exam } from '../../../../src-shared/domain/exam.ts';
import { type ImageRef, sameImage } from '../../../../src-shared/domain/notes.ts';
import type { Series } from '../../../../src-shared/domain/series.ts';
import type { Format } from '../../../ui/words/format.ts';
import type { Drawn } from '../../../viewer/picture/drawn.ts';
import type { ViewerEngine } from '../../../viewer/engine.ts';
import type { Layer } from '../../../viewer/layers/layer.ts';
import type { Written } from '../../../viewer/picture/marks.ts';
import type { ViewState } from '../../../viewer/view-state.ts';
import type { SeriesAddress } from '../../../viewer/series/series-loader.ts';
import { allSeries } from '../exam-contents.ts';
import { readingLines } from '../notes/reading-words.ts';
import { type ExamImages, findSeries } from '../store.ts';
import { birthDateWords, seriesName, subtractionWords, windowWords } from '../words.ts';

/** Says in which words a picture speaks. */
export interface Voice {
  readonly t: TFunction;
  readonly format: Format;
  readonly language: string;
  /** With what doctors look for: numbers, windows, compression. */
  readonly technical: boolean;
}

/** What stands in a picture's corners. */
export interface PictureWords {
  /** Whose it is: left out where the person wants no name on it. */
  readonly patient: readonly string[];
  /** Which exam, and of when: left out with the name. */
  readonly examWords: readonly string[];
  /** Which image of which series, and how it is shown. */
  readonly about: readonly string[];
  readonly state: readonly string[];
}

/** An image with all that stands on it, ready to be drawn on paper, for the clipboard or as a file. */
export interface Picture extends PictureWords {
  readonly drawn: Drawn;
  readonly layers: readonly Layer[];
  readonly notes: readonly Written[];
  readonly exam: Exam | null;
}

/** An image that can be drawn; it is read when it is needed, so that many cost no memory. */
export interface PictureSource {
  readonly address: SeriesAddress;
  readonly read: () => Promise<Drawn>;
}

const sourceOf = (engine: ViewerEngine, id: number): PictureSource[] => {
  const cell = engine.cell(id);
  const { series, other } = cell.store.getState();
  const { drawn } = cell.stack;
  if (series === null || other !== null || drawn === null) return [];
  return [{ address: series, read: () => Promise.resolve(drawn) }];
};

export const activeSource = (engine: ViewerEngine): PictureSource[] =>
  sourceOf(engine, engine.store.getState().active);

/** What every field of the window shows. */
export const shownSources = (engine: ViewerEngine): PictureSource[] =>
  engine.store.getState().cells.flatMap((id) => sourceOf(engine, id));

/** The images that were marked, in the order of their series and of their marking. */
export const keySources = (engine: ViewerEngine, exams: readonly ExamImages[]): PictureSource[] => {
  const { keyImages } = engine.notes.store.getState();
  return allSeries(exams).flatMap((address) =>
    keyImages
      .filter(({ seriesInstanceUid }) => seriesInstanceUid === address.seriesInstanceUid)
      .map((image: ImageRef) => ({ address, read: () => engine.aside.drawn(address, image) })),
  );
};

export interface Told {
  readonly view: ViewState;
  readonly exam: Exam | null;
  readonly series: Series | null;
  readonly isKey: boolean;
}

export function pictureWords(
  { view, exam, series, isKey }: Told,
  { t, format, language, technical }: Voice,
): PictureWords {
  const born = birthDateWords(view.patient?.birthDate ?? '', language);
  const window = (): string => (view.window === null ? '' : windowWords(t, format, view.window).join(' · '));
  return {
    patient: [
      view.patient?.name ?? '',
      born === '' ? '' : t('images.born', { date: born }),
      technical ? (view.patient?.id ?? '') : '',
    ].filter(Boolean),
    examWords: exam === null ? [] : [exam.label, format.shortDate(exam.date)],
    about: [
      series === null ? '' : seriesName(t, series),
      t('images.counter', { index: view.index + 1, count: view.count }),
      view.laterality === null ? '' : t(`images.side.${view.laterality}`),
    ].filter(Boolean),
    state: [
      isKey ? `★ ${t('images.keep.marked')}` : '',
      view.subtraction?.wished === true ? subtractionWords(t, view.subtraction) : '',
      view.inverted ? t('images.inverted') : '',
      technical && view.lossy ? t('images.lossy') : '',
      technical && view.uncorrected ? t('images.uncorrected') : '',
      technical ? window() : '',
    ].filter(Boolean),
  };
}

/** Reads an image, and puts it into words. */
export async function readPicture(
  engine: ViewerEngine,
  exams: readonly ExamImages[],
  { address, read }: PictureSource,
  voice: Voice,
): Promise<Picture> {
  const drawn = await read();
  const { view, image } = drawn;
  const { annotations, keyImages } = engine.notes.store.getState();
  const isIt = (ref: ImageRef): boolean => view.image !== null && sameImage(ref, view.image);
  const exam = exams.find((each) => each.exam.id === address.examId)?.exam ?? null;
  const series = findSeries(exams, address) ?? null;
  return {
    ...pictureWords({ view, exam, series, isKey: keyImages.some(isIt) }, voice),
    drawn,
    layers: engine.layers.over(image),
    notes: annotations
      .filter((annotation) => isIt(annotation.image))
      .map(({ kind, points, reading, text }) => ({
        kind,
        points,
        lines: [...readingLines(voice.t, voice.format, reading), text].filter(Boolean),
      })),
    exam,
  };
}
