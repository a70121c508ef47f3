import type { Orientation, Vector3 } from '../dicom/types.ts';
import { dot, normalOf } from '../dicom/plane.ts';
import type { Point } from './pose.ts';

/** Where a picture lies in the patient; the spacing of rows and of columns, in millimetres. */
export interface Plane {
  readonly position: Vector3;
  readonly orientation: Orientation;
  readonly spacing: { readonly row: number; readonly column: number };
  readonly rows: number;
  readonly columns: number;
}

const right = ({ orientation: [a, b, c] }: Plane): Vector3 => [a, b, c];
const down = ({ orientation: [, , , d, e, f] }: Plane): Vector3 => [d, e, f];

const pointAt = (plane: Plane, { x, y }: Point): Vector3 => {
  const [r, d] = [right(plane), down(plane)];
  const [u, v] = [x * plane.spacing.column, y * plane.spacing.row];
  return [0, 1, 2].map(
    (axis) => (plane.position[axis] ?? 0) + u * (r[axis] ?? 0) + v * (d[axis] ?? 0),
  ) as unknown as Vector3;
};

/** The middle of a picture, in the patient. */
export const middleOf = (plane: Plane): Vector3 =>
  pointAt(plane, { x: (plane.columns - 1) / 2, y: (plane.rows - 1) / 2 });

/**
 * The line in which `cut` crosses the picture `on`, within what `cut` shows, in columns and rows of `on`; null for
 * parallel planes and for those that do not meet.
 */
export const referenceLine = (cut: Plane, on: Plane): readonly [Point, Point] | null => {
  const normal = normalOf(on);
  if (Math.abs(dot(normal, normalOf(cut))) > 0.99) return null;
  const height = (at: Point): number => {
    const point = pointAt(cut, at);
    return dot([point[0] - on.position[0], point[1] - on.position[1], point[2] - on.position[2]], normal);
  };
  const [w, h] = [cut.columns - 0.5, cut.rows - 0.5];
  const corners: readonly Point[] = [
    { x: -0.5, y: -0.5 },
    { x: w, y: -0.5 },
    { x: w, y: h },
    { x: -0.5, y: h },
  ];
  // The cut's outline passes through the other plane at two of its sides.
  const crossings = corners.flatMap((from, at) => {
    const to = corners[(at + 1) % 4] ?? from;
    const [a, b] = [height(from), height(to)];
    if (a < 0 === b < 0) return [];
    const part = a / (a - b);
    const point = pointAt(cut, { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) });
    const offset: Vector3 = [point[0] - on.position[0], point[1] - on.position[1], point[2] - on.position[2]];
    return [{ x: dot(offset, right(on)) / on.spacing.column, y: dot(offset, down(on)) / on.spacing.row }];
  });
  const [first, second] = crossings;
  return first === undefined || second === undefined ? null : [first, second];
};
