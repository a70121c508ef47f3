import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './data-folder.ts';

test('makes a folder with those above it, for its owner alone, and takes one that is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emage-folder-'));
  const inner = join(folder, 'a/b/c');
  await makeFolder(inner, 0o700);
  await makeFolder(inner, 0o700);
  expect((await stat(inner)).mode & 0o777).toBe(0o700);
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file'), 0o700)).rejects.toThrow('EEXIST');
  await expect(makeFolder(join(folder, 'file/below'), 0o700)).rejects.toThrow('ENOTDIR');
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform !== 'linux')('fails where none can be made', async () => {
  await expect(makeFolder('/proc/nowhere/images', 0o700)).rejects.toThrow('ENOENT');
});
