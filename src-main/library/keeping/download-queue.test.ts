import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { examOf } from '../testing.ts';
import { DownloadQueue } from './download-queue.ts';
import { newKeep } from './keep-record.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([
  [120, 120],
  // Years: more than a timer can count, which would go off at once and ask for ever.
  [999_999_999, 24 * 60 * 60],
])('a portal that asks for %d seconds is left alone for as long, within a day', async (asked, waited) => {
  const record = { ...newKeep(examOf('exam', 1), 0), order: 0, bytes: 0, instancesDone: 0 };
  let tries = 0;
  const queue = new DownloadQueue({
    candidates: () => [record],
    isOnline: () => true,
    download: () => {
      tries += 1;
      return Promise.reject(new AppFailure('portal-unavailable', '503', { retryAfter: asked }));
    },
    onEnd: () => Promise.resolve(),
    onWaiting: () => undefined,
  });
  queue.go();
  await vi.advanceTimersByTimeAsync((waited - 1) * 1000);
  expect(tries).toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(tries).toBe(2);
  await queue.close();
});
