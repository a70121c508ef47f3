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
