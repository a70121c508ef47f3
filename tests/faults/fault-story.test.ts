import { expect, test } from 'vitest';
import { tellFaultStory } from './fault-story.ts';

// Some seeds, always the same ones; `npm run faults` takes thousands.
const SEEDS = 24;

test('whatever befalls a library, nothing complete is lost and nothing incomplete passes for complete', async () => {
  const counts = new Map<string, number>();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const told = await tellFaultStory(seed);
    expect(told.wrong, `seed ${seed}`).toEqual([]);
    for (const [what, count] of Object.entries(told.counts))
      counts.set(what, (counts.get(what) ?? 0) + count);
  }
  for (const what of [
    'disk failures',
    'bits changed',
    'clocks set',
    'kills',
    'two at one time',
    'rights ended',
  ])
    expect(counts.get(what), what).toBeGreaterThan(0);
});
