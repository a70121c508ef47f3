import { expect, test } from 'vitest';
import { laterOf } from './last-visit.ts';

test('the later of what this computer and the portal know is the last visit', () => {
  const [march, april] = ['2026-03-01T08:00:00.000Z', '2026-04-01T10:00:00+02:00'];
  expect(laterOf(march, april)).toBe(april);
  expect(laterOf(april, march)).toBe(april);
  expect(laterOf(null, march)).toBe(march);
  expect(laterOf(march, null)).toBe(march);
  expect(laterOf(null, null)).toBeNull();
});
