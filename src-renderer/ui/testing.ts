import { createInstance } from 'i18next';
import { catalogues } from '../../src-shared/i18n/catalogues.ts';

/** The French words, for what a test draws. */
export const frenchWords = createInstance();
await frenchWords.init({
  lng: 'fr',
  resources: { fr: { translation: catalogues.fr } },
  interpolation: { escapeValue: false },
});
