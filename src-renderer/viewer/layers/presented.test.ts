import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affineOf, transform } from '../stage/pose.ts';
import { fromDisplayed, presentedPose, type PresentedPlace } from './presented.ts';

const shape = { rows: 100, columns: 200, aspect: 1 };
const size = { width: 400, height: 400 };
const own = { spacing: null, aspect: null };
const place = (change: Partial<PresentedPlace> = {}): PresentedPlace => ({
  rotation: 0,
  mirrored: false,
  area: null,
  ...change,
});
const at = (wish: PresentedPlace, x: number, y: number) =>
  transform(affineOf(presentedPose(wish, shape, size), shape, size), { x, y });

describe('presentedPose', () => {
  it('turns first and mirrors then (PS3.3 C.10.6)', () => {
    // The middle of the upper edge goes to the right, and by the mirror to the left.
    expect(at(place({ rotation: 90 }), 99.5, -0.5).x).toBeGreaterThan(200);
    expect(at(place({ rotation: 90, mirrored: true }), 99.5, -0.5).x).toBeLessThan(200);
    expect(at(place({ mirrored: true }), -0.5, 49.5).x).toBeGreaterThan(200);
  });

  it('fills the element with the displayed area', () => {
    const area = { references: [], left: 51, top: 26, right: 100, bottom: 75, mode: 'fit', ...own } as const;
    expect(at(place({ area }), 49.5, 24.5)).toEqual({ x: 0, y: 0 });
    expect(at(place({ area }), 99.5, 74.5)).toEqual({ x: 400, y: 400 });
  });

  it('shows so many pixels of the screen for each of its own where it is to be magnified', () => {
    const area = {
      references: [],
      left: 1,
      top: 1,
      right: 2,
      bottom: 2,
      mode: { magnify: 8 },
      ...own,
    } as const;
    const [from, to] = [at(place({ area }), 0, 0), at(place({ area }), 1, 1)];
    expect([to.x - from.x, to.y - from.y]).toEqual([8, 8]);
    expect(at(place({ area }), 0.5, 0.5)).toEqual({ x: 200, y: 200 });
  });

  it('puts parts of the displayed area where they are seen, however large it is shown', () => {
    const area = {
      references: [],
      left: 51,
      top: 26,
      right: 100,
      bottom: 75,
      mode: { magnify: 8 },
      ...own,
    } as const;
    expect(fromDisplayed(place({ area }), shape)({ x: 1, y: 0 })).toEqual({ x: 99.5, y: 24.5 });
  });

  it('puts parts of the displayed area where they are seen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 90, 180, 270),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rotation, mirrored, x, y) => {
          const wish = place({ rotation, mirrored });
          const turned = rotation % 180 !== 0;
          const whole = turned ? { width: 100, height: 200 } : { width: 200, height: 100 };
          const pose = presentedPose(wish, shape, whole);
          const seen = transform(affineOf(pose, shape, whole), fromDisplayed(wish, shape)({ x, y }));
          expect(seen.x).toBeCloseTo(x * whole.width, 6);
          expect(seen.y).toBeCloseTo(y * whole.height, 6);
        },
      ),
    );
  });
});
