import type { AnnotationKind, Reading, Scale, Statistics } from '../../../src-shared/domain/notes.ts';
import type { FrameGeometry, UltrasoundRegion } from '../dicom/types.ts';
import { spacingIn } from '../dicom/ultrasound-regions.ts';
import { type DisplayFrame, type GreyFrame, isPadding } from '../look/display-frame.ts';
import type { Point } from '../stage/pose.ts';
import { regionAround, traceAt, traceBetween } from './traces.ts';

/** What a reading needs of an image. */
export interface Measured {
  readonly geometry: Pick<FrameGeometry, 'spacing' | 'aspect' | 'regions'>;
  readonly display: DisplayFrame;
}

interface Unit {
  readonly scale: Scale;
  readonly column: number;
  readonly row: number;
}

/** By the spacing that the file gives, for all of it or where all the points lie; in pixels of its width where it gives none. */
const unitOf = ({ aspect, ...geometry }: Measured['geometry'], region: UltrasoundRegion | null): Unit => {
  const spacing = geometry.spacing ?? (region === null ? null : spacingIn(region));
  return spacing === null
    ? { scale: 'pixels', column: 1, row: aspect }
    : { ...spacing, scale: spacing.plane === 'patient' ? 'mm' : 'mm-detector' };
};

const vector = (from: Point, to: Point, unit: Unit): Point => ({
  x: (to.x - from.x) * unit.column,
  y: (to.y - from.y) * unit.row,
});

const degreesBetween = (a: Point, b: Point): number =>
  (Math.abs(Math.atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)) * 180) / Math.PI;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const boxOf = (a: Point, b: Point): Box => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y),
});

/** Rows that the file holds: below them there is nothing to measure. */
const rowsOf = ({ rows, rowsThere }: DisplayFrame): number => rowsThere ?? rows;

type Missing = NonNullable<Extract<Reading, { kind: 'area' }>['missing']>;

const missingIn = ({ top, bottom }: Box, display: DisplayFrame): { readonly missing?: Missing } => {
  const there = rowsOf(display);
  const [first, last] = [Math.ceil(Math.max(0, top)), Math.floor(Math.min(display.rows - 1, bottom))];
  if (last < there || first > last) return {};
  return { missing: first < there ? 'some' : 'all' };
};

/** In two passes: exact also for large values that differ little. Null of nothing. */
export const statisticsOf = (inside: readonly number[], units: string): Statistics | null => {
  if (inside.length === 0) return null;
  const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
  const spread = inside.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [least, greatest] = inside.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  // Of a sample, as other viewers and SR's « Standard Deviation » have it.
  const deviation = inside.length > 1 ? Math.sqrt(spread / (inside.length - 1)) : 0;
  return { count: inside.length, mean, deviation, least, greatest, units };
};

/** Of the pixels whose middle lies inside, and that are part of the picture (PS3.3 C.7.5.1.1.2). */
const statistics = (frame: GreyFrame, box: Box, round: boolean): Statistics | null => {
  const [centreX, centreY] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [halfX, halfY] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
  const { values, slope, intercept, units } = frame.measured ?? frame;
  const { padding = null } = frame;
  const inside: number[] = [];
  const lastRow = Math.min(rowsOf(frame) - 1, Math.floor(box.bottom));
  const lastColumn = Math.min(frame.columns - 1, Math.floor(box.right));
  for (let row = Math.max(0, Math.ceil(box.top)); row <= lastRow; row += 1) {
    for (let column = Math.max(0, Math.ceil(box.left)); column <= lastColumn; column += 1) {
      if (round && ((column - centreX) / halfX) ** 2 + ((row - centreY) / halfY) ** 2 > 1) continue;
      const stored = values[row * frame.columns + column] ?? NaN;
      const value = stored * slope + intercept;
      if (Number.isFinite(value) && !isPadding(stored, padding)) inside.push(value);
    }
  }
  return statisticsOf(inside, units);
};

const area = (
  kind: 'ellipse' | 'rectangle',
  a: Point,
  b: Point,
  unit: Unit,
  display: DisplayFrame,
): Reading => {
  const box = boxOf(a, b);
  const whole = (box.right - box.left) * unit.column * (box.bottom - box.top) * unit.row;
  return {
    kind: 'area',
    area: kind === 'ellipse' ? (whole * Math.PI) / 4 : whole,
    scale: unit.scale,
    statistics: display.kind === 'grey' ? statistics(display, box, kind === 'ellipse') : null,
    ...missingIn(box, display),
  };
};

const valueAt = ({ x, y }: Point, display: DisplayFrame): Reading => {
  const [column, row] = [Math.round(x), Math.round(y)];
  const at = row * display.columns + column;
  const grey = display.kind === 'grey' ? (display.measured ?? display) : null;
  const none: Reading = { kind: 'value', values: [], units: grey?.units ?? '' };
  if (column < 0 || row < 0 || column >= display.columns || row >= display.rows) return none;
  if (row >= rowsOf(display)) return { ...none, missing: 'all' };
  if (display.kind === 'colour') return { ...none, values: [...display.pixels.subarray(at * 3, at * 3 + 3)] };
  const value = grey === null ? NaN : (grey.values[at] ?? NaN) * grey.slope + grey.intercept;
  // A map of floats says so where nothing was measured.
  return Number.isFinite(value) ? { ...none, values: [value] } : { ...none, missing: 'all' };
};

const origin: Point = { x: 0, y: 0 };

/** What an annotation measures. */
export const readingOf = (kind: AnnotationKind, points: readonly Point[], image: Measured): Reading => {
  const [a = origin, b = a, c = b, d = c] = points;
  const region = regionAround(image.geometry.regions, points);
  const unit = unitOf(image.geometry, region);
  switch (kind) {
    case 'length': {
      const trace = region !== null && unit.scale === 'pixels' ? traceBetween(region, a, b) : null;
      const { x, y } = vector(a, b, unit);
      return trace ?? { kind: 'length', length: Math.hypot(x, y), scale: unit.scale };
    }
    case 'angle':
      return { kind: 'angle', degrees: degreesBetween(vector(b, a, unit), vector(b, c, unit)) };
    case 'cobb': {
      // Between two lines, whichever way each was drawn.
      const degrees = degreesBetween(vector(a, b, unit), vector(c, d, unit));
      return { kind: 'angle', degrees: Math.min(degrees, 180 - degrees) };
    }
    case 'ellipse':
    case 'rectangle':
      return area(kind, a, b, unit, image.display);
    case 'probe':
      return (region === null ? null : traceAt(region, a)) ?? valueAt(a, image.display);
    case 'arrow':
    case 'text':
      return { kind: 'none' };
  }
};
