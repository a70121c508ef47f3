import type { Orientation, Vector3 } from '../dicom/types.ts';
import { type Grid, toPatient } from '../volume/grid.ts';
import type { PlacedImage } from '../volume/plan-volume.ts';
import { add, scaled } from '../volume/vectors.ts';
import { emptyBlock, type VoxelBlock } from '../volume/volume.ts';

/** A block whose every voxel is what `value` says of its place in the patient. */
export const blockOf = (grid: Grid, value: (at: Vector3) => number): VoxelBlock => {
  const block = emptyBlock(grid);
  const [columns, rows, slices] = grid.size;
  for (let k = 0; k < slices; k += 1) {
    for (let j = 0; j < rows; j += 1) {
      for (let i = 0; i < columns; i += 1) {
        block.values[i + columns * (j + rows * k)] = value(toPatient(grid, [i, j, k]));
      }
    }
  }
  return block;
};

export const axialOrientation: Orientation = [1, 0, 0, 0, 1, 0];

/** `count` slices from `origin` on, each a `step` further. */
export const slicesOf = (
  count: number,
  step: Vector3,
  change: Partial<PlacedImage> = {},
  origin: Vector3 = [-50, -60, 100],
): PlacedImage[] =>
  Array.from({ length: count }, (_, index) => ({
    index,
    position: add(origin, scaled(step, index)),
    orientation: axialOrientation,
    rows: 64,
    columns: 64,
    frameOfReferenceUid: '1.2.3',
    ...change,
  }));
