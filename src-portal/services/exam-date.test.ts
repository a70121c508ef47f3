import { expect, it } from 'vitest';
import { instantOfStudy } from './exam-date.ts';

const at = (date: string, time = ''): string => instantOfStudy({ date, time }).toISOString();

it.each([
  ['20260303', '0915', '2026-03-03T08:15:00.000Z'],
  ['20260703', '091530.25', '2026-07-03T07:15:30.000Z'],
  ['2026.07.03', '09:15:30', '2026-07-03T07:15:30.000Z'],
  ['20260303', '', '2026-03-03T11:00:00.000Z'],
  ['20260303', '995959', '2026-03-03T11:00:00.000Z'],
  // The clocks go forward at two in the night, and back at three.
  ['20260329', '013000', '2026-03-29T00:30:00.000Z'],
  ['20260329', '033000', '2026-03-29T01:30:00.000Z'],
  ['20261025', '013000', '2026-10-24T23:30:00.000Z'],
  ['20261025', '033000', '2026-10-25T02:30:00.000Z'],
])('%s %s is %s', (date, time, instant) => {
  expect(at(date, time)).toBe(instant);
});

it.each(['', 'x', '00000101', '00010101', '20261399'])('%s is no date: now', (date) => {
  expect(Math.abs(Date.now() - Date.parse(at(date)))).toBeLessThan(60_000);
});
