import { type AnnotationKind, annotationKinds, type ImageRef } from '../../src-shared/domain/notes.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { PatientDescription, Window } from './dicom/types.ts';
import type { Presentation } from './layers/presented.ts';
import type { LookPart } from './stack-look.ts';
import type { EdgeLetters } from './stage/orientation.ts';
import { type Affine, initialPose, type Pose } from './stage/pose.ts';
import type { ScaleBar } from './stage/scale-bar.ts';

/** What a drag with the main button does. */
export const dragTools = ['scroll', 'window', 'zoom', 'pan', 'magnifier', ...annotationKinds] as const;
export type DragTool = (typeof dragTools)[number];

export const isAnnotating = (tool: DragTool): tool is AnnotationKind =>
  annotationKinds.some((kind) => kind === tool);

/** What stands in the picture's place. */
export type Picture =
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface CineState {
  readonly playing: boolean;
  /** Images a second. */
  readonly rate: number;
  /** As it was recorded; null for a stack, which has no speed of its own. */
  readonly ownRate: number | null;
  /** Back and forth. */
  readonly bounce: boolean;
}

/** Plain data about what the viewport shows, for the user interface. */
export interface ViewState {
  readonly seriesInstanceUid: string | null;
  /** 0-based. */
  readonly index: number;
  readonly count: number;
  readonly ready: number;
  readonly failed: number;
  readonly picture: Picture;
  /** Null for colour. */
  readonly window:
    | (Window & {
        readonly units: string;
        readonly presets: 'ct' | 'suv' | null;
        /** Those that the file gives. */
        readonly own: readonly Window[];
      })
    | null;
  readonly inverted: boolean;
  /** What a person wished of this stack before its picture was there: it is told, as what is changed later is. */
  readonly askedBefore: readonly LookPart[];
  readonly letters: EdgeLetters | null;
  readonly laterality: 'L' | 'R' | null;
  readonly patient: PatientDescription | null;
  readonly scale: (ScaleBar & { readonly atDetector: boolean }) | null;
  readonly pose: Pose;
  /** From the picture's columns and rows to CSS pixels of the viewport; null without a picture. */
  readonly affine: Affine | null;
  readonly lossy: boolean;
  /** Its colours are another device's, and stay so. */
  readonly uncorrected: boolean;
  /** The file ends within this picture. */
  readonly partial: boolean;
  /** It is a part of a slide, which is not put together here. */
  readonly tile: boolean;
  /** The presentation state that it is shown by. */
  readonly presentation: {
    readonly label: string;
    readonly unshown: Presentation['unshown'];
    /** Its tables light the picture, and no window. */
    readonly byTables: boolean;
  } | null;
  /** Seen less a mask; null where there is no run to take one from. */
  readonly subtraction: {
    /** The file or the person names a mask. */
    readonly possible: boolean;
    readonly wished: boolean;
    /** The images (0-based, in the stack) that were taken away from this one; none: it is seen as it is. */
    readonly masks: readonly number[];
  } | null;
  /** The image carries overlay planes. */
  readonly marked: boolean;
  /** Null for a single image. */
  readonly cine: CineState | null;
  /** For example `CT`; empty without a picture. */
  readonly modality: string;
  /** What is shown, as DICOM refers to it; null without a picture. */
  readonly image: ImageRef | null;
}

export const initialView: ViewState = {
  seriesInstanceUid: null,
  index: 0,
  count: 0,
  ready: 0,
  failed: 0,
  picture: { kind: 'loading' },
  window: null,
  inverted: false,
  askedBefore: [],
  letters: null,
  laterality: null,
  patient: null,
  scale: null,
  pose: initialPose,
  affine: null,
  lossy: false,
  uncorrected: false,
  partial: false,
  tile: false,
  presentation: null,
  subtraction: null,
  marked: false,
  cine: null,
  modality: '',
  image: null,
};
