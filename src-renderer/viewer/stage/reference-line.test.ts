import { expect, it } from 'vitest';
import { type Plane, referenceLine } from './reference-line.ts';

const axial = (z: number): Plane => ({
  position: [-100, -100, z],
  orientation: [1, 0, 0, 0, 1, 0],
  spacing: { row: 2, column: 1 },
  rows: 100,
  columns: 200,
});
/** Right to left of the screen is front to back, top is the head. */
const sagittal: Plane = {
  position: [0, -100, 100],
  orientation: [0, 1, 0, 0, 0, -1],
  spacing: { row: 1, column: 1 },
  rows: 200,
  columns: 200,
};

it('an axial slice is a level line on a sagittal picture, as long as the slice is deep', () => {
  const line = referenceLine(axial(30), sagittal);
  const [from, to] = [...(line ?? [])].sort((a, b) => a.x - b.x);
  expect(from?.y).toBeCloseTo(70);
  expect(to?.y).toBeCloseTo(70);
  expect(from?.x).toBeCloseTo(-1);
  expect(to?.x).toBeCloseTo(199);
});

it('parallel planes have none, nor those that do not meet', () => {
  expect(referenceLine(axial(0), axial(10))).toBeNull();
  expect(referenceLine({ ...axial(0), position: [500, -100, 0] }, sagittal)).toBeNull();
});
