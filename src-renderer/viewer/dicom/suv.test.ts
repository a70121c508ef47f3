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

  /** The same with private attributes of its scanner before its pixels, as explicit VR little endian has them. */
  const withPrivate = (bytes: Uint8Array, creator: [string, string], tag: string, value: string) => {
    const element = (at: string, vr: string, text: string): Buffer => {
      const even = text.length % 2 === 0 ? text : `${text} `;
      const head = Buffer.alloc(8);
      head.writeUInt16LE(Number.parseInt(at.slice(0, 4), 16), 0);
      head.writeUInt16LE(Number.parseInt(at.slice(4), 16), 2);
      head.write(vr, 4, 'latin1');
      head.writeUInt16LE(even.length, 6);
      return Buffer.concat([head, Buffer.from(even, 'latin1')]);
    };
    const own = [element(creator[0], 'LO', creator[1]), element(tag, 'DS', value)];
    const raw = Buffer.from(bytes);
    const before = tag < '0010' ? raw.indexOf(Buffer.from([0x10, 0, 0x10, 0])) : raw.length;
    const pixels = raw.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0]));
    const place = Math.min(before, pixels);
    return Uint8Array.from(Buffer.concat([raw.subarray(0, place), ...own, raw.subarray(place)]));
  };
  const philips: [string, string] = ['70530010', 'Philips PET Private Group'];
  const ge: [string, string] = ['00090010', 'GEMS_PETD_01'];

  it('takes counts by the scanner’s own factors: to the value itself, or to the activity (Philips)', () => {
    const counts = edited(file, 'BQML', 'CNTS');
    expect(factorOf(withPrivate(counts, philips, '70531000', '0.000412'))).toBe(0.000412);
    const decayed = 290e6 * 2 ** (-4338 / 6586.2);
    expect(factorOf(withPrivate(counts, philips, '70531009', '2.5'))).toBeCloseTo(
      (2.5 * 82_000) / decayed,
      12,
    );
    expect(factorOf(withPrivate(counts, philips, '70531000', '0'))).toBeNull();
    // The same numbers of somebody else mean something else.
    expect(factorOf(withPrivate(counts, ['70530010', 'ACME'], '70531000', '0.000412'))).toBeNull();
  });

  it('takes the scan’s start from where the scanner keeps it, in a series that was made later (GE)', () => {
    const later = edited(file, '111218.000000', '235959.000000');
    const day = readPart10(file).dataset.string('x00080021');
    expect(factorOf(withPrivate(later, ge, '0009100d', `${day}111218.00`))).toBeCloseTo(
      factorOf(file) ?? 0,
      12,
    );
    expect(factorOf(withPrivate(later, ge, '0009100d', ''))).toBeNull();
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
