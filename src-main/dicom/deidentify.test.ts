import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseUntil, text } from './data-set.ts';
import { basicProfile, goesByGroup } from './deidentify-table.ts';
import { Deidentifier } from './deidentify.ts';
import { readFileMeta } from './part10.ts';

const shared = join(import.meta.dirname, '../../../shared/dicom');

test('the table is the whole of the standard’s (2024b), each attribute once, and one of ours', () => {
  expect(basicProfile.size).toBe(615 + 1);
  expect([...basicProfile.keys()].every((tag) => /^[0-9A-F]{8}$/.test(tag))).toBe(true);
  expect(['00100010', '00100020', '00080080', '0020000D'].map((tag) => basicProfile.get(tag))).toEqual([
    'Z',
    'D',
    'D',
    'U',
  ]);
  expect([0x0009, 0x0029, 0x5000, 0x6002].every(goesByGroup)).toBe(true);
  expect([0x0008, 0x0028, 0x7fe0].some(goesByGroup)).toBe(false);
});

test('a UID becomes the same one everywhere, and another in another export', () => {
  const [one, other] = [new Deidentifier(), new Deidentifier()];
  expect(one.uid('1.2.3.4')).toBe(one.uid('1.2.3.4'));
  expect(one.uid('1.2.3.4')).not.toBe(other.uid('1.2.3.4'));
  expect(one.uid('1.2.840.10008.5.1.4.1.1.2')).toBe('1.2.840.10008.5.1.4.1.1.2');
});

describe.skipIf(!existsSync(shared))('a real file', () => {
  test('that names somebody where no rule of the table looks names nobody afterwards', async () => {
    const file = await readFile(join(shared, 'ct/ct-small-128.dcm'));
    const at = file.indexOf(Buffer.from([0x28, 0x00, 0x02, 0x00, 0x55, 0x53]));
    const person = Buffer.concat([
      Buffer.from([0x26, 0x00, 0x30, 0x12]),
      Buffer.from('PN\x0c\x00', 'latin1'),
      Buffer.from('SOMEBODY^ANN'),
    ]);
    const result = new Deidentifier().instance(
      Buffer.concat([file.subarray(0, at), person, file.subarray(at)]),
    );
    expect(result.kind).toBe('done');
    if (result.kind === 'done') expect(Buffer.concat(result.file).includes('SOMEBODY')).toBe(false);
  });

  const folders = ['ct', 'mr', 'us', 'syntax', 'charset', 'colour', 'seg'];
  const samples = async (): Promise<string[]> => {
    const all: string[] = [];
    for (const folder of folders)
      all.push(...(await readdir(join(shared, folder))).map((name) => join(shared, folder, name)));
    return all;
  };

  test('names nobody afterwards, whatever its transfer syntax, and keeps its pixels', async () => {
    let done = 0;
    for (const path of await samples()) {
      const file = await readFile(path);
      const before = readFileMeta(file);
      const result = new Deidentifier().instance(file);
      if (result.kind !== 'done' || !before) continue;
      const written = Buffer.concat(result.file);
      const meta = readFileMeta(written);
      if (!meta) throw new Error('no meta information');
      const { dataSet, complete } = parseUntil(written, meta, 'xfffffffe');
      expect(complete, path).toBe(true);
      const original = parseUntil(file, before, 'xfffffffe').dataSet;
      if (!dataSet || !original) throw new Error('not read');
      expect(text(dataSet, 'x00100010')).toBe('Anonyme');
      expect(text(dataSet, 'x00080018')).toBe(result.sopInstanceUid);
      const name = text(original, 'x00100010') ?? '';
      if (name.length > 5) expect(written.includes(Buffer.from(name, 'latin1')), path).toBe(false);
      for (const element of Object.values(dataSet.elements))
        expect(Number.parseInt(element.tag.slice(1, 5), 16) % 2, `${path} ${element.tag}`).toBe(0);
      const pixels = (set: typeof dataSet): Buffer => {
        const element = set.elements['x7fe00010'];
        if (!element) throw new Error('no pixels');
        return Buffer.from(set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length));
      };
      expect(pixels(dataSet).equals(pixels(original)), path).toBe(true);
      done += 1;
    }
    expect(done).toBeGreaterThan(60);
  });

  test('that is no image, or says that a name is written in it, does not go', async () => {
    const read = (path: string): Promise<Buffer> => readFile(join(shared, path));
    const kind = async (path: string) => new Deidentifier().instance(await read(path));
    expect(await kind('sr/test-SR.dcm')).toEqual({ kind: 'refused', reason: 'no-image' });
    expect(await kind('encapsulated/pdf.dcm')).toEqual({ kind: 'refused', reason: 'no-image' });
    expect(await kind('video/es-h264-mp4-50frames.dcm')).toEqual({ kind: 'refused', reason: 'burned-in' });
    expect(await kind('broken/trunc-in-header.dcm')).toEqual({ kind: 'refused', reason: 'unreadable' });
  });
});
