import { describe, expect, it } from 'vitest';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { frameDescription, openInstance } from './describe.ts';
import { readPart10 } from './part10.ts';
import { suvFactor } from './suv.ts';

const edited = (file: Uint8Array, from: string, to: string): Uint8Array => {
  expect(to).toHaveLength(from.length);
  const text = Buffer.from(file).toString('latin1');
  expect(text).toContain(from);
  return Uint8Array.from(Buffer.from(text.replaceAll(from, to), 'latin1'));
};
const factorOf = (file: Uint8Array): number | null => suvFactor(readPart10(file).dataset);

describe.skipIf(!hasDicomFolder)('suvFactor', () => {
  const file = hasDicomFolder ? readDicomFile('pt/pt-200x200-unsigned.dcm') : new Uint8Array(0);

  it('goes by weight, dose and how much of it had decayed at the start of the scan', () => {
    // 82 kg; 290 MBq at 10:00:00, scanned from 11:12:18 on, half-life 6586.2 s.
    const decayed = 290e6 * 2 ** (-4338 / 6586.2);
    expect(factorOf(file)).toBeCloseTo(82_000 / decayed, 12);
  });

  it('knows nothing where the series was made after its scan, or without weight, dose or correction', () => {
    expect(factorOf(edited(file, '111218.000000', '235959.000000'))).toBeNull();
    expect(factorOf(edited(file, 'BQML', 'CNTS'))).toBeNull();
    expect(factorOf(edited(file, '290000000', '000000000'))).toBeNull();
    expect(factorOf(edited(file, '\\DECY', '\\NONE'))).toBeNull();
    expect(factorOf(readDicomFile('pt/pt-implicit-signed.dcm'))).toBeNull();
  });

  it('needs no decay where the image is corrected to the injection', () => {
    expect(factorOf(edited(file, 'START ', 'ADMIN '))).toBeCloseTo(82_000 / 290e6, 12);
  });

  it('turns values and windows of an image into it', () => {
    const { description } = openInstance(file);
    const { look } = frameDescription(description, 0);
    const factor = factorOf(file) ?? 0;
    expect(look.units).toBe('SUV');
    expect(look.slope).toBeCloseTo(9.1475195822016 * factor, 12);
    expect(look.windows[0]?.width).toBeCloseTo(14_471 * factor, 9);
  });
});
