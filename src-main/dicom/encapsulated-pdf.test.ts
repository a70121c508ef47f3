import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEncapsulatedPdf } from './encapsulated-pdf.ts';

const shared = join(import.meta.dirname, '../../../shared/dicom');

describe.skipIf(!existsSync(shared))('a PDF in a DICOM file', () => {
  const read = (path: string): Uint8Array => readFileSync(join(shared, path));

  test('comes out as it went in', () => {
    const file = read('encapsulated/pdf.dcm');
    const found = readEncapsulatedPdf(file);
    if (!found) throw new Error('none found');
    const pdf = Buffer.from(found.pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-16).toString()).toContain('%%EOF');
    expect(Buffer.from(file).includes(pdf)).toBe(true);
  });

  test('is not found in other objects', () => {
    expect(readEncapsulatedPdf(read('encapsulated/stl.dcm'))).toBeNull();
    expect(readEncapsulatedPdf(read('sr/test-SR.dcm'))).toBeNull();
  });

  test('that is cut off is none, and damage brings nothing down', () => {
    const file = read('encapsulated/pdf.dcm');
    const whole = readEncapsulatedPdf(file)?.pdf.byteLength ?? 0;
    expect(readEncapsulatedPdf(file.subarray(0, whole / 2))).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const damaged = file.slice();
        damaged[at] = value;
        const found = readEncapsulatedPdf(damaged);
        if (found) expect(found.pdf.byteLength).toBeLessThanOrEqual(file.byteLength);
      }),
      { numRuns: 60 },
    );
  });
});
