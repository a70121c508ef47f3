import { expect, it } from 'vitest';
import { containing, textKey } from './text-key.ts';

it.each([
  ['  Échographie   du CŒUR ', 'echographie du coeur'],
  ['Vandœuvre‑lès–Nancy', 'vandoeuvre-les-nancy'],
  ['L’Hermitte', "l'hermitte"],
  ['Weiß', 'weiss'],
  ['Noe\u0308l', 'noel'],
  ['محمد', 'محمد'],
])('%s is sought as %s', (text, key) => {
  expect(textKey(text)).toBe(key);
  expect(textKey(key)).toBe(key);
});

it('takes the signs of a pattern for what they are', () => {
  expect(containing('100 %_\\')).toBe(String.raw`%100 \%\_\\%`);
});
