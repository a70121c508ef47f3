import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'emage-lock-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('keeps a second one out until the first lets go', async () => {
  const folder = join(home, 'database');
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
  await unlock();
  expect(await readdir(home)).toEqual([]);
  await (
    await lockFolder(folder)
  )();
});

it('is in nobody’s way after a crash, also where the numbers begin again', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  for (const left of [String(child.pid), String(process.pid), '']) {
    const folder = join(home, `left-${left}`);
    await writeFile(`${folder}.lock`, left);
    await (
      await lockFolder(folder)
    )();
  }
});

it('is another process’s as long as that runs', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const folder = join(home, 'theirs');
  await writeFile(`${folder}.lock`, String(child.pid));
  await expect(lockFolder(folder)).rejects.toThrow('stop it first');
  child.kill();
});
