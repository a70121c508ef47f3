import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realExams } from '../portal/portal.ts';

const run = promisify(execFile);
const maker = join(realExams, 'make_big_series.py');

export const canMakeBigSeries = existsSync(maker);

/** A large CT, made out of a small real one: the files of its only series. */
export async function makeBigSeries(folder: string, slices: number): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  await run('/usr/bin/python3', [maker, folder, '--slices', String(slices)], { maxBuffer: 2 ** 24 });
  const inside = join(folder, 'study1');
  return (await readdir(inside)).sort().map((name) => join(inside, name));
}
