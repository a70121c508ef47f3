import { create } from 'zustand';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Series } from '../../../src-shared/domain/series.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CellState } from '../../viewer/cell.ts';
import type { EngineState } from '../../viewer/engine.ts';
import type { SeriesAddress } from '../../viewer/series/series-loader.ts';
import { initialView, type ViewState } from '../../viewer/view-state.ts';

/** What the window as a whole is doing. */
export type Stage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'empty' }
  | { readonly kind: 'ready' };

export interface ExamImages {
  readonly exam: Exam;
  readonly series: readonly Series[];
}

/** The instance whose data elements are looked at. */
export interface TagsOf {
  readonly address: SeriesAddress;
  readonly sopInstanceUid: string;
}

export interface ImagesState {
  readonly stage: Stage;
  /** The exam that the window was opened for, then those that it is compared with. */
  readonly exams: readonly ExamImages[];
  /** Small pictures as data addresses, by series. */
  readonly thumbnails: Readonly<Record<string, string>>;
  /** The engine's state, and its active cell's: what commands go by. */
  readonly engine: EngineState;
  readonly cell: CellState;
  readonly view: ViewState;
  /** `patient`: few buttons, few words on the image. `professional`: what doctors are used to. */
  readonly mode: 'patient' | 'professional';
  /** Counts of what was noted, and whether the image shown is a key image. */
  readonly annotationCount: number;
  readonly keyImageCount: number;
  readonly isKeyImage: boolean;
  /** An annotation of the image shown is chosen. */
  readonly isNoteChosen: boolean;
  /** Something noted could not be written down. */
  readonly notKept: boolean;
  /** Done just now, to be said once. */
  readonly outcome: 'saved' | null;
  /** Which picture of the images is asked for: on the clipboard, for a letter or a file, on paper. */
  readonly picturing: 'copy' | 'letter' | 'print' | null;
  readonly choosingPrior: boolean;
  readonly choosingLayout: boolean;
  readonly listingKeyImages: boolean;
  /** Null until they are known. */
  readonly priors: readonly Exam[] | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What stands in the corners of the images. */
  readonly texts: boolean;
  readonly hint: boolean;
  readonly help: boolean;
  readonly tagsOf: TagsOf | null;
  /** Milliseconds from the window's navigation to its first painted image. */
  readonly firstImage: number | null;
}

/** Ids and plain data only; the pictures themselves stay in `viewer/`. */
export const useImages = create<ImagesState>(() => ({
  stage: { kind: 'loading' },
  exams: [],
  thumbnails: {},
  engine: {
    layout: { rows: 1, columns: 1 },
    cells: [],
    active: 0,
    alone: false,
    tool: 'scroll',
    scrollLink: 'off',
    lookLink: false,
    lines: true,
    renderer: 'starting',
  },
  cell: { series: null, list: { kind: 'none' }, other: null },
  view: initialView,
  mode: 'patient',
  annotationCount: 0,
  keyImageCount: 0,
  isKeyImage: false,
  isNoteChosen: false,
  notKept: false,
  outcome: null,
  picturing: null,
  choosingPrior: false,
  choosingLayout: false,
  listingKeyImages: false,
  priors: null,
  canUndo: false,
  canRedo: false,
  texts: true,
  hint: false,
  help: false,
  tagsOf: null,
  firstImage: null,
}));

/** A series of an exam in this window, by its address. */
export const findSeries = (exams: readonly ExamImages[], address: SeriesAddress | null): Series | undefined =>
  exams
    .find(({ exam }) => exam.id === address?.examId)
    ?.series.find((each) => each.seriesInstanceUid === address?.seriesInstanceUid);
