import { displayName } from '../../../src-shared/dicom/charset.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { lookTables, shapeOf, windowsOf } from '../dicom/describe-frames.ts';
import { readPalette } from '../dicom/describe-pixels.ts';
import { readMask } from '../dicom/masks.ts';
import { readOverlayPlanes } from '../dicom/overlay-planes.ts';
import { readShutter, readShutterColour } from '../dicom/shutter.ts';
import type {
  LookupTable,
  MaskItem,
  OverlayPlane,
  Palette,
  ShutterShape,
  Window,
  WindowShape,
} from '../dicom/types.ts';
import { type InstanceReference, referencesIn } from './codes.ts';
import { type Colour, graphicsOf, type PresentationGraphics } from './presentation-graphics.ts';
import type { ForImages } from './presented-for.ts';

export interface PresentationVoi extends ForImages {
  readonly windows: readonly Window[];
  readonly shape: WindowShape;
  readonly table: LookupTable | null;
}

export interface PresentationMask extends ForImages {
  readonly mask: MaskItem;
}

export interface DisplayedArea extends ForImages {
  /** Columns and rows from 1, both ends included. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How big it is shown: filling the view, in pixels of the screen for each of its own, or in its true size. */
  readonly mode: 'fit' | 'true-size' | { readonly magnify: number };
  /** Millimetres between rows and between columns, in place of the image's; null where it gives none. */
  readonly spacing: { readonly row: number; readonly column: number } | null;
  /** Height of a pixel divided by its width, likewise. */
  readonly aspect: number | null;
}

/** Softcopy Presentation State (PS3.3 A.33.1 to A.33.4): how somebody wanted images to be looked at. */
export interface PresentationState {
  readonly kind: 'presentation-state';
  readonly label: string;
  readonly description: string;
  readonly creator: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly references: readonly InstanceReference[];
  readonly modality: {
    readonly slope: number;
    readonly intercept: number;
    readonly table: LookupTable | null;
  } | null;
  readonly voi: readonly PresentationVoi[];
  readonly inverted: boolean;
  readonly presentationTable: LookupTable | null;
  readonly shutter: readonly ShutterShape[];
  /** What covers; null for black. */
  readonly shutterColour: Colour | null;
  /** Dots that are covered as well (PS3.3 C.7.6.15). */
  readonly shutterPlane: OverlayPlane | null;
  readonly areas: readonly DisplayedArea[];
  /** Degrees clockwise, then mirrored. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  readonly graphics: readonly PresentationGraphics[];
  readonly overlays: readonly OverlayPlane[];
  /** Greys become colours, in place of the presentation table (A.33.3); null where they stay. */
  readonly palette: Palette | null;
  /** How frames are taken away from one another (C.11.13, C.11.19). */
  readonly masks: readonly PresentationMask[];
  /**
   * What of it cannot be shown here: two images laid into each other (A.33.4), colours of another device than a screen, or one
   * image taken away from another in a way that is not known.
   */
  readonly unshown: 'blending' | 'profile' | 'subtraction' | null;
}

const PSEUDO_COLOUR = '1.2.840.10008.5.1.4.1.1.11.3';
const BLENDING = '1.2.840.10008.5.1.4.1.1.11.4';

const voiOf = (item: DicomDataset, modality: PresentationState['modality']): PresentationVoi => ({
  references: referencesIn(item, 'x00081140'),
  windows: windowsOf(item),
  shape: shapeOf(item),
  table: lookTables(item, false, modality ?? undefined).voi,
});

const modeOf = (item: DicomDataset): DisplayedArea['mode'] => {
  const mode = item.string('x00700100');
  const [magnify] = item.floats('x00700103');
  if (mode === 'MAGNIFY' && magnify !== undefined && magnify > 0) return { magnify };
  return mode === 'TRUE SIZE' ? 'true-size' : 'fit';
};

/** Presentation Pixel Spacing and Presentation Pixel Aspect Ratio, both of rows first (PS3.3 C.10.4). */
const pixelsOf = (item: DicomDataset): Pick<DisplayedArea, 'spacing' | 'aspect'> => {
  const [row = 0, column = 0] = item.decimals('x00700101');
  const [high = 0, wide = 0] = item.decimals('x00700102');
  return {
    spacing: row > 0 && column > 0 ? { row, column } : null,
    aspect: high > 0 && wide > 0 ? high / wide : null,
  };
};

const areaOf = (item: DicomDataset): DisplayedArea[] => {
  const [left, top] = item.int32s('x00700052');
  const [right, bottom] = item.int32s('x00700053');
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return [];
  return [
    {
      references: referencesIn(item, 'x00081140'),
      left,
      top,
      right,
      bottom,
      mode: modeOf(item),
      ...pixelsOf(item),
    },
  ];
};

const modalityOf = (dataset: DicomDataset): PresentationState['modality'] => {
  const { modality: table } = lookTables(dataset, false);
  const slope = dataset.decimal('x00281053');
  if (table === null && slope === undefined) return null;
  return {
    slope: slope === undefined || slope === 0 ? 1 : slope,
    intercept: dataset.decimal('x00281052') ?? 0,
    table,
  };
};

const rotationOf = (degrees: number | undefined): PresentationState['rotation'] => {
  const turned = (((degrees ?? 0) % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
};

const unshownOf = (dataset: DicomDataset): PresentationState['unshown'] => {
  if (dataset.string('x00080016') === BLENDING || dataset.has('x00700402')) return 'blending';
  const profile = dataset.value('x00282000');
  // Its description says so in words; screens are taken for sRGB.
  const ofScreens = profile === undefined || /sRGB/i.test(String.fromCharCode(...profile.subarray(0, 4096)));
  if (!ofScreens) return 'profile';
  const masked = dataset.items('x00286100').some((item) => item.string('x00286101') !== 'NONE');
  return masked && masksOf(dataset).length === 0 ? 'subtraction' : null;
};

const masksOf = (dataset: DicomDataset): PresentationMask[] =>
  dataset
    .items('x00286100')
    .flatMap((item) =>
      readMask(item, dataset).map((mask) => ({ references: referencesIn(item, 'x00081140'), mask })),
    );

/** The images that it names, of a blending those of both sides. */
const imagesNamed = (dataset: DicomDataset): InstanceReference[] =>
  [dataset, ...dataset.items('x00700402')].flatMap((side) =>
    side.items('x00081115').flatMap((series) => referencesIn(series, 'x00081140')),
  );

/** The planes that are drawn, and the one that only covers. */
const overlaysOf = (dataset: DicomDataset): Pick<PresentationState, 'overlays' | 'shutterPlane'> => {
  const planes = readOverlayPlanes(dataset, null);
  const isBitmap = dataset.strings('x00181600').includes('BITMAP');
  const group = isBitmap ? (dataset.uint16('x00181623') ?? 0).toString(16) : null;
  return {
    overlays: planes.filter((plane) => plane.group !== group),
    shutterPlane: planes.find((plane) => plane.group === group) ?? null,
  };
};

export const readPresentationState = (dataset: DicomDataset): PresentationState => ({
  kind: 'presentation-state',
  label: dataset.text('x00700080'),
  description: dataset.text('x00700081'),
  creator: displayName(dataset.text('x00700084')),
  date: dataset.string('x00700082'),
  references: imagesNamed(dataset),
  modality: modalityOf(dataset),
  voi: dataset.items('x00283110').map((item) => voiOf(item, modalityOf(dataset))),
  inverted: dataset.string('x20500020') === 'INVERSE',
  presentationTable: lookTables(dataset, false).presentation,
  shutter: readShutter(dataset),
  shutterColour: readShutterColour(dataset),
  areas: dataset.items('x0070005a').flatMap(areaOf),
  rotation: rotationOf(dataset.uint16('x00700042')),
  mirrored: dataset.string('x00700041') === 'Y',
  graphics: graphicsOf(dataset),
  ...overlaysOf(dataset),
  palette: dataset.string('x00080016') === PSEUDO_COLOUR ? readPalette(dataset) : null,
  masks: masksOf(dataset),
  unshown: unshownOf(dataset),
});
