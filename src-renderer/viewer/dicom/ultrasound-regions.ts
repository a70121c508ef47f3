import type { DicomDataset, Tag } from './dataset.ts';
import type { RegionAxis, Spacing, UltrasoundRegion } from './types.ts';

/** PS3.3 C.8.5.5.1.15: units that we can say, and what a unit of theirs is in ours. */
const units: Readonly<Record<number, readonly [RegionAxis['unit'], number]>> = {
  3: ['mm', 10],
  4: ['s', 1],
  5: ['Hz', 1],
  7: ['cm/s', 1],
};

const MOST_REGIONS = 64;

interface AxisTags {
  readonly unit: Tag;
  readonly delta: Tag;
  readonly pixel: Tag;
  readonly value: Tag;
}

const horizontal: AxisTags = {
  unit: 'x00186024',
  delta: 'x0018602c',
  pixel: 'x00186020',
  value: 'x00186028',
};
const vertical: AxisTags = { unit: 'x00186026', delta: 'x0018602e', pixel: 'x00186022', value: 'x0018602a' };

const axisOf = (region: DicomDataset, tags: AxisTags, start: number): RegionAxis | null => {
  const found = units[region.uint16(tags.unit) ?? 0];
  const [delta] = region.doubles(tags.delta);
  if (found === undefined || delta === undefined || delta === 0 || !Number.isFinite(delta)) return null;
  const [unit, factor] = found;
  const step = delta * factor;
  const [pixel] = region.int32s(tags.pixel);
  const [value] = region.doubles(tags.value);
  const known = pixel !== undefined && value !== undefined && Number.isFinite(value);
  // The reference pixel counts from the region's own corner (C.8.5.5.1.5).
  return { unit, step, origin: known ? value * factor - (start + pixel) * step : null };
};

const regionOf = (region: DicomDataset): UltrasoundRegion[] => {
  const corners = (['x00186018', 'x0018601a', 'x0018601c', 'x0018601e'] as const).map((tag) =>
    region.uint32(tag),
  );
  const [left, top, right, bottom] = corners;
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return [];
  const across = axisOf(region, horizontal, left);
  const down = axisOf(region, vertical, top);
  // A bar of colours or a corner of text: nothing is measured there.
  if (across === null && down === null) return [];
  return right < left || bottom < top ? [] : [{ left, top, right, bottom, across, down }];
};

/** The regions of an ultrasound image in which something can be measured (PS3.3 C.8.5.5). */
export const readRegions = (root: DicomDataset): UltrasoundRegion[] =>
  root.items('x00186011').slice(0, MOST_REGIONS).flatMap(regionOf);

/** The size of a pixel in a region that is a picture; null for a trace. */
export const spacingIn = ({ across, down }: UltrasoundRegion): Spacing | null => {
  if (across?.unit !== 'mm' || down?.unit !== 'mm') return null;
  const [row, column] = [Math.abs(down.step), Math.abs(across.step)];
  return row < 10_000 && column < 10_000 ? { row, column, plane: 'patient' } : null;
};

const alike = (one: number, other: number): boolean => Math.abs(one - other) < 0.01 * one;

/** The size of a pixel in all of these regions; null where they differ, or one is a trace. */
export const commonSpacing = (regions: readonly UltrasoundRegion[]): Spacing | null => {
  const [first = null, ...rest] = regions.map(spacingIn);
  if (first === null) return null;
  const agree = rest.every(
    (each) => each !== null && alike(first.row, each.row) && alike(first.column, each.column),
  );
  return agree ? first : null;
};
