import { mkdtemp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../testing.ts';
import { folderSink, zipSink } from './sink.ts';

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

test.each([
  [null, 0, 20],
  ['K7QM-42PX', 1, 51],
])(
  'an archive can be read from its beginning, and by programs that know no ZIP64: %s',
  async (passphrase, flags, most) => {
    const path = join(folder, 'Examen.zip');
    const sink = await zipSink(path, passphrase);
    // In two parts, as a file that gets its meta information.
    await sink.write('DICOM/IM000000', [Buffer.from('one'), Buffer.from('two')], { compress: false });
    await sink.write('DICOMDIR', [Buffer.alloc(5000, 'x')]);
    await sink.finish();
    const bytes = await readFile(path);
    const headers = [bytes.indexOf('PK\x03\x04'), bytes.lastIndexOf('PK\x03\x04')];
    expect(new Set(headers).size).toBe(2);
    for (const at of headers) {
      expect(bytes.readUInt16LE(at + 4)).toBeLessThanOrEqual(most);
      // Encrypted or not; no length that comes behind (PKWARE APPNOTE 4.4.4, bit 3).
      expect(bytes.readUInt16LE(at + 6) & 0b1001).toBe(flags);
      expect(bytes.readUInt32LE(at + 18)).toBeGreaterThan(0);
    }
    if (passphrase === null) expect(bytes.includes('onetwo')).toBe(true);
  },
);
