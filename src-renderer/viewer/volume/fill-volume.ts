import { AppFailure } from '../../../src-shared/errors.ts';
import { frameDescription } from '../dicom/describe.ts';
import type { GreyFrame } from '../look/display-frame.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { type Grid, reducedGrid } from './grid.ts';
import type { VolumePart } from './plan-volume.ts';
import { columnDirection, rowDirection, scaled } from './vectors.ts';
import { emptyBlock, NOTHING, type Volume, type VoxelBlock } from './volume.ts';

/** The grid of a part as it was acquired; the spacing within slices comes from the first one read. */
export const gridOf = (
  part: VolumePart,
  spacing: { readonly row: number; readonly column: number },
): Grid => ({
  size: [part.columns, part.rows, part.slices.length],
  origin: part.origin,
  steps: [
    scaled(rowDirection(part.orientation), spacing.column),
    scaled(columnDirection(part.orientation), spacing.row),
    part.step,
  ],
});

/** The millimetres between pixels, or why this image cannot be part of a volume. */
export const spacingOf = (image: LoadedImage): { readonly row: number; readonly column: number } => {
  const { spacing } = frameDescription(image.instance, image.frame).geometry;
  if (image.display.kind !== 'grey') throw new AppFailure('volume-colour', 'colour images');
  if (spacing?.plane !== 'patient') throw new AppFailure('volume-no-geometry', 'no pixel spacing');
  return spacing;
};

const greyOf = (image: LoadedImage): GreyFrame => {
  if (image.display.kind !== 'grey') throw new AppFailure('volume-colour', 'colour images');
  return image.display;
};

interface Scale {
  readonly slope: number;
  readonly intercept: number;
}

const clamped = (value: number): number => Math.max(NOTHING + 1, Math.min(32_767, Math.round(value)));

/**
 * Takes slices as they arrive, in any order, and gives each its place. All values of a volume share one scale; where
 * slices come with scales of their own (PET), `scale` must be one that holds them all.
 */
export class VolumeFiller {
  readonly block: VoxelBlock;
  private readonly factors: readonly [number, number, number];
  private readonly slices: number;
  private readonly scale: Scale;
  private min = Infinity;
  private max = -Infinity;
  private readonly first: LoadedImage;
  /** Sums of slices that become one, and how many are in. */
  private readonly partial = new Map<number, { sum: Float32Array; seen: number }>();

  constructor(grid: Grid, factors: readonly [number, number, number], first: LoadedImage, scale: Scale) {
    this.block = emptyBlock(reducedGrid(grid, factors));
    this.factors = factors;
    this.slices = this.block.grid.size[2] * factors[2];
    this.first = first;
    this.scale = scale;
  }

  /** `slice` counts along the part. Answers with the volume's slice that is whole by it, or null. */
  put(slice: number, image: LoadedImage): number | null {
    if (slice >= this.slices) return null;
    const frame = greyOf(image);
    const [plane, , through] = this.factors;
    const [columns, rows] = this.block.grid.size;
    const target = Math.floor(slice / through);
    const out = this.block.values.subarray(target * columns * rows, (target + 1) * columns * rows);
    const a = frame.slope / this.scale.slope;
    const b = (frame.intercept - this.scale.intercept) / this.scale.slope;
    if (plane === 1 && through === 1) {
      if (a === 1 && b === 0 && frame.values instanceof Int16Array && frame.min > NOTHING)
        out.set(frame.values);
      else for (let at = 0; at < out.length; at += 1) out[at] = clamped((frame.values[at] ?? 0) * a + b);
      this.widen(frame.min * a + b, frame.max * a + b);
      return target;
    }
    const means = meansOf(frame, plane, columns, rows);
    const known = this.partial.get(target) ?? { sum: new Float32Array(columns * rows), seen: 0 };
    for (let at = 0; at < means.length; at += 1) known.sum[at] = (known.sum[at] ?? 0) + (means[at] ?? 0);
    known.seen += 1;
    this.partial.set(target, known);
    if (known.seen < through) return null;
    this.partial.delete(target);
    for (let at = 0; at < out.length; at += 1) out[at] = clamped(((known.sum[at] ?? 0) / through) * a + b);
    this.widen(frame.min * a + b, frame.max * a + b);
    return target;
  }

  volume(): Volume {
    const frame = greyOf(this.first);
    return {
      block: this.block,
      modality: this.first.instance.modality,
      slope: this.scale.slope,
      intercept: this.scale.intercept,
      units: frame.units,
      window: frame.windows[0],
      windowShape: frame.windowShape,
      inverted: frame.inverted,
      min: Number.isFinite(this.min) ? this.min : 0,
      max: Number.isFinite(this.max) ? this.max : 0,
    };
  }

  private widen(a: number, b: number): void {
    this.min = Math.max(NOTHING + 1, Math.min(this.min, a, b));
    this.max = Math.min(32_767, Math.max(this.max, a, b));
  }
}

/** Means of squares of `plane` × `plane` pixels. */
const meansOf = (frame: GreyFrame, plane: number, columns: number, rows: number): Float32Array => {
  const means = new Float32Array(columns * rows);
  const part = 1 / (plane * plane);
  for (let row = 0; row < rows * plane; row += 1) {
    const line = row * frame.columns;
    const to = Math.floor(row / plane) * columns;
    for (let column = 0; column < columns * plane; column += 1) {
      const at = to + Math.floor(column / plane);
      means[at] = (means[at] ?? 0) + (frame.values[line + column] ?? 0) * part;
    }
  }
  return means;
};

/** A scale that holds every value of a frame in 16 bits with sign: its own, moved where its values are unsigned. */
export const scaleOf = (frame: GreyFrame): Scale => {
  const fits = frame.min > NOTHING && frame.max <= 32_767;
  const shift = fits ? 0 : 32_768;
  return { slope: frame.slope, intercept: frame.intercept + shift * frame.slope };
};

/** One scale for slices that each have their own: 65,535 steps from the lowest to the highest value. */
export const commonScale = (frames: Iterable<{ readonly low: number; readonly high: number }>): Scale => {
  let [low, high] = [Infinity, -Infinity];
  for (const frame of frames) {
    low = Math.min(low, frame.low);
    high = Math.max(high, frame.high);
  }
  const slope = high > low ? (high - low) / 65_534 : 1;
  return { slope, intercept: low + 32_767 * slope };
};

/** The lowest and highest value of a frame, in units. */
export const rangeOf = (image: LoadedImage): { readonly low: number; readonly high: number } => {
  const { min, max, slope, intercept } = greyOf(image);
  const [a, b] = [min * slope + intercept, max * slope + intercept];
  return { low: Math.min(a, b), high: Math.max(a, b) };
};

export const scaleOfImage = (image: LoadedImage): Scale => scaleOf(greyOf(image));

/** Whether `image` fits into a volume on `scale` without losing steps or range. */
export const fitsScale = (image: LoadedImage, scale: Scale): boolean => {
  const frame = greyOf(image);
  if (Math.abs(frame.slope / scale.slope - 1) > 1e-6) return false;
  const b = (frame.intercept - scale.intercept) / scale.slope;
  return frame.min + b >= NOTHING && frame.max + b <= 32_767;
};
