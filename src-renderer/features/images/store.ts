import { create } from 'zustand';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { Series } from '../../../src-shared/domain/series.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { type DragTool, initialView, type ViewState } from '../../viewer/view-state.ts';

/** What the window as a whole is doing. */
export type Stage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'empty' }
  | { readonly kind: 'ready' };

export type SeriesList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface ImagesState {
  readonly stage: Stage;
  readonly exam: Exam | null;
  readonly series: readonly Series[];
  readonly selected: string | null;
  /** How the chosen series' list of images came along. */
  readonly list: SeriesList;
  /** Small pictures as data addresses, by series. */
  readonly thumbnails: Readonly<Record<string, string>>;
  readonly view: ViewState;
  readonly tool: DragTool;
  /** `patient`: few buttons, few words on the image. `professional`: what doctors are used to. */
  readonly mode: 'patient' | 'professional';
  readonly hint: boolean;
  readonly help: boolean;
  /** Milliseconds from the window's navigation to its first painted image. */
  readonly firstImage: number | null;
}

/** Ids and plain data only; the pictures themselves stay in `viewer/`. */
export const useImages = create<ImagesState>(() => ({
  stage: { kind: 'loading' },
  exam: null,
  series: [],
  selected: null,
  list: { kind: 'loading' },
  thumbnails: {},
  view: initialView,
  tool: 'scroll',
  mode: 'patient',
  hint: false,
  help: false,
  firstImage: null,
}));
