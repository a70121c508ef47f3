import { describe, expect, it } from 'vitest';
import type { Vector3 } from '../dicom/types.ts';
import { blockOf } from '../testing/phantom-volume.ts';
import { drawPiece, type DrawTask, piecesOf } from './draw-tasks.ts';
import { type Grid, middleOf } from './grid.ts';
import { type Bricks, emptyPyramid, type Pyramid } from './pyramid.ts';
import { SpaceCamera } from './space-camera.ts';
import { presetsFor, type SpacePreset, transferTable } from './transfer.ts';
import { length, subtract } from './vectors.ts';
import type { VoxelBlock } from './volume.ts';

const grid: Grid = {
  size: [70, 61, 30],
  origin: [0, 0, 0],
  steps: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 2],
  ],
};
const window = { center: 40, width: 400 };

const pyramidOf = (block: VoxelBlock): Pyramid => {
  const pyramid = emptyPyramid(block);
  for (const kind of ['halve', 'bricks'] as const) {
    const drawable = { block, pyramid };
    for (let piece = 0; piece < piecesOf({ kind }, drawable); piece += 1)
      drawPiece({ kind }, drawable, piece);
  }
  return pyramid;
};

const size = { width: 90, height: 80 };

const draw = (block: VoxelBlock, side: 'A' | 'L' | 'H', preset: SpacePreset, quality: 'draft' | 'fine') => {
  const camera = new SpaceCamera(block.grid);
  camera.from(side);
  const out = new Uint32Array(size.width * size.height);
  const task: DrawTask = {
    kind: 'space',
    view: { ...camera.view(size, size), preset, window, slope: 1, intercept: 0, shift: 0, quality },
    out,
  };
  const drawable = { block, pyramid: pyramidOf(block) };
  for (let piece = 0; piece < piecesOf(task, drawable); piece += 1) drawPiece(task, drawable, piece);
  return { out, scale: camera.view(size, size).millimetresPerPixel };
};

const centre = middleOf(grid);
const ball =
  (at: Vector3, radius: number, value: number) =>
  (point: Vector3): number =>
    length(subtract(point, at)) < radius ? value : -1000;

describe('raycast', () => {
  it.each(['draft', 'fine'] as const)('draws a ball of bone as a disc of its size, %s', (quality) => {
    const { out, scale } = draw(blockOf(grid, ball(centre, 12, 1200)), 'A', 'bone', quality);
    const lit = out.filter((pixel) => (pixel & 0xff) > 20).length;
    const expected = Math.PI * (12 / scale) ** 2;
    expect(lit / expected).toBeGreaterThan(0.85);
    expect(lit / expected).toBeLessThan(1.2);
  });

  it('puts what lies to the left of the patient at the right, seen from the front', () => {
    const at: Vector3 = [centre[0] + 20, centre[1], centre[2]];
    const { out } = draw(blockOf(grid, ball(at, 8, 1200)), 'A', 'bone', 'fine');
    const sides = [0, 0];
    out.forEach((pixel, index) => {
      if ((pixel & 0xff) > 20) sides[index % size.width < size.width / 2 ? 0 : 1]! += 1;
    });
    expect(sides[0]).toBe(0);
    expect(sides[1]).toBeGreaterThan(20);
  });

  it('projects the highest value, whichever side it is seen from', () => {
    const block = blockOf(grid, ball(centre, 10, 200));
    for (const side of ['A', 'L', 'H'] as const) {
      const { out } = draw(block, side, 'mip', 'fine');
      const middle = out[Math.floor(size.width / 2) + Math.floor(size.height / 2) * size.width]!;
      // 200 in a window from -160 to 240.
      expect(Math.abs((middle & 0xff) - 229)).toBeLessThanOrEqual(2);
    }
  });

  it('shows no bone in water', () => {
    const { out } = draw(
      blockOf(grid, () => 0),
      'A',
      'bone',
      'fine',
    );
    expect(new Set(out)).toEqual(new Set([0xff000000]));
  });
});

const extremes = (
  {
    values,
    grid: {
      size: [nx, ny, nz],
    },
  }: VoxelBlock,
  bricks: Bricks,
  [bx, by, bz]: Vector3,
) => {
  let [low, high] = [32_767, -32_768];
  for (let z = bz * 8; z <= Math.min(nz - 1, bz * 8 + 8); z += 1)
    for (let y = by * 8; y <= Math.min(ny - 1, by * 8 + 8); y += 1)
      for (let x = bx * 8; x <= Math.min(nx - 1, bx * 8 + 8); x += 1) {
        const value = values[x + nx * (y + ny * z)]!;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
  const at = bx + bricks.size[0] * (by + bricks.size[1] * bz);
  return { expected: [low, high], found: [bricks.lowest[at], bricks.highest[at]] };
};

describe('pyramid', () => {
  const block = blockOf(grid, ([x, y, z]) => ((x * 7919 + y * 104_729 + z * 1_299_709) % 4001) - 1000);
  const pyramid = pyramidOf(block);

  it('knows the extremes of every brick, its far borders included', () => {
    for (const [voxels, bricks] of [
      [pyramid.full, pyramid.fullBricks],
      [pyramid.half, pyramid.halfBricks],
    ] as const) {
      for (let z = 0; z < bricks.size[2]; z += 1)
        for (let y = 0; y < bricks.size[1]; y += 1)
          for (let x = 0; x < bricks.size[0]; x += 1) {
            const { expected, found } = extremes(voxels, bricks, [x, y, z]);
            expect(found).toEqual(expected);
          }
    }
  });

  it('halves to the mean of eight, in the same place', () => {
    const flat = pyramidOf(blockOf(grid, ([x]) => x * 10));
    expect(flat.half.grid.size).toEqual([35, 30, 15]);
    expect(flat.half.grid.origin).toEqual([0.5, 0.5, 1]);
    expect(flat.half.values[3]).toBe(65);
  });
});

describe('transfer', () => {
  it('hides as much in many small steps as in a large one', () => {
    const scale = { slope: 1, intercept: 0 };
    const entry = (300 + 32_768) >> 4;
    const whole = transferTable('bone', window, scale, 0, 1).opacity[entry]!;
    const tenth = transferTable('bone', window, scale, 0, 0.1).opacity[entry]!;
    expect(1 - (1 - tenth) ** 10).toBeCloseTo(whole, 4);
    expect(whole).toBeGreaterThan(0.1);
  });

  it('offers what means something for the modality', () => {
    expect(presetsFor('CT', 'HU')[0]).toBe('bone');
    expect(presetsFor('CT', '')[0]).toBe('mr');
    expect(presetsFor('PT', 'BQML')[0]).toBe('mip');
  });
});
