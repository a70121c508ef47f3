import type { DicomDataset } from './dataset.ts';

const sensible = (time: number | undefined): time is number =>
  time !== undefined && time >= 1 && time <= 10_000;

const FRAME_TIME = 0x1063;

/** As it was recorded: Frame Time Vector or Frame Time, as Frame Increment Pointer says where both are there. */
const recorded = (dataset: DicomDataset, frames: number): number[] | null => {
  const time = dataset.decimal('x00181063');
  const each = sensible(time) ? [time] : null;
  const [group, element] = dataset.uint16s('x00280009');
  if (group === 0x0018 && element === FRAME_TIME && each !== null) return each;
  const vector = dataset.decimals('x00181065');
  // The vector holds the time since the frame before: a frame stays until the next one's comes.
  const times = vector.slice(1, frames);
  const whole = times.length === frames - 1 && times.every(sensible);
  return whole ? [...times, times.at(-1) ?? 0] : each;
};

const byRate = (rate: number | undefined): number[] | null =>
  rate !== undefined && rate > 0 && sensible(1000 / rate) ? [1000 / rate] : null;

const mean = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length;

/**
 * The frames (from 0) that a clip goes round in (Start Trim and Stop Trim, PS3.3 C.7.6.5); null where those are all of them, or
 * no stretch that can be played.
 */
export const clipStretch = (dataset: DicomDataset, frames: number): readonly [number, number] | null => {
  const first = Math.max(1, dataset.decimal('x00082142') ?? 1) - 1;
  const last = Math.min(frames, dataset.decimal('x00082143') ?? frames) - 1;
  const whole = first === 0 && last === frames - 1;
  return whole || !Number.isInteger(first) || !Number.isInteger(last) || last <= first ? null : [first, last];
};

/**
 * Milliseconds each frame stays (PS3.3 C.7.6.5); null for what is no clip. What its writer recommends for showing counts more
 * than how it was recorded, unless it is the same, rounded to whole frames a second.
 */
export const clipTimes = (dataset: DicomDataset, frames: number): number[] | null => {
  if (frames < 2) return null;
  const real = recorded(dataset, frames);
  const wished = byRate(dataset.decimal('x00082144'));
  if (wished === null) return real ?? byRate(dataset.decimal('x00180040'));
  const rounded = real !== null && Math.abs(1000 / mean(real) - 1000 / mean(wished)) < 1;
  return rounded ? real : wished;
};
