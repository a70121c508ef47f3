import { describe, expect, it } from 'vitest';
import { AtOnce } from './at-once.ts';

describe('small operations', () => {
  const setUp = () => {
    const ways: ('here' | 'elsewhere')[] = [];
    let clock = 0;
    const atOnce = new AtOnce(() => clock);
    const run = (takes: number): Promise<void> =>
      atOnce.run(
        () => {
          ways.push('here');
          clock += takes;
        },
        () => {
          ways.push('elsewhere');
          return Promise.resolve();
        },
      );
    return { ways, run, atOnce };
  };

  it('are done here as long as nobody waits for them', async () => {
    const { ways, run } = setUp();
    for (let n = 0; n < 5; n += 1) await run(1);
    expect(new Set(ways)).toEqual(new Set(['here']));
  });

  it('go to another thread for a while once one took long, and are tried here again', async () => {
    const { ways, run } = setUp();
    for (let n = 0; n < 1000; n += 1) await run(20);
    expect([ways[0], ways[1], ways.at(-1)]).toEqual(['here', 'elsewhere', 'elsewhere']);
    const here = ways.filter((way) => way === 'here').length;
    expect(here).toBeGreaterThan(1);
    expect(here).toBeLessThan(10);
  });

  it('fail by rejecting, either way', async () => {
    const { atOnce, run } = setUp();
    const fails = (): never => {
      throw new Error('no');
    };
    await expect(atOnce.run(fails, () => Promise.resolve())).rejects.toThrow('no');
    await run(20);
    await expect(atOnce.run(fails, () => Promise.reject(new Error('elsewhere')))).rejects.toThrow(
      'elsewhere',
    );
  });
});
