import { expect, test } from 'vitest';
import { daysLeft } from './days-left.ts';

const now = new Date(2026, 2, 28, 22, 30);

test.each([
  ['within the hour', new Date(2026, 2, 28, 23, 0), 0],
  ['past midnight', new Date(2026, 2, 29, 0, 5), 1],
  ['over the change to summer time', new Date(2026, 2, 30, 1, 0), 2],
  ['in a month', new Date(2026, 3, 28, 8, 0), 31],
  ['already over', new Date(2026, 2, 20), 0],
])('a share that ends %s', (_name, until, days) => expect(daysLeft(until.toISOString(), now)).toBe(days));
