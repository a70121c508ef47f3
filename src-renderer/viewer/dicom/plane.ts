import type { Orientation, Vector3 } from './types.ts';

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const normalOf = ({
  orientation: [a, b, c, d, e, f],
}: {
  readonly orientation: Orientation;
}): Vector3 => [b * f - c * e, c * d - a * f, a * e - b * d];
