import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, matches } from './fold.ts';

describe('fold', () => {
  it('forgets accents and capitals', () => {
    expect(fold('Échographie de l’ÉPAULE')).toBe('echographie de l’epaule');
  });

  it('finds what few keyboards write', () => {
    expect(matches('coeur vandoeuvre', 'Échographie du cœur, Vandœuvre-lès-Nancy')).toBe(true);
  });

  it('folded twice is folded once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('matches', () => {
  it('finds every word, in any order', () => {
    expect(matches('genou irm', 'IRM du genou droit')).toBe(true);
    expect(matches('genou scanner', 'IRM du genou droit')).toBe(false);
  });

  it('finds everything where nothing is asked', () => {
    expect(matches('', 'IRM')).toBe(true);
    expect(matches('   ', 'IRM')).toBe(true);
  });
});
