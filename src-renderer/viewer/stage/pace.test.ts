import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

const tell = (pace: Pace, times: readonly number[]): readonly boolean[] =>
  times.map((time) => pace.took(time));

test('what is slow for the most part is too slow, and that is told once', () => {
  const pace = new Pace(8);
  const told = tell(pace, [1, 16, 16, 1, 16, 16, 16, 16, 1, 16, 16]);
  expect(told.filter(Boolean)).toHaveLength(1);
  expect(pace.isTooSlow).toBe(true);
});

test('a few slow ones decide nothing, and later ones neither', () => {
  const pace = new Pace(8);
  expect(tell(pace, [300, 0, 0, 40, 0, 90, 0, 0, 0])).not.toContain(true);
  expect(tell(pace, [50, 50, 50, 50, 50, 50, 50, 50, 50, 50])).not.toContain(true);
  expect(pace.isTooSlow).toBe(false);
});

test('endless patience is never at its end', () => {
  const pace = new Pace(Number.POSITIVE_INFINITY);
  tell(
    pace,
    Array.from({ length: 20 }, () => 1e6),
  );
  expect(pace.isTooSlow).toBe(false);
});
