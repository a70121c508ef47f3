import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identify, readHeader } from './header.ts';

const folder = join(import.meta.dirname, '../../../shared/dicom');
const present = existsSync(folder);
if (!present) process.stderr.write(`skipped: real DICOM files, because ${folder} is not there\n`);

interface Entry {
  path: string;
  kind?: string;
  broken?: boolean;
  rows?: number;
  columns?: number;
  frames?: number;
}
const manifest: { files: Entry[] } = present
  ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  : { files: [] };
const load = (path: string): Buffer => readFileSync(join(folder, path));

// Without a SOP Instance UID, or with one longer than the 64 characters of PS3.5 §9.1: nobody could ask for them.
const unnamed = new Set([
  'syntax/mr-enhanced-j2k-multifragments.dcm',
  'syntax/jpegls-JLSL_RGB_ILV0.dcm',
  'syntax/jpegls-JLSL_RGB_ILV2.dcm',
]);

describe.skipIf(!present)('headers of real files', () => {
  test('say rows, columns and frames as the manifest does', () => {
    let seen = 0;
    for (const entry of manifest.files) {
      if (entry.broken || entry.kind !== 'image' || unnamed.has(entry.path)) continue;
      const reading = readHeader(load(entry.path));
      expect(reading.kind, entry.path).toBe('header');
      if (reading.kind !== 'header') continue;
      const { rows, columns, frames, sopInstanceUid } = reading.header;
      expect([rows, columns, frames], entry.path).toEqual([entry.rows, entry.columns, entry.frames]);
      expect(identify(load(entry.path).subarray(0, 256 * 1024), sopInstanceUid), entry.path).toBe('it-is');
      expect(identify(load(entry.path), '1.2.3'), entry.path).toBe('another');
      seen += 1;
    }
    expect(seen).toBeGreaterThan(650);
  });

  test('of broken files never throw, hang or take what they claim', () => {
    const before = process.memoryUsage().arrayBuffers;
    for (const entry of manifest.files.filter(({ broken }) => broken)) {
      readHeader(load(entry.path));
      identify(load(entry.path), '1.2.3');
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 2 ** 20);
  });

  test('of what is not DICOM say so', () => {
    for (const name of [
      'empty.dcm',
      'jpeg-named.dcm',
      'png-named.dcm',
      'text-named.dcm',
      'gzip-of-mr.dcm.gz',
      'zeros-4k.dcm',
    ]) {
      expect(readHeader(load(`broken/${name}`)).kind, name).toBe('not-dicom');
    }
    for (const name of ['random-with-dicm-magic.dcm', 'trunc-after-preamble.dcm']) {
      expect(readHeader(load(`broken/${name}`)).kind, name).toBe('damaged');
    }
  });

  test('survive any change to their bytes', () => {
    const files = [
      'ct/ct-small-128.dcm',
      'syntax/ct-1.2.840.10008.1.2.dcm',
      'broken/nested-4000-deep.dcm',
    ].map(load);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255))),
        fc.nat(),
        (file, changes, cut) => {
          const changed = Buffer.from(file.subarray(0, 1 + (cut % file.byteLength)));
          for (const [at, value] of changes) changed[at % changed.byteLength] = value;
          readHeader(changed);
          identify(changed, '1.2.3');
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('any bytes are answered, never thrown at', () => {
  const magic = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (junk) => {
      readHeader(junk);
      readHeader(Buffer.concat([magic, junk]));
    }),
    { numRuns: 500 },
  );
});
