import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../testing.ts';
import { folderSink } from './sink.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-sink-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a place that is gone in the middle is not made anew: half a disc would pass for a whole one', async () => {
  const stick = join(folder, 'stick');
  await mkdir(stick);
  const sink = await folderSink(stick, 'Examen');
  await sink.write('DICOM/SE000000/IM000000', [Buffer.from('one')]);
  // Pulled out: what remains is the empty folder over which it was mounted.
  await rm(stick, { recursive: true });
  await mkdir(stick);
  expect(await codeOf(sink.write('DICOM/SE000001/IM000000', [Buffer.from('two')]))).toBe('disk-error');
  expect(await codeOf(sink.finish())).toBe('disk-error');
  await sink.abandon();
  expect(await readdir(stick)).toEqual([]);
});

test('files lie in the folders that they name', async () => {
  const sink = await folderSink(folder, 'Examen');
  for (const path of [
    'DICOM/SE000000/IM000000',
    'DICOM/SE000000/IM000001',
    'DICOM/SE000001/IM000000',
    'DICOMDIR',
  ])
    await sink.write(path, [Buffer.from(path)]);
  expect(await sink.finish()).toBe('Examen');
  const found = await readdir(join(folder, 'Examen'), { recursive: true, withFileTypes: true });
  expect(found.filter((entry) => entry.isFile())).toHaveLength(4);
});
