import { fromCielab } from '../dicom/cielab.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { referencesIn } from './codes.ts';
import type { ForImages } from './presented-for.ts';

/** Red, green, blue. */
export type Colour = readonly [number, number, number];

/** In columns and rows of the image (`PIXEL`), or in parts of what is displayed (`DISPLAY`, 0 to 1). */
export type GraphicUnits = 'PIXEL' | 'DISPLAY';

export interface GraphicText {
  readonly text: string;
  readonly units: GraphicUnits;
  /** Top left and bottom right of its box; null where it only has an anchor. */
  readonly box: readonly [number, number, number, number] | null;
  readonly anchor: readonly [number, number] | null;
  readonly anchorUnits: GraphicUnits;
}

export interface Graphic {
  readonly type: 'POINT' | 'POLYLINE' | 'INTERPOLATED' | 'CIRCLE' | 'ELLIPSE';
  readonly units: GraphicUnits;
  /** x y x y …, counted from 1 in pixels. */
  readonly points: readonly number[];
  readonly filled: boolean;
}

export interface PresentationGraphics extends ForImages {
  /** What its layer recommends; null where it recommends none. */
  readonly colour: Colour | null;
  readonly texts: readonly GraphicText[];
  readonly graphics: readonly Graphic[];
}

const MOST_POINTS = 100_000;

const unitsOf = (text: string): GraphicUnits => (text === 'DISPLAY' ? 'DISPLAY' : 'PIXEL');

const textOf = (item: DicomDataset): GraphicText => {
  const [x1, y1] = item.floats('x00700010');
  const [x2, y2] = item.floats('x00700011');
  const [x, y] = item.floats('x00700014');
  const boxed = x1 !== undefined && y1 !== undefined && x2 !== undefined && y2 !== undefined;
  return {
    text: item.text('x00700006').replaceAll('\r\n', '\n').replaceAll('\r', '\n'),
    units: unitsOf(item.string('x00700003')),
    box: boxed ? [x1, y1, x2, y2] : null,
    anchor: x === undefined || y === undefined ? null : [x, y],
    anchorUnits: unitsOf(item.string('x00700004')),
  };
};

const graphicOf = (item: DicomDataset): Graphic[] => {
  const type = item.string('x00700023');
  if (
    type !== 'POINT' &&
    type !== 'POLYLINE' &&
    type !== 'INTERPOLATED' &&
    type !== 'CIRCLE' &&
    type !== 'ELLIPSE'
  )
    return [];
  const points = item.floats('x00700022').slice(0, MOST_POINTS);
  return [
    { type, units: unitsOf(item.string('x00700005')), points, filled: item.string('x00700024') === 'Y' },
  ];
};

interface GraphicLayer {
  readonly order: number;
  readonly colour: Colour | null;
}

/** Graphic layers by their name (PS3.3 C.10.7): which lies over which, and in what colour. */
const layersOf = (dataset: DicomDataset): ReadonlyMap<string, GraphicLayer> =>
  new Map(
    dataset.items('x00700060').map((item) => {
      const [l, a, b] = item.uint16s('x00700401');
      const grey = item.uint16('x00700066');
      const level = grey === undefined ? null : grey >> 8;
      const greyColour: Colour | null = level === null ? null : [level, level, level];
      const colour =
        l === undefined || a === undefined || b === undefined ? greyColour : fromCielab([l, a, b]);
      return [item.string('x00700002'), { order: item.decimal('x00700062') ?? 0, colour }];
    }),
  );

/** What a presentation state draws, from below. */
export const graphicsOf = (dataset: DicomDataset): PresentationGraphics[] => {
  const layers = layersOf(dataset);
  return dataset
    .items('x00700001')
    .map((item) => ({ item, layer: layers.get(item.string('x00700002')) }))
    .sort((a, b) => (a.layer?.order ?? 0) - (b.layer?.order ?? 0))
    .map(({ item, layer }) => ({
      references: referencesIn(item, 'x00081140'),
      colour: layer?.colour ?? null,
      texts: item.items('x00700008').map(textOf),
      graphics: item.items('x00700009').flatMap(graphicOf),
    }));
};
