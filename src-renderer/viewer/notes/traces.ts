import type { Reading } from '../../../src-shared/domain/notes.ts';
import type { RegionAxis, UltrasoundRegion } from '../dicom/types.ts';
import type { Point } from '../stage/pose.ts';

type Trace = Reading & { readonly kind: 'trace' };
type Part = Trace['parts'][number];

const holds = ({ left, top, right, bottom }: UltrasoundRegion, { x, y }: Point): boolean =>
  x >= left - 0.5 && x <= right + 0.5 && y >= top - 0.5 && y <= bottom + 0.5;

const sizeOf = ({ left, top, right, bottom }: UltrasoundRegion): number => (right - left) * (bottom - top);

/** The region that holds all the points, of several the smallest; null where they lie in none together. */
export const regionAround = (
  regions: readonly UltrasoundRegion[],
  points: readonly Point[],
): UltrasoundRegion | null =>
  regions
    .filter((region) => points.every((point) => holds(region, point)))
    .sort((one, other) => sizeOf(one) - sizeOf(other))[0] ?? null;

const changes = { mm: 'distance', s: 'duration', 'cm/s': 'speed-change', Hz: 'frequency-change' } as const;

const change = (axis: RegionAxis | null, pixels: number): Part[] =>
  axis === null ? [] : [{ quantity: changes[axis.unit], value: Math.abs(pixels * axis.step) }];

/** How far two points of a trace are apart in either direction; null where neither says anything. */
export const traceBetween = ({ across, down }: UltrasoundRegion, a: Point, b: Point): Trace | null => {
  const parts = [...change(across, b.x - a.x), ...change(down, b.y - a.y)];
  return parts.length === 0 ? null : { kind: 'trace', parts };
};

/** The speed at a point of a Doppler spectrum, whichever way the blood flows: which side is up is a setting of the device. */
export const traceAt = ({ down }: UltrasoundRegion, { y }: Point): Trace | null =>
  down?.unit === 'cm/s' && down.origin !== null
    ? { kind: 'trace', parts: [{ quantity: 'speed', value: Math.abs(down.origin + y * down.step) }] }
    : null;
