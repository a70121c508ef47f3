import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src-shared/domain/series.ts';
import { targetOf } from './image-targets.ts';

const series = (number: number | null, uid: string, instanceCount = 10): Series => ({
  seriesInstanceUid: uid,
  number,
  description: '',
  modality: 'CT',
  instanceCount,
});
const named = (number: number | null) => ({ start: 0, end: 1, series: number, image: 4 });

describe('targetOf', () => {
  test('the series with that number', () =>
    expect(targetOf(named(2), [series(1, '1.1'), series(2, '1.2')])).toEqual({
      seriesInstanceUid: '1.2',
      image: 4,
    }));

  test('an image alone, where the exam has one series', () =>
    expect(targetOf(named(null), [series(null, '1.1')])?.seriesInstanceUid).toBe('1.1'));

  test.each([
    ['no such series', named(3), [series(1, '1.1'), series(2, '1.2')]],
    ['two series with that number', named(2), [series(2, '1.1'), series(2, '1.2')]],
    ['an image alone among several series', named(null), [series(1, '1.1'), series(2, '1.2')]],
    ['a series without images', named(1), [series(1, '1.1', 0)]],
    ['no series known', named(1), []],
  ])('%s: no link', (_, reference, all) => expect(targetOf(reference, all)).toBeNull());
});
