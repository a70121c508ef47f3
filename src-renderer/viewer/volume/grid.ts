import type { Vector3 } from '../dicom/types.ts';
import { add, cross, dot, length, scaled, subtract } from './vectors.ts';

/**
 * Where a volume's voxels lie in the patient. The three steps need not be at right angles: a tilted gantry gives
 * slices that are shifted against each other, and with the true step from slice to slice every voxel is in its place.
 */
export interface Grid {
  readonly size: readonly [number, number, number];
  /** The middle of voxel (0, 0, 0), in millimetres. */
  readonly origin: Vector3;
  /** From one voxel to the next along columns, rows and slices, in millimetres. */
  readonly steps: readonly [Vector3, Vector3, Vector3];
}

/** Rows of the matrix from millimetres (less the origin) to indexes. */
export type Inverse = readonly [Vector3, Vector3, Vector3];

export const inverseOf = ({ steps: [i, j, k] }: Grid): Inverse => {
  const determinant = dot(i, cross(j, k));
  return [
    scaled(cross(j, k), 1 / determinant),
    scaled(cross(k, i), 1 / determinant),
    scaled(cross(i, j), 1 / determinant),
  ];
};

/** A way through the patient, in voxels. */
export const inVoxels = (inverse: Inverse, way: Vector3): Vector3 => [
  dot(inverse[0], way),
  dot(inverse[1], way),
  dot(inverse[2], way),
];

export const toPatient = ({ origin, steps: [i, j, k] }: Grid, at: Vector3): Vector3 =>
  add(origin, add(scaled(i, at[0]), add(scaled(j, at[1]), scaled(k, at[2]))));

export const toIndex = (grid: Grid, at: Vector3): Vector3 =>
  inVoxels(inverseOf(grid), subtract(at, grid.origin));

export const middleOf = (grid: Grid): Vector3 =>
  toPatient(grid, [(grid.size[0] - 1) / 2, (grid.size[1] - 1) / 2, (grid.size[2] - 1) / 2]);

/** The voxel in the middle: a plane through it is a slice as it was acquired, not one between two. */
export const middleVoxelOf = (grid: Grid): Vector3 =>
  toPatient(grid, [
    Math.floor((grid.size[0] - 1) / 2),
    Math.floor((grid.size[1] - 1) / 2),
    Math.floor((grid.size[2] - 1) / 2),
  ]);

/** The eight corners, at the outer edges of the voxels. */
export const cornersOf = (grid: Grid): Vector3[] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((corner) =>
    toPatient(grid, [
      (corner & 1) === 0 ? -0.5 : grid.size[0] - 0.5,
      (corner & 2) === 0 ? -0.5 : grid.size[1] - 0.5,
      (corner & 4) === 0 ? -0.5 : grid.size[2] - 0.5,
    ]),
  );

/** The grid of every `factors`-th voxel, each the mean of those that it stands for. */
export const reducedGrid = (grid: Grid, factors: readonly [number, number, number]): Grid => {
  const [a, b, c] = factors;
  const { size, steps } = grid;
  return {
    size: [Math.floor(size[0] / a), Math.floor(size[1] / b), Math.floor(size[2] / c)],
    origin: toPatient(grid, [(a - 1) / 2, (b - 1) / 2, (c - 1) / 2]),
    steps: [scaled(steps[0], a), scaled(steps[1], b), scaled(steps[2], c)],
  };
};

export const smallestStep = ({ steps }: Grid): number => Math.min(...steps.map(length));
