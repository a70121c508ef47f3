import { describe, expect, it } from 'vitest';
import { toScreen } from '../look/colour.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { readColourProfile } from './colour-profile.ts';
import { openInstance } from './describe.ts';

const letters = (words: string): number[] => Array.from(words, (letter) => letter.charCodeAt(0));

/** A profile of three curves and a matrix (ICC.1 §8.3.2), its curves as given. */
const profileOf = (curve: readonly number[]): Uint8Array => {
  // Adobe RGB (1998) under D50.
  const colours = [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ];
  const bytes = new Uint8Array(400);
  const view = new DataView(bytes.buffer);
  const write = (at: number, words: string): void =>
    letters(words).forEach((code, index) => view.setUint8(at + index, code));
  write(12, 'mntrRGB XYZ ');
  view.setUint32(128, 6);
  const tag = (index: number, name: string, at: number): void => {
    write(132 + index * 12, name);
    view.setUint32(136 + index * 12, at);
  };
  colours.forEach((colour, index) => {
    const at = 220 + index * 20;
    tag(index, ['rXYZ', 'gXYZ', 'bXYZ'][index] ?? '', at);
    write(at, 'XYZ ');
    colour.forEach((value, axis) => view.setInt32(at + 8 + axis * 4, Math.round(value * 65_536)));
  });
  ['rTRC', 'gTRC', 'bTRC'].forEach((name, index) => tag(3 + index, name, 300));
  bytes.set(curve, 300);
  return bytes;
};
/** A gamma of 563/256. */
const adobe = profileOf([...letters('curv'), 0, 0, 0, 0, 0, 0, 0, 1, 2, 51]);

describe('readColourProfile', () => {
  it('brings the colours of a device to a screen, as Little CMS does', () => {
    const { profile, unread } = readColourProfile(adobe);
    expect(unread).toBe(false);
    if (profile === null) throw new Error('no profile');
    const pixels = Uint8Array.from([
      0, 0, 0, 255, 255, 255, 128, 128, 128, 200, 100, 50, 60, 120, 180, 0, 255, 0,
    ]);
    toScreen(pixels, profile);
    expect([...pixels]).toEqual([
      0, 0, 0, 255, 255, 255, 129, 129, 129, 227, 100, 42, 0, 121, 184, 0, 255, 0,
    ]);
  });

  it('knows a gamma in either of its ways', () => {
    const gamma = [...letters('para'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 51, 0];
    const [one, other] = [readColourProfile(adobe), readColourProfile(profileOf(gamma))];
    expect(other.profile?.curves[0][100]).toBeCloseTo(one.profile?.curves[0][100] ?? NaN, 3);
  });

  it('leaves colours as they are by a profile of another kind, or a damaged one, and says so', () => {
    const unread = { profile: null, unread: true };
    expect(readColourProfile(undefined)).toEqual({ profile: null, unread: false });
    for (let length = 0; length < 340; length += 7) readColourProfile(adobe.slice(0, length));
    expect(readColourProfile(adobe.slice(0, 200))).toEqual(unread);
    const cmyk = adobe.map((byte, at) => (at === 16 ? 0x43 : byte));
    expect(readColourProfile(cmyk)).toEqual(unread);
    // A table that calls itself a screen's needs no correction.
    cmyk.set(letters('s\0R\0G\0B\0'), 380);
    expect(readColourProfile(cmyk)).toEqual({ profile: null, unread: false });
  });

  it.skipIf(!hasDicomFolder)('has nothing to do for sRGB', () => {
    expect(openInstance(readDicomFile('sm/sm-25tiles-rgb.dcm')).description.profile).toBeNull();
  });
});
