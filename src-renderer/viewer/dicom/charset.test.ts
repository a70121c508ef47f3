import { describe, expect, it } from 'vitest';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { decodeText, displayName } from '../../../src-shared/dicom/charset.ts';
import { readPart10 } from './part10.ts';

describe('decodeText', () => {
  it('reads Latin-1, and what claims nothing, as western text', () => {
    const name = Uint8Array.from([0x4c, 0xe9, 0x61]);
    expect(decodeText(name, 'ISO_IR 100')).toBe('Léa');
    expect(decodeText(name, '')).toBe('Léa');
  });

  it('reads UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('Noël'), 'ISO_IR 192')).toBe('Noël');
    // Cut off within a letter.
    expect(decodeText(new TextEncoder().encode('Noël é').subarray(0, -1), 'ISO_IR 192')).toBe('Noël \ufffd');
  });

  it('reads western text that calls itself UTF-8, and UTF-8 that calls itself western or nothing', () => {
    const western = Uint8Array.from([0x5a, 0x6f, 0xeb]);
    expect(decodeText(western, 'ISO_IR 192')).toBe('Zoë');
    const wide = new TextEncoder().encode('Zoë');
    expect(['', 'ISO_IR 100', '\\ISO 2022 IR 100'].map((charset) => decodeText(wide, charset))).toEqual([
      'Zoë',
      'Zoë',
      'Zoë',
    ]);
  });

  it('knows character sets whose names are mistyped', () => {
    const western = Uint8Array.from([0x5a, 0x6f, 0xeb]);
    expect(decodeText(western, 'ISO-IR 100')).toBe('Zoë');
    for (const charset of ['ISO_IR_192', 'iso_ir 192', 'UTF-8'])
      expect(decodeText(new TextEncoder().encode('王'), charset)).toBe('王');
  });
});

describe('displayName', () => {
  it('puts the name in order', () => {
    expect(displayName('MARTIN^Anne^^Mme')).toBe('MARTIN Anne');
    expect(displayName('=山田^太郎')).toBe('山田 太郎');
    expect(displayName('')).toBe('');
  });
});

describe.skipIf(!hasDicomFolder)('names in the test data', () => {
  it.each([
    ['charset/chrFrenMulti.dcm', 'Buc Jérôme'],
    ['charset/chrGreek.dcm', 'Διονυσιος'],
    ['charset/chrRuss.dcm', 'Люкceмбypг'],
    ['charset/chrX1.dcm', 'Wang XiaoDong'],
    ['charset/chrH31.dcm', 'Yamada Tarou'],
    ['charset/chrI2.dcm', 'Hong Gildong'],
    ['charset/chrH32.dcm', 'ﾔﾏﾀﾞ ﾀﾛｳ'],
  ])('%s', (file, name) => {
    const { dataset } = readPart10(readDicomFile(file));
    expect(displayName(dataset.text('x00100010'))).toBe(name);
  });
});
