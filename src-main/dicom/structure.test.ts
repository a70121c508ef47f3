import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StructureWalker } from './structure.ts';

const realExams = join(import.meta.dirname, '../../../shared/dicom');
const present = existsSync(realExams);
if (!present)
  process.stderr.write(`skipped: the structure of real files, because ${realExams} is not there\n`);

function broken(bytes: Uint8Array, pieces: readonly number[]): boolean {
  const walker = new StructureWalker();
  let at = 0;
  for (const piece of pieces) {
    walker.push(bytes.subarray(at, at + piece));
    at += piece;
  }
  walker.push(bytes.subarray(at));
  return walker.broken;
}

async function files(...folders: readonly string[]): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(realExams, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile()).slice(0, 12)) {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      if (bytes.byteLength < 3_000_000) found.push(bytes);
    }
  }
  return found;
}

test.skipIf(!present)('real files of every syntax are whole, in whatever pieces they arrive', async () => {
  for (const bytes of await files('syntax', 'ct', 'mr', 'us', 'sr', 'encapsulated', 'rt', 'charset', 'pr')) {
    expect(broken(bytes, [])).toBe(false);
    expect(broken(bytes, [7, 1, 200, 3, 1000])).toBe(false);
  }
});

test.skipIf(!present)('cut within its pixels, a real file is broken', async () => {
  const whole = await files('ct', 'mr');
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.integer({ min: 1, max: 2000 }), (bytes, missing) => {
      expect(broken(bytes.subarray(0, bytes.byteLength - missing), [500])).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('never fails, whatever the bytes are', () => {
  const start = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.integer({ min: 1, max: 50 })),
      (bytes, pieces) => {
        expect(typeof broken(Buffer.concat([start, bytes]), pieces)).toBe('boolean');
      },
    ),
  );
});
