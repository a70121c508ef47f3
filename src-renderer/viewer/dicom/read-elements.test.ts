import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { type ElementRow, harmless, readElements } from './read-elements.ts';

const rowOf = (rows: readonly ElementRow[], path: string): ElementRow | undefined =>
  rows.find((row) => row.path === path);

describe('harmless', () => {
  it('lets nothing through that acts on the line or turns it round', () => {
    expect(harmless('a\u0000b\u001b[31m\u202Etxt.exe')).toBe('a·b·[31m·txt.exe');
    expect(harmless('one\r\ntwo')).toBe('one ↵ two');
    expect(harmless('Léa <script>')).toBe('Léa <script>');
  });
});

describe.skipIf(!hasDicomFolder)('readElements', () => {
  it('lists header, data set and sequences with their items, by keyword and VR', async () => {
    const { rows, more } = await readElements(readDicomFile('pr/pr-luts.dcm'));
    expect(more).toBe(false);
    expect(rowOf(rows, '00020010')).toMatchObject({ keyword: 'TransferSyntaxUID', vr: 'UI', depth: 0 });
    expect(rowOf(rows, '00700084')).toMatchObject({
      keyword: 'ContentCreatorName',
      value: 'Riesmeier^Joerg',
    });
    expect(rowOf(rows, '00081115')).toMatchObject({ vr: 'SQ', items: 1 });
    expect(rowOf(rows, '00081115.0')).toMatchObject({ tag: '', items: 1, depth: 1 });
    expect(rows.find(({ path }) => path.startsWith('00081115.0.00081140.0.00081155'))?.depth).toBe(4);
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
  });

  it('cuts long and binary values, and says how long they are', async () => {
    const { rows } = await readElements(readDicomFile('ct/ct-small-128.dcm'));
    const pixels = rowOf(rows, '7fe00010');
    expect(pixels).toMatchObject({ keyword: 'PixelData', cut: true, bytes: 32_768 });
    expect(pixels?.value).toMatch(/^([0-9A-F]{2} ?){32}$/);
    expect(rowOf(rows, '00280010')).toMatchObject({ vr: 'US', value: '128' });
  });

  it('knows VRs in implicit files by the dictionary, and private elements by their creator', async () => {
    const implicit = await readElements(readDicomFile('pt/pt-implicit-signed.dcm'));
    expect(rowOf(implicit.rows, '00280011')).toMatchObject({ vr: 'US', value: '169' });
    expect(rowOf(implicit.rows, '00541102')).toMatchObject({ value: 'START' });
    const elscint = await readElements(readDicomFile('ct/ct-elscint-private.dcm'));
    const isPrivate = ({ tag }: ElementRow): boolean => /^\(...[13579BDF],[1-9A-F]/.test(tag);
    const mine = elscint.rows.filter(isPrivate);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ keyword }) => keyword === '' || /^\[.+\]$/.test(keyword))).toBe(true);
  });

  it('ends with a list or a coded failure on any damage', async () => {
    const files = ['pr/pr-luts.dcm', 'sr/test-SR.dcm', 'broken/nested-4000-deep.dcm'].map(readDicomFile);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (file, changes, cut) => {
          const damaged = file.slice(0, Math.ceil(file.length * Math.max(cut, 0.05)));
          for (const [at, value] of changes) damaged[Math.floor(at * (damaged.length - 1))] = value;
          try {
            const { rows } = await readElements(damaged);
            expect(rows.every(({ value }) => value.length <= 8000)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(AppFailure);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
