import type { Vector3 } from '../dicom/types.ts';
import { type Grid, cornersOf, inverseOf } from './grid.ts';
import { cross, dot, length, scaled, turned } from './vectors.ts';
import { type PlaneName, planeNames } from './volume-state.ts';

/** How a plane lies: unit vectors, at right angles. */
export interface Axes {
  readonly right: Vector3;
  readonly down: Vector3;
  readonly normal: Vector3;
}

export type PlaneAxes = Readonly<Record<PlaneName, Axes>>;

/**
 * The body's own planes as radiologists look at them: from the feet, from the front, from the left. In DICOM's
 * coordinates x runs to the patient's left, y to the back, z to the head (PS3.3 C.7.6.2.1.1).
 */
export const anatomicalAxes: PlaneAxes = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], normal: [0, 0, 1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], normal: [0, 1, 0] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], normal: [1, 0, 0] },
};

/** Turns the other two planes about the normal of one, as its cross is turned clockwise on the screen. */
export const turnedAxes = (axes: PlaneAxes, about: PlaneName, radians: number): PlaneAxes => {
  const { right, down } = axes[about];
  // What points out of the screen's face turns right towards down.
  const axis = cross(right, down);
  const turn = (name: PlaneName): Axes =>
    name === about
      ? axes[name]
      : {
          right: turned(axes[name].right, axis, radians),
          down: turned(axes[name].down, axis, radians),
          normal: turned(axes[name].normal, axis, radians),
        };
  return { axial: turn('axial'), coronal: turn('coronal'), sagittal: turn('sagittal') };
};

/** Whether a plane is none of the body's own. */
export const isOblique = (axes: PlaneAxes, name: PlaneName): boolean =>
  Math.abs(dot(axes[name].normal, anatomicalAxes[name].normal)) < 0.9999 ||
  dot(axes[name].right, anatomicalAxes[name].right) < 0.9999;

/** How far the volume reaches along a direction, in millimetres. */
export const extentAlong = (
  grid: Grid,
  direction: Vector3,
): { readonly from: number; readonly to: number } => {
  const at = cornersOf(grid).map((corner) => dot(corner, direction));
  return { from: Math.min(...at), to: Math.max(...at) };
};

/** Millimetres along a direction after which other voxels come: a slice, for a plane that lies as the slices do. */
export const stepAlong = (grid: Grid, direction: Vector3): number => {
  const inverse = inverseOf(grid);
  const indexes: Vector3 = [
    dot(inverse[0], direction),
    dot(inverse[1], direction),
    dot(inverse[2], direction),
  ];
  return 1 / Math.max(1e-6, length(indexes));
};

export const otherPlanes = (name: PlaneName): readonly PlaneName[] =>
  planeNames.filter((other) => other !== name);

/** The direction in which another plane cuts this one. */
export const cutDirection = (axes: PlaneAxes, name: PlaneName, other: PlaneName): Vector3 => {
  const along = cross(axes[name].normal, axes[other].normal);
  return scaled(along, 1 / Math.max(length(along), 1e-9));
};
