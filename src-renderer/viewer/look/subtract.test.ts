import { describe, expect, it } from 'vitest';
import type { MaskItem, Subtraction } from '../dicom/types.ts';
import type { GreyFrame } from './display-frame.ts';
import { difference, intensityScale, maskPlan, meanOf, windowFrame } from './subtract.ts';

const run = (item: Partial<MaskItem> | null, more: Partial<Subtraction> = {}): Subtraction => ({
  items:
    item === null
      ? []
      : [
          {
            operation: 'average',
            ranges: null,
            masks: [0],
            averaged: 1,
            offset: 1,
            shifts: [],
            seen: [],
            ...item,
          },
        ],
  recommended: false,
  representative: null,
  linear: false,
  brightIsLess: false,
  ...more,
});

const masksOf = (subtraction: Subtraction, frames: number): (readonly number[] | null)[] =>
  Array.from({ length: frames }, (_, frame) => maskPlan(subtraction, frame, frames, null)?.masks ?? null);

describe('maskPlan', () => {
  it('takes the same masks where the file has them apply', () => {
    expect(masksOf(run({ masks: [0, 1], ranges: [[2, 3]] }), 5)).toEqual([null, null, [0, 1], [0, 1], null]);
    expect(masksOf(run({ masks: [9] }), 3)).toEqual([null, null, null]);
  });

  it('ends, without a range, where no frames are left to take the mean of', () => {
    const averaged = run({ averaged: 2 });
    expect(masksOf(averaged, 3)).toEqual([[0], [0], null]);
    expect(maskPlan(averaged, 1, 3, null)?.shown).toEqual([1, 2]);
  });

  it('takes the frame before, or one behind', () => {
    expect(masksOf(run({ operation: 'before', offset: 2 }), 4)).toEqual([null, null, [0], [1]]);
    expect(masksOf(run({ operation: 'before', offset: -1 }), 3)).toEqual([[1], [2], null]);
  });

  it('goes back with its masks as the run goes on (PS3.3 C.7.6.10.1.1)', () => {
    const reversed = run({ operation: 'reversed', offset: 1, ranges: [[4, 9]] });
    expect(masksOf(reversed, 9)).toEqual([null, null, null, null, [3], [2], [1], [0], null]);
  });

  it('moves the mask as the frame, or the stretch that it is in, has it', () => {
    const shifts = [
      { down: 1, right: 0, ranges: null, outline: null },
      { down: 2, right: 0, ranges: [[1, 2]] as const, outline: null },
    ];
    const downs = (frame: number) => maskPlan(run({ shifts }), frame, 4, null)?.moves.map(({ down }) => down);
    expect([0, 1, 2, 3].map(downs)).toEqual([[1], [1, 2], [1, 2], [1]]);
  });

  it('takes the person’s mask for all frames', () => {
    expect(maskPlan(run(null), 3, 5, 1)).toEqual({ shown: [3], masks: [1], moves: [], part: 1 });
    expect(maskPlan(run(null), 3, 5, null)).toBeNull();
  });
});

it('is lit by the frame that stands for the run, or one in its middle, and never by the mask', () => {
  expect(windowFrame(run({}, { representative: 7 }), 9, null)).toBe(7);
  expect(windowFrame(run({}, { representative: 0 }), 9, null)).toBe(4);
  expect(windowFrame(run(null), 9, 4)).toBe(5);
  expect(windowFrame(run({ ranges: [[7, 7]] }), 9, null)).toBe(7);
  expect(windowFrame(run(null), 9, null)).toBeNull();
});

const frame = (...values: number[]): GreyFrame => ({
  kind: 'grey',
  rows: 1,
  columns: values.length,
  values: Uint16Array.from(values),
  min: 0,
  max: 4095,
  slope: 1,
  intercept: 0,
  units: '',
  windows: [{ center: 2048, width: 4096 }],
  windowShape: 'linear',
  inverted: false,
  through: null,
});

const format = { bitsStored: 12, signed: false };

describe('difference', () => {
  it('is what a value has more or less than the mask; what is measured stays the image', () => {
    const { table, most } = intensityScale(run(null), format);
    const shown = frame(100, 1000, 4095, 0);
    const made = difference(
      shown,
      meanOf([shown], table),
      meanOf([frame(100, 1100, 0, 4095), frame(100, 1101, 0, 4095)], table),
      most,
    );
    const units = Array.from(made.values, (value) => value * made.slope + made.intercept);
    [0, -100.5, 4095, -4095].forEach((wanted, at) => expect(units[at]).toBeCloseTo(wanted, 0));
    expect(made).toMatchObject({ through: 'subtraction', units: '' });
    expect(made.measured?.values).toBe(shown.values);
  });

  it('gives the same contrast medium the same grey over bright and dark, where values count X-rays', () => {
    const { table, most } = intensityScale({ linear: true, brightIsLess: false }, format);
    const shown = frame(2000, 500);
    const made = difference(shown, meanOf([shown], table), meanOf([frame(4000, 1000)], table), most);
    const [bright = 0, dark = 0] = made.values;
    expect(bright).toBeLessThan(0);
    expect(Math.abs(bright / dark - 1)).toBeLessThan(0.01);
    // The same picture the other way round has the other sign.
    const { table: other } = intensityScale({ linear: true, brightIsLess: true }, format);
    const turned = frame(2095, 3595);
    const back = difference(turned, meanOf([turned], other), meanOf([frame(95, 3095)], other), most);
    expect(back.values[0]).toBeCloseTo(-bright, -1);
  });

  it('holds the whole range of 16 bits', () => {
    const wide = { bitsStored: 16, signed: false };
    const { table, most } = intensityScale(run(null), wide);
    const shown = frame(65_535, 0);
    const made = difference(shown, meanOf([shown], table), meanOf([frame(0, 65_535)], table), most);
    expect([...made.values]).toEqual([32_767, -32_767]);
  });
});
