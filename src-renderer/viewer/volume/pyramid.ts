import { reducedGrid } from './grid.ts';
import { emptyBlock, NOTHING, type VoxelBlock } from './volume.ts';

/** Voxels along the edge of a brick, as a power of two. */
export const BRICK_BITS = 3;
const EDGE = 1 << BRICK_BITS;

/** The lowest and highest value in each brick, one voxel beyond it included, so that empty space can be passed over. */
export interface Bricks {
  readonly size: readonly [number, number, number];
  readonly lowest: Int16Array;
  readonly highest: Int16Array;
}

/** A volume ready to be seen from outside: whole, at half its resolution, and the bricks of both. */
export interface Pyramid {
  readonly full: VoxelBlock;
  readonly half: VoxelBlock;
  readonly fullBricks: Bricks;
  readonly halfBricks: Bricks;
}

const emptyBricks = ({ grid }: VoxelBlock): Bricks => {
  const [x, y, z] = grid.size.map((voxels) => Math.ceil(voxels / EDGE));
  const size = [x ?? 1, y ?? 1, z ?? 1] as const;
  const count = size[0] * size[1] * size[2];
  return {
    size,
    lowest: new Int16Array(new SharedArrayBuffer(count * 2)),
    highest: new Int16Array(new SharedArrayBuffer(count * 2)),
  };
};

/** Room for the pyramid of a volume; `buildLayer` fills it. */
export const emptyPyramid = (full: VoxelBlock): Pyramid => {
  const factors = full.grid.size.map((voxels) => (voxels > 1 ? 2 : 1));
  const half = emptyBlock(reducedGrid(full.grid, [factors[0] ?? 1, factors[1] ?? 1, factors[2] ?? 1]));
  return { full, half, fullBricks: emptyBricks(full), halfBricks: emptyBricks(half) };
};

/** How many independent parts halving has. */
export const halvingLayers = ({ half }: Pyramid): number => half.grid.size[2];

/** One slice of the half resolution: each voxel the mean of up to eight. */
export const halve = ({ full, half }: Pyramid, z: number): void => {
  const [nx, ny, nz] = full.grid.size;
  const [hx, hy] = half.grid.size;
  const { values } = full;
  const [ox, oy, oz] = [nx > 1 ? 1 : 0, ny > 1 ? nx : 0, nz > 1 ? nx * ny : 0];
  const scale = [nx > 1 ? 2 : 1, ny > 1 ? 2 : 1, nz > 1 ? 2 : 1] as const;
  for (let y = 0; y < hy; y += 1) {
    const from = z * scale[2] * nx * ny + y * scale[1] * nx;
    const to = (z * hy + y) * hx;
    for (let x = 0; x < hx; x += 1) {
      const at = from + x * scale[0];
      const sum =
        (values[at] ?? 0) +
        (values[at + ox] ?? 0) +
        (values[at + oy] ?? 0) +
        (values[at + ox + oy] ?? 0) +
        (values[at + oz] ?? 0) +
        (values[at + ox + oz] ?? 0) +
        (values[at + oy + oz] ?? 0) +
        (values[at + ox + oy + oz] ?? 0);
      half.values[to + x] = Math.max(NOTHING + 1, Math.round(sum / 8));
    }
  }
};

/** One layer of bricks. */
export const measureBricks = ({ grid, values }: VoxelBlock, bricks: Bricks, layer: number): void => {
  const [nx, ny, nz] = grid.size;
  const [bx, by] = bricks.size;
  const base = layer * bx * by;
  bricks.lowest.fill(32_767, base, base + bx * by);
  bricks.highest.fill(NOTHING, base, base + bx * by);
  const lastZ = Math.min(nz - 1, layer * EDGE + EDGE);
  for (let z = layer * EDGE; z <= lastZ; z += 1) {
    for (let y = 0; y < ny; y += 1) {
      const line = (z * ny + y) * nx;
      const row = base + (y >> BRICK_BITS) * bx;
      // The first line of a brick closes the one before it, as does its first column.
      const shared = y > 0 && (y & (EDGE - 1)) === 0 ? row - bx : -1;
      for (let b = 0; b < bx; b += 1) {
        let low = 32_767;
        let high = NOTHING;
        const end = Math.min(nx - 1, b * EDGE + EDGE);
        for (let x = b * EDGE; x <= end; x += 1) {
          const value = values[line + x] ?? 0;
          if (value < low) low = value;
          if (value > high) high = value;
        }
        if (low < (bricks.lowest[row + b] ?? 0)) bricks.lowest[row + b] = low;
        if (high > (bricks.highest[row + b] ?? 0)) bricks.highest[row + b] = high;
        if (shared < 0) continue;
        if (low < (bricks.lowest[shared + b] ?? 0)) bricks.lowest[shared + b] = low;
        if (high > (bricks.highest[shared + b] ?? 0)) bricks.highest[shared + b] = high;
      }
    }
  }
};
