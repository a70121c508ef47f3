import { expect, it } from 'vitest';
import { evenly } from './evenly.ts';

const timed = async (work: () => Promise<void>): Promise<number> => {
  const begin = performance.now();
  await evenly(80, work).catch(() => undefined);
  return performance.now() - begin;
};

it('is done no sooner, whether there was something to do, nothing, or it failed', async () => {
  expect(await timed(() => Promise.resolve())).toBeGreaterThan(70);
  expect(await timed(() => Promise.reject(new Error('away')))).toBeGreaterThan(70);
  expect(await timed(() => new Promise((resolve) => void setTimeout(resolve, 40)))).toBeGreaterThan(70);
});

it('fails with what failed', async () => {
  await expect(evenly(1, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
});
