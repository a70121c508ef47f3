import type { GreyLook } from '../../look/grey-look.ts';
import { anatomicalAxes, turnedAxes } from '../axes.ts';
import { cornersOf, middleOf } from '../grid.ts';
import type { PaneScene } from '../pane-painter.ts';
import type { Bricks } from '../pyramid.ts';
import { raycast } from '../raycast.ts';
import type { SpaceView } from '../space-view.ts';
import { type Plane, reslice } from '../reslice.ts';
import { length, subtract } from '../vectors.ts';
import { NOTHING, type Volume } from '../volume.ts';
import type { GpuVolume } from './gpu-volume.ts';

/** Small enough to be drawn by the CPU within a frame. */
const SIDE = 12;
/** Of 255, in the mean: interpolation differs in the last bits, and at the edges of what is lit by more. */
const PLANE_TOLERANCE = 4;
const SPACE_TOLERANCE = 16;

const pixelsOf = (volume: GpuVolume, scene: PaneScene): Uint8Array | null => {
  const { gl } = volume.context;
  if (gl === null || !volume.draw(scene)) return null;
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  gl.readPixels(0, 0, SIDE, SIDE, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  return pixels;
};

/** `expected`: red, from the top; WebGL's rows begin at the bottom. */
const isAlike = (pixels: Uint8Array | null, expected: (at: number) => number, tolerance: number): boolean => {
  if (pixels === null) return false;
  let difference = 0;
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const found = pixels[((SIDE - 1 - row) * SIDE + column) * 4] ?? 0;
      difference += Math.abs(found - expected(row * SIDE + column));
    }
  }
  return difference / (SIDE * SIDE) <= tolerance;
};

/**
 * Whether the GPU draws what the CPU draws: a plane askew and, with `bricks`, the whole from outside. Drivers that take
 * a volume without a word and then show black, or another picture, are known.
 */
export const drawsTheSame = (gpu: GpuVolume, volume: Volume, bricks: Bricks | null): boolean => {
  const { block, min, max, slope, intercept } = volume;
  const { grid } = block;
  const middle = middleOf(grid);
  const radius = Math.max(...cornersOf(grid).map((corner) => length(subtract(corner, middle))));
  const axes = turnedAxes(anatomicalAxes, 'axial', 0.4).coronal;
  const shared = {
    centre: middle,
    right: axes.right,
    down: axes.down,
    millimetresPerPixel: (radius * 1.4) / SIDE,
    width: SIDE,
    height: SIDE,
    quality: 'fine',
  } as const;
  const plane: Plane = { ...shared, normal: axes.normal, thickness: 0, mode: 'mean' };
  const look: GreyLook = { lower: min, upper: Math.max(max, min + 1), inverted: false, curve: null };
  const values = new Int16Array(SIDE * SIDE);
  reslice(block, plane, 0, SIDE, values);
  const grey = (at: number): number => {
    const value = values[at] ?? NOTHING;
    return value === NOTHING ? 0 : ((value - look.lower) / (look.upper - look.lower)) * 255;
  };
  if (!isAlike(pixelsOf(gpu, { kind: 'plane', plane, look }), grey, PLANE_TOLERANCE)) return false;
  if (bricks === null) return true;
  const [from, to] = [min * slope + intercept, max * slope + intercept];
  const window = { center: (from + to) / 2, width: Math.max(Math.abs(to - from), 1e-6) };
  return (['mip', 'mr'] as const).every((preset) => {
    const view: SpaceView = {
      ...shared,
      into: axes.normal,
      preset,
      window,
      slope,
      intercept,
      shift: 0,
    };
    const colours = new Uint32Array(SIDE * SIDE);
    raycast(block, bricks, view, 0, SIDE, colours);
    const red = (at: number): number => (colours[at] ?? 0) & 0xff;
    return isAlike(pixelsOf(gpu, { kind: 'space', view }), red, SPACE_TOLERANCE);
  });
};
