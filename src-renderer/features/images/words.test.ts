import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import fr from '../../../src-shared/i18n/fr.json' with { type: 'json' };
import { whatToShow } from './address.ts';
import { keyWords } from './tools/key-words.ts';
import { createFormat } from '../../ui/words/format.ts';
import { birthDateWords, modalityWords, scaleWords, seriesName, windowWords } from './words.ts';

const i18n = createInstance();
void i18n.init({ lng: 'fr', initAsync: false, resources: { fr: { translation: fr } } });
const { t } = i18n;

const series = { seriesInstanceUid: '1.2', number: 1, description: '', modality: 'CT', instanceCount: 3 };

describe('words', () => {
  it('say how values are lit: Hounsfield units whole, others as fine as they are', () => {
    const format = createFormat('fr', t);
    expect(windowWords(t, format, { width: 97.3, center: -22.7, units: 'HU' })).toEqual([
      'Fenêtre\u00a097',
      'Centre\u00a0−23\u00a0HU',
    ]);
    expect(windowWords(t, format, { width: 6.46, center: 3.23, units: 'SUV' })).toEqual([
      'Fenêtre\u00a06,46',
      'Centre\u00a03,23\u00a0SUV',
    ]);
    expect(windowWords(t, format, { width: 400, center: 40, units: '' })[1]).toBe('Centre\u00a040');
  });

  it('say how long a scale is, below a millimetre too', () => {
    const format = createFormat('fr', t);
    expect(scaleWords(t, format, 50, false)).toBe('50\u00a0mm');
    expect(scaleWords(t, format, 50, true)).toMatch(/^50\smm au détecteur$/);
    expect(scaleWords(t, format, 0.02, false)).toBe('20\u00a0µm');
  });

  it('name a series as the scanner did, or in plain words', () => {
    expect(seriesName(t, { ...series, description: 'THORAX_FIN^^1MM' })).toBe('THORAX FIN 1MM');
    expect(seriesName(t, series)).toBe('Scanner');
    expect(modalityWords(t, 'ZZ')).toBe('Série');
  });

  it('write a date of birth, and nothing for what is none', () => {
    expect(birthDateWords('19500303', 'fr-FR')).toBe('3 mars 1950');
    expect(birthDateWords('1950', 'fr-FR')).toBe('');
    expect(birthDateWords('19500000', 'fr-FR')).toBe('');
    expect(birthDateWords('19500230', 'fr-FR')).toBe('');
  });

  it('write keys as they stand on the keyboard', () => {
    expect(keyWords(t, 'Shift+ArrowUp')).toBe('Maj + ↑');
    expect(keyWords(t, '+')).toBe('+');
    expect(keyWords(t, 'Digit1')).toBe('1');
    expect(keyWords(t, ' ')).toBe('Espace');
  });
});

describe('whatToShow', () => {
  it('reads a window’s address', () => {
    expect(whatToShow('?exam=e1')).toEqual({ examId: 'e1', at: null, compareWith: null });
    expect(whatToShow('?exam=e1&with=e2')).toEqual({ examId: 'e1', at: null, compareWith: 'e2' });
    expect(whatToShow('?exam=e1&series=1.2.3&image=7')).toEqual({
      examId: 'e1',
      at: { seriesInstanceUid: '1.2.3', image: 7 },
      compareWith: null,
    });
  });

  it('refuses what names no exam, or nonsense', () => {
    expect(whatToShow('')).toBeNull();
    expect(whatToShow('?exam=e1&series=<script>')).toBeNull();
    expect(whatToShow('?exam=e1&series=1.2&image=-1')).toBeNull();
  });
});
