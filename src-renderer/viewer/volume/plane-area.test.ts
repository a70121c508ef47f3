import { describe, expect, it } from 'vitest';
import type { Vector3 } from '../dicom/types.ts';
import { blockOf } from '../testing/phantom-volume.ts';
import type { Grid } from './grid.ts';
import type { Area, Length } from './lengths.ts';
import { squareOf, valuesIn } from './plane-area.ts';

/** Voxels of 0.5 × 0.5 × 2 mm. */
const grid: Grid = {
  size: [60, 60, 20],
  origin: [0, 0, 0],
  steps: [
    [0.5, 0, 0],
    [0, 0.5, 0],
    [0, 0, 2],
  ],
};
const volume = (value: (at: Vector3) => number) => ({
  block: blockOf(grid, value),
  slope: 1,
  intercept: -1000,
  units: 'HU',
});
const axial = (shape: Area['shape']): Area => ({ shape, right: [1, 0, 0], down: [0, 1, 0] });
const coronal = (shape: Area['shape']): Area => ({ shape, right: [1, 0, 0], down: [0, 0, -1] });
const between = (from: Vector3, to: Vector3): Length => ({ id: 1, from, to, area: null });

describe('squareOf', () => {
  it('is the same from whichever corner it was drawn', () => {
    expect(squareOf(between([2, 3, 4], [6, 8, 4]), axial('rectangle'))).toBeCloseTo(20);
    expect(squareOf(between([6, 3, 4], [2, 8, 4]), axial('rectangle'))).toBeCloseTo(20);
    expect(squareOf(between([2, 3, 4], [6, 8, 4]), axial('ellipse'))).toBeCloseTo(5 * Math.PI);
    expect(squareOf(between([2, 5, 30], [6, 5, 20]), coronal('rectangle'))).toBeCloseTo(40);
  });
});

describe('valuesIn', () => {
  it('has a slice’s own values, as the image has them: those whose middle lies inside', () => {
    const found = valuesIn(
      volume(([x, y]) => Math.round(x * 10 + y)),
      between([4.9, 9.8, 6], [6.2, 10.6, 6]),
      axial('rectangle'),
    );
    // x 5, 5.5, 6; y 10, 10.5.
    expect(found).toMatchObject({ count: 6, least: 60 - 1000, greatest: 71 - 1000, units: 'HU' });
    const backwards = valuesIn(
      volume(([x, y]) => Math.round(x * 10 + y)),
      between([6.2, 10.6, 6], [4.9, 9.8, 6]),
      axial('rectangle'),
    );
    expect(backwards).toEqual(found);
  });

  it('takes each slice once in a plane across them', () => {
    const found = valuesIn(
      volume(([, , z]) => z),
      between([5, 7, 20.5], [6, 7, 13.5]),
      coronal('rectangle'),
    );
    // x 5, 5.5, 6; z 20, 18, 16, 14.
    expect(found).toMatchObject({ count: 12, least: 14 - 1000, greatest: 20 - 1000 });
    expect(found?.mean).toBeCloseTo(17 - 1000);
  });

  it('leaves the corners of an ellipse out, and what lies outside of the volume', () => {
    const corners = volume(([x, y]) => (Math.hypot(x - 10, y - 10) > 5.3 ? 900 : 40));
    const whole = between([5, 5, 8], [15, 15, 8]);
    expect(valuesIn(corners, whole, axial('ellipse'))).toMatchObject({ least: -960, greatest: -960 });
    expect(valuesIn(corners, whole, axial('rectangle'))?.greatest).toBe(-100);
    const beyond = valuesIn(
      volume(() => 40),
      between([-20, -20, 8], [1, 1, 8]),
      axial('rectangle'),
    );
    expect(beyond).toMatchObject({ count: 9, deviation: 0 });
    expect(
      valuesIn(
        volume(() => 40),
        between([-9, -9, 8], [-3, -3, 8]),
        axial('ellipse'),
      ),
    ).toBeNull();
  });

  it('reads an oblique plane, and a large one in wider steps', () => {
    const half = Math.SQRT1_2;
    const oblique: Area = { shape: 'rectangle', right: [half, half, 0], down: [0, 0, -1] };
    const found = valuesIn(
      volume(([x, y]) => Math.round(100 * (x + y))),
      between([5, 5, 20], [10, 10, 10]),
      oblique,
    );
    expect(found?.mean).toBeCloseTo(1500 - 1000, 0);
    const all = valuesIn(
      volume(() => 7),
      between([-1000, -1000, 8], [1000, 1000, 8]),
      axial('rectangle'),
    );
    expect(all).toMatchObject({ mean: -993, deviation: 0 });
  });

  it('is nothing between two voxels', () => {
    expect(
      valuesIn(
        volume(() => 7),
        between([5.1, 5.1, 8], [5.2, 5.2, 8]),
        axial('rectangle'),
      ),
    ).toBeNull();
  });
});
