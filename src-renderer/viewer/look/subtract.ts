import type { MaskItem, PixelFormat, Subtraction, Window } from '../dicom/types.ts';
import { automaticWindow, type GreyFrame } from './display-frame.ts';
import type { Move } from './move-mask.ts';

/** Which frames (from 0) make one picture: the mean of the one, less the mean of the other. */
export interface MaskPlan {
  readonly shown: readonly number[];
  readonly masks: readonly number[];
  readonly moves: readonly Move[];
  /** How much of the mask is taken away: 1 for all. */
  readonly part: number;
}

const within = (ranges: NonNullable<MaskItem['ranges']>, frame: number): boolean =>
  ranges.some(([first, last]) => frame >= first && frame <= last);

const masksOf = (item: MaskItem, frame: number): readonly number[] => {
  const first = item.ranges?.[0]?.[0] ?? 0;
  switch (item.operation) {
    case 'average':
      return item.masks;
    case 'before':
      return [frame - item.offset];
    case 'reversed':
      return [first - item.offset - (frame - first)];
  }
};

const movesOf = ({ shifts }: MaskItem, frame: number): readonly Move[] =>
  shifts.filter(({ ranges }) => ranges === null || within(ranges, frame));

/** `P = contrast - (1 - seen) * mask` (PS3.3 C.8.19.7.1). */
const partOf = ({ seen }: MaskItem, frame: number): number =>
  1 - (seen.find(({ ranges }) => ranges === null || within(ranges, frame))?.part ?? 0);

const planBy = (item: MaskItem, frame: number, frames: number): MaskPlan | null => {
  const there = (each: number): boolean => each >= 0 && each < frames;
  if (item.ranges !== null && !within(item.ranges, frame)) return null;
  // Without a range it ends where there are no more frames to take the mean of (PS3.3 C.7.6.10.1.1).
  const shown = Array.from({ length: item.averaged }, (_, at) => frame + at);
  if (item.ranges === null && !shown.every(there)) return null;
  const masks = masksOf(item, frame);
  if (masks.length === 0 || !masks.every(there)) return null;
  const part = partOf(item, frame);
  // All of it to be seen is no subtraction.
  return part === 0 ? null : { shown: shown.filter(there), masks, moves: movesOf(item, frame), part };
};

/** How a frame is to be subtracted; null where it is not. `chosen`: a person's mask in place of the file's. */
export const maskPlan = (
  { items }: Subtraction,
  frame: number,
  frames: number,
  chosen: number | null,
): MaskPlan | null => {
  if (chosen !== null) return { shown: [frame], masks: [chosen], moves: [], part: 1 };
  for (const item of items) {
    const plan = planBy(item, frame, frames);
    if (plan !== null) return plan;
  }
  return null;
};

/** The frame whose difference the window is made for: all of a run are seen in one light. */
export const windowFrame = (
  subtraction: Subtraction,
  frames: number,
  chosen: number | null,
): number | null => {
  const usable = (frame: number): boolean => {
    const plan = maskPlan(subtraction, frame, frames, chosen);
    return plan !== null && !plan.masks.includes(frame);
  };
  // Contrast medium is mostly there in the middle of a run.
  const places = [0.5, 0.6, 0.4, 0.75, 0.25, 1, 0].map((part) => Math.round(part * (frames - 1)));
  const found = [subtraction.representative, ...places].find((frame) => frame !== null && usable(frame));
  if (found !== undefined) return found;
  const any = Array.from({ length: frames }, (_, frame) => frame).find(usable);
  return any ?? null;
};

/** What is taken from one another: what each value, by its lowest 16 bits, counts, and how far apart two can be. */
export interface Scale {
  readonly table: Float32Array;
  readonly most: number;
}

type Stored = Pick<GreyFrame, 'values' | 'rows' | 'columns'>;

/** As it is in the file: what went through a VOI's table has its stored values beside it. */
const storedOf = ({ values, measured, rows, columns }: GreyFrame): Stored => {
  const own = measured?.values;
  const whole = own instanceof Uint8Array || own instanceof Int16Array || own instanceof Uint16Array;
  return { values: whole ? own : values, rows, columns };
};

const mostOf = ({ bitsStored }: Pick<PixelFormat, 'bitsStored'>): number => 2 ** Math.min(16, bitsStored) - 1;

/**
 * Each value by its lowest 16 bits, as it is subtracted: itself, or where values count X-rays its logarithm, in steps that
 * fill the same range. Then one thickness of contrast medium is one grey, over bone and over lung.
 */
export const intensityScale = (
  { linear, brightIsLess }: Pick<Subtraction, 'linear' | 'brightIsLess'>,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
): Scale => {
  const most = mostOf(format);
  const scale = most / Math.log(1 + most);
  const logarithm = (value: number): number => scale * Math.log(1 + Math.max(0, Math.min(most, value)));
  const table = Float32Array.from({ length: 65_536 }, (_, at) => {
    if (format.signed) return (at << 16) >> 16;
    if (!linear) return at;
    return brightIsLess ? most - logarithm(most - at) : logarithm(at);
  });
  return { table, most };
};

/** A presentation state takes masks away from what its own modality makes of the stored values (PS3.4 N.2). */
export const presentedScale = (
  toModality: (value: number) => number,
  format: Pick<PixelFormat, 'bitsStored' | 'signed'>,
): Scale => {
  const [least, count] = [format.signed ? -(mostOf(format) + 1) / 2 : 0, mostOf(format) + 1];
  const table = new Float32Array(65_536);
  let [low, high] = [Infinity, -Infinity];
  for (let value = least; value < least + count; value += 1) {
    const made = toModality(value);
    table[value & 0xffff] = made;
    low = Math.min(low, made);
    high = Math.max(high, made);
  }
  return { table, most: Math.max(high - low, Number.EPSILON) };
};

/** The mean of frames, each through the table. */
export const meanOf = (frames: readonly GreyFrame[], table: Float32Array): Float32Array => {
  const [first, ...more] = frames.map(storedOf);
  const out = new Float32Array(first?.values.length ?? 0);
  for (const { values } of first === undefined ? [] : [first, ...more])
    for (let at = 0; at < out.length; at += 1)
      out[at] = (out[at] ?? 0) + (table[(values[at] ?? 0) & 0xffff] ?? 0);
  if (more.length > 0) for (let at = 0; at < out.length; at += 1) out[at] = (out[at] ?? 0) / frames.length;
  return out;
};

/** A frame less its mask, `most` the farthest apart that they can be. Its values are as fine as 16 bits allow; they measure nothing. */
export const difference = (
  frame: GreyFrame,
  shown: Float32Array,
  mask: Float32Array,
  most: number,
): GreyFrame => {
  const gain = 32_767 / most;
  const values = new Int16Array(shown.length);
  let [min, max] = [0, 0];
  for (let at = 0; at < values.length; at += 1) {
    const value = Math.round(((shown[at] ?? 0) - (mask[at] ?? 0)) * gain);
    values[at] = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const scaled = { values, slope: 1 / gain, intercept: 0 };
  const { values: stored, slope, intercept, units, measured } = frame;
  return {
    kind: 'grey',
    rows: frame.rows,
    columns: frame.columns,
    ...scaled,
    min,
    max,
    units: '',
    windows: [differenceWindow(scaled, most)],
    windowShape: 'linear-exact',
    inverted: frame.inverted,
    through: 'subtraction',
    // What a person measures is the image, not the difference.
    measured: measured ?? { values: stored, slope, intercept, units },
    ...(frame.padding !== undefined && { padding: frame.padding }),
    ...(frame.embedded !== undefined && { embedded: frame.embedded }),
    ...(frame.rowsThere !== undefined && { rowsThere: frame.rowsThere }),
  };
};

/** What lies within it, with some room; never so narrow that noise alone would look like vessels. */
const differenceWindow = (
  scaled: Pick<GreyFrame, 'values' | 'slope' | 'intercept'>,
  most: number,
): Window => {
  const { center, width } = automaticWindow(scaled, null);
  return { center, width: Math.max(width * 1.2, most * 0.05) };
};
