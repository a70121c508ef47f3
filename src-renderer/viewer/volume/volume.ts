import type { Window } from '../dicom/types.ts';
import type { Grid } from './grid.ts';

/** Outside of the volume, or not loaded yet: drawn black. No voxel has this value. */
export const NOTHING = -32_768;

/** What drawing needs; crosses to the drawing workers as it is, its memory shared. */
export interface VoxelBlock {
  readonly grid: Grid;
  /** Column by column, row by row, slice by slice. Over shared memory. */
  readonly values: Int16Array;
}

/** A volume and what its values mean: `units = value * slope + intercept`. */
export interface Volume {
  readonly block: VoxelBlock;
  readonly modality: string;
  readonly slope: number;
  readonly intercept: number;
  readonly units: string;
  /** In units. */
  readonly window: Window;
  readonly windowShape: 'linear' | 'linear-exact' | 'sigmoid';
  readonly inverted: boolean;
  /** Of the values as they are stored here. */
  readonly min: number;
  readonly max: number;
}

/** Fails as a `RangeError` where the computer has no room left. */
export const emptyBlock = (grid: Grid): VoxelBlock => {
  const [columns, rows, slices] = grid.size;
  const values = new Int16Array(new SharedArrayBuffer(columns * rows * slices * 2));
  values.fill(NOTHING);
  return { grid, values };
};
