import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PictureBatches } from './picture-batches.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1);
const jpg = Uint8Array.of(0xff, 0xd8, 0xff, 2);

let folder: string;
let batches: PictureBatches;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-pictures-'));
  batches = new PictureBatches();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const series = (target = join(folder, 'IRM')): Promise<string> =>
  batches.begin({ owner: 1, target, extension: 'png', count: 2, nameOfOne: 'image' });

test('a series lies under its name once it is whole, and not before', async () => {
  const id = await series();
  await batches.put(1, id, 1, png);
  await batches.put(1, id, 2, png);
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^IRM\.\w{8}\.part$/)]);
  expect(await batches.end(1, id, true)).toBe(join(folder, 'IRM'));
  expect(await readdir(join(folder, 'IRM'))).toEqual(['image 001.png', 'image 002.png']);
  expect(await readdir(folder)).toEqual(['IRM']);
  expect(batches.pathOf(1, id)).toBe(join(folder, 'IRM'));
});

test('a folder that is there already is left alone', async () => {
  await mkdir(join(folder, 'IRM'));
  await mkdir(join(folder, 'IRM (2)'));
  const id = await series();
  await batches.put(1, id, 1, png);
  expect(await batches.end(1, id, true)).toBe(join(folder, 'IRM (3)'));
});

test('one picture is the file that was chosen', async () => {
  const target = join(folder, 'main.jpg');
  const id = await batches.begin({ owner: 1, target, extension: 'jpg', count: 1, nameOfOne: 'image' });
  await batches.put(1, id, 1, jpg);
  await batches.end(1, id, true);
  expect(await readFile(target)).toEqual(Buffer.from(jpg));
});

test('what is stopped, and what its window left behind, goes', async () => {
  const stopped = await series();
  await batches.put(1, stopped, 1, png);
  expect(await batches.end(1, stopped, false)).toBeNull();
  await batches.put(1, await series(), 1, png);
  const kept = await series(join(folder, 'reste'));
  await batches.put(1, kept, 1, png);
  await batches.end(1, kept, true);
  await batches.forget(1);
  expect(await readdir(folder)).toEqual(['reste']);
});

test('no window writes for another, none writes after the end, and nothing but pictures', async () => {
  const id = await series();
  await expect(batches.put(2, id, 1, png)).rejects.toMatchObject({ error: { code: 'not-found' } });
  await expect(batches.put(1, id, 1, jpg)).rejects.toMatchObject({ error: { code: 'invalid-request' } });
  await batches.put(1, id, 1, png);
  await batches.end(1, id, true);
  await expect(batches.put(1, id, 2, png)).rejects.toMatchObject({ error: { code: 'not-found' } });
  await expect(batches.end(1, id, false)).rejects.toMatchObject({ error: { code: 'not-found' } });
});

test('a place that cannot be written to is said', async () => {
  await expect(series(join(folder, 'nowhere', 'IRM'))).rejects.toMatchObject({
    error: { code: 'disk-error' },
  });
});
