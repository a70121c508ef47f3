import { expect, test } from 'vitest';
import { isolated, parseSeen, withoutUnseen } from './words-from-elsewhere.ts';

test.each([
  ['Dr \u202EtiteP\u202C', 'Dr titeP'],
  ['Pe\u200Btit\uFEFF', 'Petit'],
  ['\u2067Scanner\u2069 du thorax\u0007', 'Scanner du thorax'],
  ['Émilie O’Neill, 3\u00A0mars\u202F!\n\tà bientôt', 'Émilie O’Neill, 3\u00A0mars\u202F!\n\tà bientôt'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutUnseen(text)).toBe(shown);
});

test('an answer is read as it looks, written out or not', () => {
  const answer = { items: [{ label: 'IRM \u202Euoneg ud', bytes: 3 }], nextCursor: null };
  const seen = { items: [{ label: 'IRM uoneg ud', bytes: 3 }], nextCursor: null };
  const json = JSON.stringify(answer, null, 2);
  expect(parseSeen(json)).toEqual(seen);
  expect(parseSeen(json.replace('\u202E', '\\u202e'))).toEqual(seen);
  expect(parseSeen('[1, "é"]')).toEqual([1, 'é']);
});

test('a name that is read from the right stands by itself among other words', () => {
  expect(isolated('محمد')).toBe('\u2068محمد\u2069');
  expect(isolated('Hélène Petit')).toBe('Hélène Petit');
});
