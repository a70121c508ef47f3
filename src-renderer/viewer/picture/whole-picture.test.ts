import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialPose, type Pose } from '../stage/pose.ts';
import { pictureSize } from './whole-picture.ts';

const turnedBy = (turns: Pose['turns']): Pose => ({ ...initialPose, turns });

test.each([
  ['a CT slice, pixel by pixel', { rows: 512, columns: 512, aspect: 1 }, 0, 512, 512],
  ['a wide picture on its side', { rows: 600, columns: 800, aspect: 1 }, 1, 600, 800],
  ['a small one, each pixel several times', { rows: 64, columns: 128, aspect: 1 }, 0, 512, 256],
  ['tall pixels, none lost', { rows: 600, columns: 800, aspect: 2 }, 0, 800, 1200],
  ['wide pixels, none lost', { rows: 600, columns: 800, aspect: 0.5 }, 0, 1600, 600],
  ['a mammogram, made smaller', { rows: 16_384, columns: 12_288, aspect: 1 }, 0, 6144, 8192],
] as const)('%s', (_name, shape, turns, width, height) => {
  expect(pictureSize(shape, turnedBy(turns), 8192)).toEqual({ width, height });
});

test('is even, within its limit and of the picture’s own shape', () => {
  const shapes = fc.record({
    rows: fc.integer({ min: 1, max: 20_000 }),
    columns: fc.integer({ min: 1, max: 20_000 }),
    aspect: fc.double({ min: 0.2, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(shapes, fc.constantFrom(0, 1, 2, 3), (shape, turns) => {
      const { width, height } = pictureSize(shape, turnedBy(turns), 1920);
      expect(width % 2).toBe(0);
      expect(height % 2).toBe(0);
      expect(Math.max(width, height)).toBeLessThanOrEqual(1920);
      const upright = shape.columns / (shape.rows * shape.aspect);
      const asked = turns % 2 === 0 ? upright : 1 / upright;
      // As near as whole pairs of pixels allow.
      const [least, most] = [(width - 1) / (height + 1), (width + 1) / Math.max(1, height - 1)];
      if (Math.min(width, height) > 2) {
        expect(asked).toBeGreaterThanOrEqual(least);
        expect(asked).toBeLessThanOrEqual(most);
      }
    }),
  );
});
