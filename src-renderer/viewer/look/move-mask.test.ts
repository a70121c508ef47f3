import { expect, it } from 'vitest';
import { movedMask } from './move-mask.ts';

const values = Float32Array.from([0, 10, 20, 30, 40, 50, 60, 70, 80]);
const moved = (...moves: Parameters<typeof movedMask>[3]): number[] => [...movedMask(values, 3, 3, moves)];

it('moves the mask down and to the right, by parts of pixels too', () => {
  expect(moved({ down: 1, right: 0, outline: null })).toEqual([0, 10, 20, 0, 10, 20, 30, 40, 50]);
  expect(moved({ down: 0, right: 0.5, outline: null })).toEqual([0, 5, 15, 30, 35, 45, 60, 65, 75]);
  expect(movedMask(values, 3, 3, [])).toBe(values);
});

it('moves it in a region alone, whose corners are of it, and leaves the rest', () => {
  const square = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ] as const;
  expect(moved({ down: 1, right: 0, outline: square })).toEqual([0, 10, 20, 0, 10, 50, 60, 70, 80]);
  const triangle = [
    [0, 0],
    [2, 0],
    [2, 2],
  ] as const;
  expect(moved({ down: 0, right: -1, outline: triangle })).toEqual([10, 10, 20, 40, 50, 50, 70, 80, 80]);
});

it('goes by the last of several moves that hold for a place (PS3.3 C.11.19.1.2)', () => {
  const rows = [
    [0, 0],
    [0, 2],
    [1, 2],
    [1, 0],
  ] as const;
  const corner = [
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 2],
  ] as const;
  expect(moved({ down: 1, right: 0, outline: rows }, { down: 0, right: -1, outline: corner })).toEqual([
    0, 10, 20, 0, 50, 50, 60, 80, 80,
  ]);
  // One that moves nothing lays the one before it aside.
  expect(moved({ down: 1, right: 0, outline: null }, { down: 0, right: 0, outline: corner })).toEqual([
    0, 10, 20, 0, 40, 50, 30, 70, 80,
  ]);
});
