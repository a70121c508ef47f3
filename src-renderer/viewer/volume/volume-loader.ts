import { AppFailure } from '../../../src-shared/errors.ts';
import { asAppError } from '../decode/run-task.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { reductionFor } from './budget.ts';
import {
  commonScale,
  fitsScale,
  gridOf,
  rangeOf,
  scaleOfImage,
  spacingOf,
  VolumeFiller,
} from './fill-volume.ts';
import type { Grid } from './grid.ts';
import type { VolumePart } from './plan-volume.ts';
import type { SliceSource } from './series-slices.ts';
import { length } from './vectors.ts';
import type { Volume } from './volume.ts';

export interface LoadedVolume {
  readonly volume: Volume;
  /** Voxels that became one along columns, rows and slices. */
  readonly factors: readonly [number, number, number];
}

export interface VolumeLoadOptions {
  readonly limit: number;
  /** The volume as far as it is there: empty at first, filled as slices arrive. */
  readonly onStart: (loaded: LoadedVolume) => void;
  /** `whole`: the slice of the volume that is all there with this one, where one is. */
  readonly onSlice: (ready: number, whole: number | null) => void;
  readonly signal: AbortSignal;
}

const cancelled = (): AppFailure => new AppFailure('cancelled', 'no longer wanted');

/** The order that gives a rough picture of the whole soonest: every 8th slice, every 4th, and so on. */
const coarseFirst = (count: number): number[] => {
  const order: number[] = [];
  for (let step = 8; step >= 1; step /= 2) {
    for (let at = 0; at < count; at += step) if (step === 8 || at % (step * 2) !== 0) order.push(at);
  }
  return order;
};

const fillerFor = (grid: Grid, first: LoadedImage, limit: number, scale: ReturnType<typeof scaleOfImage>) => {
  const stepLengths = [length(grid.steps[0]), length(grid.steps[1]), length(grid.steps[2])] as const;
  // The browser may have less room than it says: then half of it, and half again.
  for (let within = limit; within >= limit / 16; within /= 2) {
    const reduction = reductionFor(grid.size, stepLengths, within);
    if (reduction === null) break;
    try {
      return { filler: new VolumeFiller(grid, reduction.factors, first, scale), factors: reduction.factors };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new AppFailure('volume-too-large', `${grid.size.join(' x ')} voxels`);
};

/** Reads all slices of a part, a few at a time. A slice that cannot be read leaves a hole: then there is no volume. */
const readAll = async (
  source: SliceSource,
  part: VolumePart,
  signal: AbortSignal,
  take: (slice: number, image: LoadedImage) => void,
): Promise<void> => {
  const waiting = coarseFirst(part.slices.length);
  const one = async (): Promise<void> => {
    for (;;) {
      const slice = waiting.shift();
      const index = slice === undefined ? undefined : part.slices[slice];
      if (slice === undefined || index === undefined) return;
      const image = await source.read(index);
      if (signal.aborted) throw cancelled();
      take(slice, image);
    }
  };
  try {
    await Promise.all(Array.from({ length: source.atOnce }, one));
  } catch (error) {
    waiting.length = 0;
    throw error;
  }
};

const sameSpacing = (
  a: { readonly row: number; readonly column: number },
  b: { readonly row: number; readonly column: number },
): boolean => Math.abs(a.row / b.row - 1) < 0.001 && Math.abs(a.column / b.column - 1) < 0.001;

/** Reads a part into memory. Errors: `volume-…`, those of reading an image, and `cancelled`. */
export const loadVolume = async (
  source: SliceSource,
  part: VolumePart,
  { limit, onStart, onSlice, signal }: VolumeLoadOptions,
): Promise<LoadedVolume> => {
  const middle = part.slices[part.slices.length >> 1];
  if (middle === undefined) throw new AppFailure('volume-too-few', 'no slices');
  const first = await source.read(middle);
  if (signal.aborted) throw cancelled();
  const spacing = spacingOf(first);
  const grid = gridOf(part, spacing);
  const attempt = async (
    scale: ReturnType<typeof scaleOfImage>,
    strict: boolean,
  ): Promise<LoadedVolume | null> => {
    const { filler, factors } = fillerFor(grid, first, limit, scale);
    let ready = 0;
    const misfits = new Set<number>();
    onStart({ volume: filler.volume(), factors });
    await readAll(source, part, signal, (slice, image) => {
      if (!sameSpacing(spacing, spacingOf(image)))
        throw new AppFailure('volume-mixed', 'pixel spacing differs');
      const { display } = image;
      if (display.rows !== part.rows || display.columns !== part.columns)
        throw new AppFailure('volume-mixed', 'sizes differ');
      if (strict && !fitsScale(image, scale)) misfits.add(slice);
      ranges.set(slice, rangeOf(image));
      const whole = filler.put(slice, image);
      ready += 1;
      onSlice(ready, whole);
    });
    return misfits.size > 0 ? null : { volume: filler.volume(), factors };
  };
  const ranges = new Map<number, { readonly low: number; readonly high: number }>();
  try {
    const loaded = await attempt(scaleOfImage(first), true);
    // Slices with scales of their own (PET): now that all are known, one for all.
    const whole = loaded ?? (await attempt(commonScale(ranges.values()), false));
    if (whole === null) throw new AppFailure('internal', 'a common scale that does not fit');
    return whole;
  } catch (error) {
    const failure = asAppError(error);
    if (failure.code === 'instance-damaged' || failure.code === 'transfer-syntax-unsupported')
      throw new AppFailure('volume-slice-lost', failure.message);
    throw error;
  }
};
