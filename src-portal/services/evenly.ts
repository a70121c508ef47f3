import { setTimeout as wait } from 'node:timers/promises';

/**
 * Does something, and is done no sooner than after so many milliseconds: how long an answer takes tells nobody what there was to
 * do. What fails, fails after the same time.
 */
export async function evenly(milliseconds: number, work: () => Promise<void>): Promise<void> {
  const [done] = await Promise.allSettled([work(), wait(milliseconds)]);
  if (done.status === 'rejected') throw done.reason;
}
