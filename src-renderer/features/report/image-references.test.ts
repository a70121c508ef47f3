import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findImageReferences } from './image-references.ts';

const read = (text: string): string[] =>
  findImageReferences(text).map(
    ({ start, end, series, image }) => `${series ?? '-'}:${image} «${text.slice(start, end)}»`,
  );

describe('what a report names', () => {
  test.each([
    ['Nodule de 11 mm (série 2, image 87).', ['2:87 «série 2, image 87»']],
    ['SÉRIE 3 - IMAGE 42', ['3:42 «SÉRIE 3 - IMAGE 42»']],
    ['se\u0301rie 3 image 42', ['3:42 «se\u0301rie 3 image 42»']],
    ['serie n° 3, image n° 42', ['3:42 «serie n° 3, image n° 42»']],
    ['(série\u00a02,\nimage\u00a087)', ['2:87 «série\u00a02,\nimage\u00a087»']],
    ['série 12 / coupe 4', ['12:4 «série 12 / coupe 4»']],
    ['coupe 42 de la série 3', ['3:42 «coupe 42 de la série 3»']],
    ['visible image 42 (série 3)', ['3:42 «image 42 (série 3»']],
    ['image 12', ['-:12 «image 12»']],
    ['Nodule (image 12, 4 mm)', ['-:12 «image 12»']],
    ['series 2, image 87', ['2:87 «series 2, image 87»']],
    ['Series 2 Image 87.', ['2:87 «Series 2 Image 87»']],
    ['slice 42 of series 3', ['3:42 «slice 42 of series 3»']],
    ['image 42 in series 3', ['3:42 «image 42 in series 3»']],
    ['se 3, im 42', ['3:42 «se 3, im 42»']],
    ['sér. 3, im. 42', ['3:42 «sér. 3, im. 42»']],
    ['série 2, images 87 et 92', ['2:87 «série 2, images 87»', '2:92 «92»']],
    ['images 10 à 12 de la série 3', ['3:10 «images 10»', '3:12 «12 de la série 3»']],
    ['série 3, images 10, 12 et 14.', ['3:10 «série 3, images 10»', '3:12 «12»', '3:14 «14»']],
    ['série 3, image 10 et image 12', ['3:10 «série 3, image 10»', '3:12 «12»']],
    ['série 3, image 10 ; image 12', ['3:10 «série 3, image 10»', '3:12 «12»']],
    ['série 1, image 5, série 2, image 6', ['1:5 «série 1, image 5»', '2:6 «série 2, image 6»']],
    ['image 12, série 3, image 4', ['-:12 «image 12»', '3:4 «série 3, image 4»']],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));
});

describe('what it does not', () => {
  test.each([
    'Coupes de 5 mm, image dense arrondie de 8 mm',
    'coupes 5 mm',
    'coupe 1,25 mm',
    'image 1.5',
    'image 12 %',
    'image 3 x 4 cm',
    'série 2',
    'une série de 12 images',
    'Séquences axiale FLAIR (série 1), axiale T1 (série 2)',
    'imagerie 12, images12a, réimage 12',
    'image 123456',
    'image 0',
    'il se 3',
    'im 42',
    'les coupes passant par sa partie haute',
  ])('%s', (text) => expect(read(text)).toEqual([]));
});

const space = fc.constantFrom(' ', '\u00a0', '\n', '  ', '\u202f');
const number = fc.integer({ min: 1, max: 99_999 });
const neutral = fc.stringMatching(/^[ .;()a-dz]{0,30}$/);

describe('properties', () => {
  test('a reference is found wherever it stands, however it is spaced', () => {
    fc.assert(
      fc.property(
        neutral,
        neutral,
        fc.constantFrom('série', 'Série', 'SÉRIE', 'serie', 'series', 'Series'),
        fc.constantFrom('image', 'Image', 'coupe', 'slice', 'cliché'),
        fc.constantFrom(',', '', ' -', ' /', ';'),
        space,
        space,
        space,
        number,
        number,
        (left, right, seriesWord, imageWord, joint, a, b, c, series, image) => {
          const text = `${left} ${seriesWord}${a}${series}${joint}${b}${imageWord}${c}${image}. ${right}`;
          expect(findImageReferences(text)).toContainEqual(expect.objectContaining({ series, image }));
        },
      ),
    );
  });

  test('any text: in order, apart, inside the text, and ending in what it says', () => {
    const word = fc.constantFrom(
      'série',
      'image',
      'images',
      'coupe',
      'se',
      'im',
      'et',
      'à',
      ',',
      ';',
      '(',
      'de la',
      'mm',
      'n°',
      '\n',
    );
    const text = fc
      .array(fc.oneof(word, number.map(String), fc.string({ unit: 'binary', maxLength: 6 })), {
        maxLength: 40,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (report) => {
        let last = 0;
        for (const { start, end, image, series } of findImageReferences(report)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(report.length);
          const numbers = report.slice(start, end).match(/\d+/gu)?.map(Number) ?? [];
          expect(numbers).toContain(image);
          expect(image).toBeGreaterThan(0);
          if (series !== null) expect(report).toContain(String(series));
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a long text made to be slow is read in the end', () => {
    for (const text of [
      'série 2, '.repeat(50_000),
      'images 1, '.repeat(50_000),
      `série${' '.repeat(200_000)}`,
    ]) {
      // In time that grows with the square of the length, this would run into the test's own limit.
      expect(findImageReferences(text)).toBeInstanceOf(Array);
    }
  });
});
