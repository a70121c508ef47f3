import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseOf } from './mutate.ts';
import { targets } from './targets.ts';

// Whatever fuzzing has found once is taken again with every run, beside a few cases that are always the same.

describe.each(Object.keys(targets))('the entrance “%s”', (name) => {
  it('takes every case that was ever found', async () => {
    const folder = join(import.meta.dirname, 'cases', name);
    const target = targets[name]!();
    for (const file of existsSync(folder) ? await readdir(folder) : [])
      await expect(
        target.take(new Uint8Array(await readFile(join(folder, file)))),
        file,
      ).resolves.toBeUndefined();
  });

  it('takes the first cases of all', async () => {
    const target = targets[name]!();
    const seeds = await target.seeds();
    for (let number = 0; number < 60; number += 1)
      await expect(target.take(caseOf(number, seeds)), `case ${number}`).resolves.toBeUndefined();
  });
});
