import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { FrameGeometry, Window } from './dicom/types.ts';
import type { Presentation } from './layers/presented.ts';
import type { DisplayFrame } from './look/display-frame.ts';
import { presetsFor } from './look/presets.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { frameOf } from './stage/image-facts.ts';
import { edgeLetters, posedLetters } from './stage/orientation.ts';
import { type Affine, affineOf, type Pose, scaleOf, shapeOf, type Size } from './stage/pose.ts';
import { scaleBar } from './stage/scale-bar.ts';
import type { ViewState } from './view-state.ts';

/** CSS pixels that the scale's bar may take. */
const LONGEST_BAR = 140;

export interface Shown {
  readonly image: LoadedImage;
  readonly ref: ImageRef;
  readonly pose: Pose;
  /** Of the element; null while there is none. */
  readonly size: Size | null;
  readonly window: Window | null;
  readonly inverted: boolean;
  readonly presented: Presentation | null;
  readonly subtraction: ViewState['subtraction'];
  /** See `Appearance`. */
  readonly byTables: boolean;
}

/** An image on screen, for who measures on it. */
export interface ShownImage {
  readonly ref: ImageRef;
  readonly geometry: FrameGeometry;
  readonly display: DisplayFrame;
  readonly affine: Affine;
}

/** An image, as notes and other objects name it. */
export const refOf = ({ instance, frame }: LoadedImage, seriesInstanceUid: string | null): ImageRef => ({
  seriesInstanceUid: seriesInstanceUid ?? '',
  sopInstanceUid: instance.sopInstanceUid,
  sopClassUid: instance.sopClassUid,
  frame,
});

/** What the user interface says of the picture on screen. */
export const pictureFacts = ({
  image,
  ref,
  pose,
  size,
  window,
  inverted,
  presented,
  subtraction,
  byTables,
}: Shown): Partial<ViewState> => {
  const { geometry, laterality } = frameOf(image);
  const { instance, display } = image;
  const shape = shapeOf(image);
  const { spacing } = geometry;
  const perMillimetre = size === null || spacing === null ? 0 : scaleOf(pose, shape, size) / spacing.column;
  const bar = perMillimetre === 0 ? null : scaleBar(perMillimetre, LONGEST_BAR);
  const letters = edgeLetters(geometry.orientation, instance.patientOrientation);
  return {
    window:
      display.kind !== 'grey' || window === null
        ? null
        : { ...window, units: display.units, presets: presetsFor(display.units), own: display.windows },
    inverted,
    letters: letters === null ? null : posedLetters(letters, pose),
    laterality,
    patient: instance.patient,
    scale: bar === null ? null : { ...bar, atDetector: spacing?.plane === 'detector' },
    pose,
    affine: size === null ? null : affineOf(pose, shape, size),
    lossy: instance.lossy,
    uncorrected: display.kind === 'colour' && instance.profileUnread,
    partial: display.rowsThere !== undefined,
    tile: instance.format.tile,
    subtraction,
    marked: instance.overlays.length > 0,
    modality: instance.modality,
    image: ref,
    presentation:
      presented === null ? null : { label: presented.label, unshown: presented.unshown, byTables },
  };
};
