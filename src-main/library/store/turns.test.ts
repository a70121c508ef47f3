import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('so many run at one time, in the order in which they came, whatever fails', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const results = [0, 1, 2, 3].map((n) =>
    turns.run(async () => {
      begun.push(n);
      await new Promise<void>((resolve) => (ends[n] = resolve));
      if (n === 0) throw new Error('zero');
      return n;
    }),
  );
  const settled = Promise.allSettled(results);
  await expect.poll(() => begun).toEqual([0, 1]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  const found = (await settled).map((end) => (end.status === 'fulfilled' ? end.value : 'failed'));
  expect(found).toEqual(['failed', 1, 2, 3]);
});
