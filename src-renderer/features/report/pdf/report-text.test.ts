import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfRuns, type Run } from './report-text.ts';

const line = (str: string, y: number): Run => ({
  str,
  hasEOL: true,
  transform: [1, 0, 0, 1, 50, y],
  height: 10,
});

test('lines that the page broke are put together, those of the author stay', () => {
  expect(
    textOfRuns([
      line('CONCLUSION', 700),
      line('Lésion méniscale interne de grade III, sans anse de seau ni', 670),
      line('kyste associé. Épanchement modéré.', 657),
      line('Ligaments croisés intègres.', 644),
      line('- contrôle à trois mois ;', 631),
      line('- avis orthopédique.', 618),
      line('Dr Antoine Keller', 580),
    ]),
  ).toBe(
    [
      'CONCLUSION',
      '',
      'Lésion méniscale interne de grade III, sans anse de seau ni kyste associé. Épanchement modéré.',
      'Ligaments croisés intègres.',
      '- contrôle à trois mois ;',
      '- avis orthopédique.',
      '',
      'Dr Antoine Keller',
    ].join('\n'),
  );
});

test('runs of one line are one line', () => {
  const run = (str: string): Run => ({ str, hasEOL: false, transform: [1, 0, 0, 1, 50, 700], height: 10 });
  expect(textOfRuns([run('IRM du '), run('genou'), { ...run(' droit'), hasEOL: true }])).toBe(
    'IRM du genou droit',
  );
});

test('no word is lost or made up, whatever a page holds', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(fc.tuple(words, fc.integer({ min: 0, max: 800 }))), (lines) => {
      const letters = (text: string): string => text.replaceAll(/\s/g, '');
      expect(letters(textOfRuns(lines.map(([str, y]) => line(str, y))))).toBe(
        letters(lines.map(([str]) => str).join('')),
      );
    }),
  );
});
