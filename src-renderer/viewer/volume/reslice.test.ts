import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vector3 } from '../dicom/types.ts';
import { blockOf } from '../testing/phantom-volume.ts';
import { anatomicalAxes } from './axes.ts';
import { type Grid, inverseOf, middleOf, toIndex, toPatient } from './grid.ts';
import { PlaneSet } from './plane-set.ts';
import { type Plane, reslice, slabOffsets, valueAt } from './reslice.ts';
import { planeNames } from './volume-state.ts';
import { NOTHING } from './volume.ts';

/** Uneven voxels, an acquisition in an oblique direction, and slices that a tilted gantry shifted. */
const grids: Readonly<Record<string, Grid>> = {
  'axial, 0.5 × 0.7 × 3 mm': {
    size: [60, 50, 20],
    origin: [-20, 30, 400],
    steps: [
      [0.5, 0, 0],
      [0, 0.7, 0],
      [0, 0, 3],
    ],
  },
  sagittal: {
    size: [40, 40, 30],
    origin: [10, -20, 90],
    steps: [
      [0, 1, 0],
      [0, 0, -1.2],
      [-2, 0, 0],
    ],
  },
  'tilted gantry': {
    size: [50, 50, 24],
    origin: [-25, -25, 0],
    steps: [
      [1, 0, 0],
      [0, Math.cos(0.35), -Math.sin(0.35)],
      [0, 0, 2.5],
    ],
  },
};

/** Brightness grows along each axis of the patient, so that a value tells the place that it came from. */
const slope = ([x, y, z]: Vector3): number => Math.round(20 * x + 7 * y + 3 * z);

const plane = (change: Partial<Plane>): Plane => ({
  centre: [0, 0, 0],
  right: [1, 0, 0],
  down: [0, 1, 0],
  normal: [0, 0, 1],
  millimetresPerPixel: 1,
  width: 40,
  height: 30,
  thickness: 0,
  mode: 'mean',
  quality: 'fine',
  ...change,
});

describe.each(Object.entries(grids))('a volume: %s', (_name, grid) => {
  const block = blockOf(grid, slope);

  it('goes from index to patient and back', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 0, max: 49 }),
          fc.integer({ min: 0, max: 49 }),
          fc.integer({ min: 0, max: 19 }),
        ),
        (at) => {
          toIndex(grid, toPatient(grid, at)).forEach((value, axis) =>
            expect(value).toBeCloseTo(at[axis]!, 6),
          );
        },
      ),
    );
    expect(inverseOf(grid).flat().every(Number.isFinite)).toBe(true);
  });

  it.each(planeNames)('shows each point of the patient at its place in the %s plane', (name) => {
    const size = { width: 120, height: 90 };
    const planes = new PlaneSet(grid);
    const shown = planes.plane(name, size, size, 'fine');
    const out = new Int16Array(size.width * size.height);
    reslice(block, shown, 0, size.height, out);
    let seen = 0;
    for (let y = 0; y < size.height; y += 7) {
      for (let x = 0; x < size.width; x += 7) {
        const found = out[x + y * size.width]!;
        if (found === NOTHING) continue;
        // The middle of a pixel.
        const at = planes.toPatient(name, { x: x + 0.5, y: y + 0.5 }, size);
        const index = toIndex(grid, at);
        const inside = index.every((value, axis) => value >= 0 && value <= grid.size[axis]! - 1);
        if (!inside) continue;
        seen += 1;
        expect(Math.abs(found - slope(at))).toBeLessThanOrEqual(2);
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('draws a bright point where the plane set says that it lies, in all three planes', () => {
    const index: Vector3 = [17, 22, 9];
    const bright = toPatient(grid, index);
    const marked = blockOf(grid, () => 0);
    marked.values[index[0] + grid.size[0] * (index[1] + grid.size[1] * index[2])] = 1000;
    const planes = new PlaneSet(grid);
    planes.moveFocus(bright);
    const size = { width: 240, height: 240 };
    for (const name of planeNames) {
      const out = new Int16Array(size.width * size.height);
      reslice(marked, planes.plane(name, size, size, 'fine'), 0, size.height, out);
      const peak = out.indexOf(Math.max(...out));
      const place = planes.toPane(name, bright, size);
      const reach = (2 * 3) / planes.plane(name, size, size, 'fine').millimetresPerPixel;
      expect(
        Math.hypot((peak % size.width) + 0.5 - place.x, Math.floor(peak / size.width) + 0.5 - place.y),
      ).toBeLessThan(reach);
      expect(out[Math.floor(place.x) + Math.floor(place.y) * size.width]).toBeGreaterThan(500);
    }
  });
});

describe('reslice', () => {
  const grid = grids['axial, 0.5 × 0.7 × 3 mm']!;
  const block = blockOf(grid, slope);
  const middle = middleOf(grid);

  it('weighs the voxels around a point', () => {
    expect(Math.abs(valueAt(block, middle) - slope(middle))).toBeLessThanOrEqual(1);
    expect(valueAt(block, [500, 0, 0])).toBe(NOTHING);
  });

  it('shows the highest, the lowest and the mean of a slab', () => {
    const draw = (mode: Plane['mode']): number => {
      const out = new Int16Array(40 * 30);
      reslice(block, plane({ centre: middle, thickness: 24, mode }), 0, 30, out);
      return out[20 + 15 * 40]!;
    };
    const here = slope([middle[0] + 0.5, middle[1] + 0.5, middle[2]]);
    // 3 brightness a millimetre, 12 mm to each side.
    expect(Math.abs(draw('max') - (here + 36))).toBeLessThanOrEqual(3);
    expect(Math.abs(draw('min') - (here - 36))).toBeLessThanOrEqual(3);
    expect(Math.abs(draw('mean') - here)).toBeLessThanOrEqual(2);
  });

  it('draws the same in parts as in one', () => {
    const shown = plane({ ...anatomicalAxes.coronal, centre: middle, thickness: 5, mode: 'max' });
    const whole = new Int16Array(40 * 30);
    reslice(block, shown, 0, 30, whole);
    const parts = new Int16Array(40 * 30);
    for (let from = 0; from < 30; from += 7) reslice(block, shown, from, Math.min(30, from + 7), parts);
    expect(parts).toEqual(whole);
  });

  it('leaves what is outside black, and a volume of one slice visible', () => {
    const flat = blockOf({ ...grid, size: [60, 50, 1] }, () => 5);
    const out = new Int16Array(40 * 30);
    reslice(flat, plane({ centre: [middle[0], middle[1], grid.origin[2]] }), 0, 30, out);
    expect(out[20 + 15 * 40]).toBe(5);
    reslice(flat, plane({ centre: [middle[0], middle[1], grid.origin[2] + 10] }), 0, 30, out);
    expect(new Set(out)).toEqual(new Set([NOTHING]));
  });

  it('never takes more than 400 positions through a slab', () => {
    expect(slabOffsets(0, 1)).toEqual([0]);
    expect(slabOffsets(10, 1)).toHaveLength(11);
    expect(slabOffsets(1e6, 0.1)).toHaveLength(400);
  });
});
