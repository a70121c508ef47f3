import { describe, expect, test, vi } from 'vitest';
import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import { examOf } from '../../library/testing.ts';
import { Ahead } from './ahead.ts';

const seriesOf = (uid: string, instanceCount: number): Series => ({
  seriesInstanceUid: uid,
  number: null,
  description: '',
  modality: 'US',
  instanceCount,
});
const exam = examOf('exam', 3);
const imageAndStack = [seriesOf('1.1', 1), seriesOf('1.2', 2)];

function setUp(series: () => Promise<Series[]> = () => Promise.resolve(imageAndStack)) {
  let now = 0;
  const examImages = vi.fn(series);
  const instances = vi.fn(() => Promise.resolve<InstanceHeader[]>([]));
  const ahead = new Ahead(() => now);
  return {
    ahead,
    instances,
    library: Promise.resolve({ examImages, instances }),
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

describe('what a window asks for first', () => {
  test('is there before it asks, and its instances are given once', async () => {
    const { ahead, library, instances } = setUp();
    ahead.begin(exam, library, { examId: exam.id });
    expect(await ahead.series(exam.id)).toBe(imageAndStack);
    expect(instances).toHaveBeenCalledWith(expect.objectContaining({ seriesInstanceUid: '1.1' }));
    expect(await ahead.instances(exam.id, '1.1')).toEqual([]);
    expect(await ahead.instances(exam.id, '1.1')).toBeNull();
  });

  test('comes with the list of series where it is there by then, once', async () => {
    const { ahead, library } = setUp();
    ahead.begin(exam, library, { examId: exam.id });
    expect(ahead.found(exam.id)).toBeNull();
    await ahead.series(exam.id);
    await vi.waitFor(() => expect(ahead.found(exam.id)).toEqual({ seriesInstanceUid: '1.1', headers: [] }));
    expect(ahead.found(exam.id)).toBeNull();
    expect(await ahead.instances(exam.id, '1.1')).toBeNull();
  });

  test('is the series that it will show', async () => {
    for (const [wish, uid] of [
      [{ examId: exam.id, compareWith: 'other' }, '1.2'],
      [{ examId: exam.id, at: { seriesInstanceUid: '1.9', image: 4 } }, '1.9'],
    ] as const) {
      const { ahead, library } = setUp();
      ahead.begin(exam, library, wish);
      expect(await ahead.instances(exam.id, uid)).toEqual([]);
      ahead.begin(exam, library, wish);
      expect(await ahead.instances(exam.id, '1.1')).toBeNull();
    }
  });

  test('is nothing after a failure, after a while, and for another exam', async () => {
    const failing = setUp(() => Promise.reject(new Error('offline')));
    failing.ahead.begin(exam, failing.library, { examId: exam.id });
    expect(await failing.ahead.series(exam.id)).toBeNull();
    expect(await failing.ahead.instances(exam.id, '1.1')).toBeNull();
    const { ahead, library, pass } = setUp();
    ahead.begin(exam, library, { examId: exam.id });
    expect(await ahead.series('another')).toBeNull();
    pass(10_001);
    expect(await ahead.series(exam.id)).toBeNull();
  });
});
