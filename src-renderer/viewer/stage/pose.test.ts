import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  affineOf,
  flipped,
  initialPose,
  inverse,
  panned,
  type Point,
  type Pose,
  transform,
  turned,
  zoomed,
} from './pose.ts';

const shape = { rows: 100, columns: 200, aspect: 2 };
const size = { width: 400, height: 600 };
const at = (pose: Pose, x: number, y: number): Point => transform(affineOf(pose, shape, size), { x, y });

const poses: fc.Arbitrary<Pose> = fc.record({
  zoom: fc.double({ min: 0.3, max: 30, noNaN: true }),
  centre: fc.record({
    x: fc.double({ min: -1, max: 2, noNaN: true }),
    y: fc.double({ min: -1, max: 2, noNaN: true }),
  }),
  turns: fc.constantFrom(0, 1, 2, 3),
  mirrored: fc.boolean(),
});
const points = fc.record({
  x: fc.double({ min: -500, max: 500, noNaN: true }),
  y: fc.double({ min: -500, max: 500, noNaN: true }),
});
const near = (a: Point, b: Point): void => {
  expect(a.x).toBeCloseTo(b.x, 4);
  expect(a.y).toBeCloseTo(b.y, 4);
};

describe('a pose', () => {
  it('fits the picture into the middle at first', () => {
    near(at(initialPose, -0.5, -0.5), { x: 0, y: 100 });
    near(at(initialPose, 199.5, 99.5), { x: 400, y: 500 });
  });

  it('turns clockwise and fits again', () => {
    const pose = turned(initialPose, 1);
    near(at(pose, -0.5, -0.5), { x: 400, y: 100 });
    near(at(pose, 199.5, 99.5), { x: 0, y: 500 });
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(poses, points, (pose, point) => {
        const affine = affineOf(pose, shape, size);
        near(transform(affine, transform(inverse(affine), point)), point);
      }),
    );
  });

  it('keeps what lies under the pointer while it zooms', () => {
    fc.assert(
      fc.property(poses, points, fc.double({ min: 0.5, max: 2, noNaN: true }), (pose, point, factor) => {
        const under = transform(inverse(affineOf(pose, shape, size)), point);
        near(at(zoomed(pose, shape, size, factor, point), under.x, under.y), point);
      }),
    );
  });

  it('moves with the hand, however it is turned', () => {
    fc.assert(
      fc.property(poses, points, (pose, by) => {
        const before = at(pose, 10, 20);
        near(at(panned(pose, shape, size, by), 10, 20), { x: before.x + by.x, y: before.y + by.y });
      }),
    );
  });

  it('flips about the middle of the screen, however it is turned', () => {
    fc.assert(
      fc.property(poses, points, (pose, point) => {
        const before = at(pose, point.x, point.y);
        near(at(flipped(pose, 'horizontal'), point.x, point.y), { x: 400 - before.x, y: before.y });
        near(at(flipped(pose, 'vertical'), point.x, point.y), { x: before.x, y: 600 - before.y });
      }),
    );
  });
});
