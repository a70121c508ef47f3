import { expect, test } from 'vitest';
import { dicomDate, dicomTime } from './values.ts';

test.each([
  ['19510417', '19510417'],
  ['1951.04.17', '19510417'],
  ['20240229', '20240229'],
  // Only the year is known, or nothing is: no day of the year before.
  ['19510000', ''],
  ['19510400', ''],
  ['20230229', ''],
  ['20231301', ''],
  ['00000000', ''],
  ['', ''],
])('%j is the day %j', (words, day) => expect(dicomDate(words)).toBe(day));

test.each([
  ['083000.123', '083000'],
  ['08:30', '0830'],
  ['235960', '235960'],
  // No exam is moved to the days after it.
  ['999999', ''],
  ['2400', ''],
  ['0861', ''],
])('%j is the time %j', (words, time) => expect(dicomTime(words)).toBe(time));
