import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import fr from '../../../../src-shared/i18n/fr.json' with { type: 'json' };
import { createFormat } from '../../../ui/words/format.ts';
import { initialView, type ViewState } from '../../../viewer/view-state.ts';
import { pageCount } from './draw-sheet.ts';
import { pictureWords, type Told, type Voice } from './picture.ts';

const i18n = createInstance();
void i18n.init({ lng: 'fr', initAsync: false, resources: { fr: { translation: fr } } });
const { t } = i18n;
const voice: Voice = { t, format: createFormat('fr', t), language: 'fr', technical: false };
const view: ViewState = {
  ...initialView,
  index: 41,
  count: 140,
  patient: { name: 'MARTIN Jeanne', id: 'EM-0512041', birthDate: '19510417', sex: 'F' },
  window: { center: 40, width: 400, units: 'HU', presets: 'ct', own: [] },
  laterality: 'R',
  lossy: true,
};
const told: Told = { view, exam: null, series: null, isKey: true };

describe('pictureWords', () => {
  it('say whose it is apart from all else, so that it can be left out', () => {
    const { patient, examWords, about, state } = pictureWords(told, voice);
    expect(patient).toEqual(['MARTIN Jeanne', 'né(e) le 17 avr. 1951']);
    expect(examWords).toEqual([]);
    expect(about).toEqual(['42 / 140', 'Côté droit']);
    expect([...about, ...state].join(' ')).not.toMatch(/MARTIN|1951|EM-0512041/);
  });

  it('give a doctor the number, the window and the compression', () => {
    const { patient, state } = pictureWords(told, { ...voice, technical: true });
    expect(patient).toContain('EM-0512041');
    expect(state).toEqual([
      '★ Image clé',
      'Image compressée avec perte',
      'Fenêtre\u00a0400 · Centre\u00a040\u00a0HU',
    ]);
  });

  it('leave out what a file does not say', () => {
    const words = pictureWords({ ...told, view: initialView, isKey: false }, { ...voice, technical: true });
    expect(words).toEqual({ patient: [], examWords: [], about: ['1 / 0'], state: [] });
  });
});

it('sheets hold what is asked for, and there is always one', () => {
  expect([pageCount(0, 4), pageCount(4, 4), pageCount(5, 4), pageCount(7, 6)]).toEqual([1, 1, 2, 2]);
});
