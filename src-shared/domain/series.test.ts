import { expect, test } from 'vitest';
import { openingSeries, type Series } from './series.ts';

const seriesOf = (uid: string, modality: string, instanceCount: number, description = ''): Series => ({
  seriesInstanceUid: uid,
  number: null,
  description,
  modality,
  instanceCount,
});
const opening = (all: readonly Series[], besideAnother = false): string | undefined =>
  openingSeries(all, besideAnother)?.seriesInstanceUid;

const scan = seriesOf('1.2', 'CT', 200, 'Thorax injecté');

test('an exam of slices opens after its scout', () => {
  expect(opening([seriesOf('1.1', 'CT', 1, 'Topogramme'), scan])).toBe('1.2');
  expect(opening([seriesOf('1.1', 'CT', 2, 'SCOUT AP+LAT'), scan])).toBe('1.2');
  expect(opening([seriesOf('1.1', 'MR', 15, '3-plane Localizer'), seriesOf('1.2', 'MR', 24)])).toBe('1.2');
  expect(opening([seriesOf('1.1', 'MR', 9, 'Repérage'), seriesOf('1.2', 'MR', 24)])).toBe('1.2');
});

test('and with its first series where nothing says that it is one, or nothing else is there', () => {
  expect(opening([scan, seriesOf('1.3', 'CT', 60)])).toBe('1.2');
  expect(opening([seriesOf('1.1', 'MR', 24, 'T1 SE'), seriesOf('1.2', 'MR', 24)])).toBe('1.1');
  expect(opening([seriesOf('1.1', 'CT', 1)])).toBe('1.1');
  // A report of the dose is no image of the exam.
  expect(opening([seriesOf('1.1', 'CT', 1), seriesOf('1.2', 'SR', 3)])).toBe('1.1');
  expect(opening([])).toBeUndefined();
});

test('where one image is an exam, the first image opens it', () => {
  expect(opening([seriesOf('1.1', 'DX', 1), seriesOf('1.2', 'DX', 2)])).toBe('1.1');
  expect(opening([seriesOf('1.1', 'US', 1), seriesOf('1.2', 'US', 30)])).toBe('1.1');
});

test('beside another exam a stack says more', () => {
  expect(opening([seriesOf('1.1', 'US', 1), seriesOf('1.2', 'US', 30)], true)).toBe('1.2');
  expect(opening([seriesOf('1.1', 'DX', 1)], true)).toBe('1.1');
});
