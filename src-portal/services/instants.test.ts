import { expect, test } from 'vitest';
import { inWords } from './instants.ts';

test('an instant in words, where the portal’s people live', () => {
  const words = (iso: string): string => inWords(new Date(iso), 'fr').replaceAll('\u00a0', ' ');
  expect(words('2026-03-03T13:05:00Z')).toBe('mardi 3 mars 2026 à 14 h 05');
  expect(words('2026-03-01T08:00:00Z')).toBe('dimanche 1er mars 2026 à 9 h 00');
  expect(words('2026-12-10T23:30:00Z')).toBe('vendredi 11 décembre 2026 à 0 h 30');
  expect(inWords(new Date('2026-03-03T13:05:00Z'), 'en')).toMatch(/^Tuesday,? 3 March 2026 at 14:05$/);
});
