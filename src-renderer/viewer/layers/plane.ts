import type { FrameGeometry, Vector3 } from '../dicom/types.ts';
import type { Affine } from '../stage/pose.ts';

const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** An image in the patient: its corner, the directions of its rows and columns, and its pixels' size. */
export interface Plane {
  readonly position: Vector3;
  readonly along: Vector3;
  readonly down: Vector3;
  readonly normal: Vector3;
  readonly column: number;
  readonly row: number;
  /** Half of what a slice is thick, at least. */
  readonly reach: number;
}

/** Null where the file does not say where its image lies. */
export const planeOf = ({ position, orientation, spacing, sliceThickness }: FrameGeometry): Plane | null => {
  if (position === null || orientation === null || spacing === null) return null;
  const [a, b, c, d, e, f] = orientation;
  return {
    position,
    along: [a, b, c],
    down: [d, e, f],
    normal: [b * f - c * e, c * d - a * f, a * e - b * d],
    column: spacing.column,
    row: spacing.row,
    reach: Math.max((sliceThickness ?? 0) / 2, 0.5),
  };
};

const minus = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** Column, row and distance in millimetres of a point of the patient. */
export const onPlane = (plane: Plane, point: Vector3): readonly [number, number, number] => {
  const from = minus(point, plane.position);
  return [dot(from, plane.along) / plane.column, dot(from, plane.down) / plane.row, dot(from, plane.normal)];
};

/** From one image's columns and rows to those of another in the same plane; null where they are not in one. */
export const between = (from: Plane, to: Plane): Affine | null => {
  if (Math.abs(dot(from.normal, to.normal)) < 0.999) return null;
  const [e, f, distance] = onPlane(to, from.position);
  if (Math.abs(distance) > Math.max(from.reach, to.reach) + 1e-3) return null;
  return {
    a: (dot(from.along, to.along) * from.column) / to.column,
    b: (dot(from.along, to.down) * from.column) / to.row,
    c: (dot(from.down, to.along) * from.row) / to.column,
    d: (dot(from.down, to.down) * from.row) / to.row,
    e,
    f,
  };
};
