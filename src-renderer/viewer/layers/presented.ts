import { isRun } from '../dicom/masks.ts';
import type { MaskItem } from '../dicom/types.ts';
import type { PresentedGreys } from '../look/grey-look.ts';
import type { DisplayedArea, PresentationState } from '../objects/presentation-state.ts';
import { holdsFor } from '../objects/presented-for.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import {
  affineOf,
  initialPose,
  inverse,
  type Point,
  type Pose,
  scaleOf,
  type Shape,
  type Size,
  transform,
  zoomWithin,
} from '../stage/pose.ts';

/** What a presentation state says of how one image lies. */
export type PresentedPlace = Pick<PresentationState, 'rotation' | 'mirrored'> & {
  readonly area: DisplayedArea | null;
};

/** A presentation state as it holds for one image. */
export interface Presentation extends PresentedPlace {
  /** Of the state: another id is another presentation. */
  readonly id: string;
  readonly label: string;
  /** Null where it says nothing of them that could be shown. */
  readonly greys: PresentedGreys | null;
  /** How its frames are taken away from one another; none where it says nothing of that. */
  readonly masks: readonly MaskItem[];
  /** What of it is not shown here; `tables`: for values that the image no longer has; `size`: no screen tells us its own. */
  readonly unshown: PresentationState['unshown'] | 'tables' | 'size';
}

const placeOf = (state: PresentationState, { instance, frame }: LoadedImage): PresentedPlace => ({
  rotation: state.rotation,
  mirrored: state.mirrored,
  area: state.areas.find((each) => holdsFor(each, instance.sopInstanceUid, frame)) ?? null,
});

const unshownOf = (lost: {
  readonly place: PresentedPlace;
  readonly lostTables: boolean;
  readonly lostMasks: boolean;
}): Presentation['unshown'] => {
  if (lost.lostMasks) return 'subtraction';
  if (lost.lostTables) return 'tables';
  return lost.place.area?.mode === 'true-size' ? 'size' : null;
};

/** A state that names no image is about none. */
export const isAbout = (state: PresentationState, sopInstanceUid: string, frame: number): boolean =>
  state.references.length > 0 && holdsFor(state, sopInstanceUid, frame);

/** Null where the state is about other images. */
export const presentationOn = (
  id: string,
  label: string,
  state: PresentationState,
  image: LoadedImage,
): Presentation | null => {
  const { instance, frame, display } = image;
  if (!isAbout(state, instance.sopInstanceUid, frame)) return null;
  const voi = state.voi.find((each) => holdsFor(each, instance.sopInstanceUid, frame));
  const [window] = voi?.windows ?? [];
  const lostTables = display.kind === 'grey' && display.through === 'voi' && voi !== undefined;
  const place = placeOf(state, image);
  const named = state.masks.filter((each) => holdsFor(each, instance.sopInstanceUid, frame));
  const canBeLess = isRun(instance.format, instance.frameCount);
  const hasLight = window !== undefined || (voi?.table ?? null) !== null;
  return {
    ...place,
    id,
    label,
    masks: canBeLess ? named.map(({ mask }) => mask) : [],
    unshown: state.unshown ?? unshownOf({ place, lostTables, lostMasks: named.length > 0 && !canBeLess }),
    // What it says of each side of a blending holds for what both make together.
    greys:
      state.unshown === 'blending'
        ? null
        : {
            modality: state.modality,
            window: window ?? null,
            windowShape: voi?.shape ?? 'linear',
            voiTable: voi?.table ?? null,
            inverted: state.inverted,
            table: state.presentationTable,
            palette: state.palette,
            // Without a light of its own, the whole range of differences would be a flat grey.
            ofDifferences: hasLight && canBeLess && named.length > 0,
          },
  };
};

/** The displayed area's columns and rows as the screen has them, and where its middle is in parts of the picture. */
const areaOf = ({ area, rotation }: PresentedPlace, { rows, columns, aspect }: Shape) => {
  const [left, right] =
    area === null ? [1, columns] : [Math.min(area.left, area.right), Math.max(area.left, area.right)];
  const [top, bottom] =
    area === null ? [1, rows] : [Math.min(area.top, area.bottom), Math.max(area.top, area.bottom)];
  const [width, height] = [right - left + 1, (bottom - top + 1) * aspect];
  const upright = rotation % 180 === 0;
  return {
    across: upright ? width : height,
    down: upright ? height : width,
    centre: { x: (left - 1 + right) / 2 / columns, y: (top - 1 + bottom) / 2 / rows },
  };
};

const quarters = [0, 1, 2, 3] as const;

/** How a picture lies as its presentation state wants it: turned, then mirrored; the displayed area fills the element. */
export const presentedPose = (place: PresentedPlace, shape: Shape, size: Size): Pose => {
  const { across, down, centre } = areaOf(place, shape);
  const turns = quarters[(place.mirrored ? 4 - place.rotation / 90 : place.rotation / 90) % 4] ?? 0;
  const pose: Pose = { ...initialPose, turns, mirrored: place.mirrored, centre };
  if (size.width === 0 || size.height === 0) return pose;
  const mode = place.area?.mode ?? 'fit';
  const scale = typeof mode === 'object' ? mode.magnify : Math.min(size.width / across, size.height / down);
  return { ...pose, zoom: zoomWithin(scale / scaleOf(pose, shape, size)) };
};

/** From parts of the displayed area, as it lies on the screen, to columns and rows of the picture (PS3.3 C.10.5.1.1). */
export const fromDisplayed = (place: PresentedPlace, shape: Shape): ((at: Point) => Point) => {
  const { across, down } = areaOf(place, shape);
  const size = { width: across, height: down };
  // Whatever its size on screen.
  const filled = { ...place, area: place.area && { ...place.area, mode: 'fit' as const } };
  const back = inverse(affineOf(presentedPose(filled, shape, size), shape, size));
  return ({ x, y }) => transform(back, { x: x * across, y: y * down });
};

/** The same place for all that a state draws on an image. */
export const displayedOn = (state: PresentationState, image: LoadedImage, shape: Shape) =>
  fromDisplayed(placeOf(state, image), shape);
