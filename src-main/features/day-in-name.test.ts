import { afterEach, expect, test } from 'vitest';
import { dayInName } from './day-in-name.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test.each([
  // A disc that names the day alone: midnight in Nancy is the evening before in Greenwich.
  ['Europe/Paris', '2024-03-14T23:00:00.000Z', '2024-03-15'],
  ['Europe/Paris', '2024-03-15T08:30:00+01:00', '2024-03-15'],
  ['America/Martinique', '2024-03-16T01:00:00.000Z', '2024-03-15'],
  ['America/Martinique', '2024-03-15', '2024-03-15'],
  ['Europe/Paris', '', ''],
])('in %s, %j is the day %j', (timeZone, instant, day) => {
  process.env['TZ'] = timeZone;
  expect(dayInName(instant)).toBe(day);
});
