import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Orientation, Vector3 } from '../dicom/types.ts';
import { type Placed, sortImages } from './sort-instances.ts';

const axial: Orientation = [1, 0, 0, 0, 1, 0];
const sagittal: Orientation = [0, 1, 0, 0, 0, -1];
const at = (z: number, number: number | null, orientation: Orientation | null = axial): Placed => ({
  position: [0, 0, z] satisfies Vector3,
  orientation,
  number,
});

describe('sortImages', () => {
  it('sorts by position, whatever the numbers say', () => {
    const shuffled = [at(10, 1), at(0, 2), at(5, 3), at(15, 4)];
    expect(sortImages(shuffled).map(({ position }) => position?.[2])).toEqual([0, 5, 10, 15]);
  });

  it('keeps the direction in which the numbers run', () => {
    const headFirst = [at(30, 1), at(20, 2), at(10, 3)];
    expect(sortImages(headFirst).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('goes by number where an image has no position', () => {
    const without: Placed = { position: null, orientation: null, number: 2 };
    expect(sortImages([at(0, 3), without, at(9, 1)]).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('puts phases at the same places one stack after another', () => {
    const phases = [at(0, 1), at(0, 2), at(5, 3), at(5, 4)];
    expect(sortImages(phases).map(({ number }) => number)).toEqual([1, 3, 2, 4]);
  });

  it('keeps the orientations of a localiser apart', () => {
    const mixed = [at(0, 1), at(0, 2, sagittal), at(5, 3), at(5, 4, sagittal)];
    expect(sortImages(mixed).map(({ number }) => number)).toEqual([1, 3, 2, 4]);
  });

  it('loses and invents nothing', () => {
    const placed = fc.record({
      position: fc.option(fc.tuple(fc.integer(), fc.integer(), fc.integer())),
      orientation: fc.option(fc.constantFrom(axial, sagittal)),
      number: fc.option(fc.integer({ min: 1, max: 50 })),
    });
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 60 }), (items) => {
        const sorted = sortImages(items);
        expect(sorted).toHaveLength(items.length);
        expect(new Set(sorted)).toEqual(new Set(items));
      }),
    );
  });
});
