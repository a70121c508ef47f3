import { expect, test } from 'vitest';
import { errorCodes } from '../../../src-shared/errors.ts';
import { createI18n } from '../../app/i18n.ts';
import { errorWords, fetchingErrorWords, ownPasswordWords } from './error-words.ts';

test.each(['fr', 'en'] as const)('every error has its three sentences in %s', (language) => {
  const { t } = createI18n(language);
  for (const code of errorCodes) {
    const words = errorWords(t, { code, message: '' });
    for (const sentence of [words.what, words.meaning, words.remedy]) {
      expect(sentence, code).toMatch(/[.?!]$/);
      expect(sentence, code).not.toContain('errors.');
    }
  }
});

test('a wrong password says how many attempts are left', () => {
  const { t } = createI18n('fr');
  const meaning = (attemptsLeft: number): string =>
    errorWords(t, { code: 'wrong-credentials', message: '', attemptsLeft }).meaning;
  expect(meaning(2)).toContain('2 essais');
  expect(meaning(1)).toContain('1 essai avant');
});

test('a rejected password says why', () => {
  const { t } = createI18n('fr');
  const words = errorWords(t, {
    code: 'password-rejected',
    message: '',
    reasons: ['too-short', 'too-common'],
  });
  expect(words.meaning).toContain('trop court');
  expect(words.meaning).toContain('trop courant');
});

test('a list that the portal refuses speaks of no document and no share', () => {
  const { t } = createI18n('fr');
  for (const code of ['request-refused', 'not-allowed', 'not-found', 'share-expired'] as const)
    expect(fetchingErrorWords(t, { code, message: '' }).what).toBe(
      'Ces informations n’ont pas pu être affichées.',
    );
  expect(fetchingErrorWords(t, { code: 'portal-unavailable', message: '' }).what).toContain('portail');
});

test('whoever is signed in and mistypes their password is not told that they are not, nor of a user name', () => {
  const { t } = createI18n('fr');
  const words = {
    ...ownPasswordWords(t, { code: 'wrong-credentials', message: '' }, 'Rien n’a été modifié.'),
  };
  expect(Object.values(words).join(' ')).not.toMatch(/identifiant|connecté/i);
  expect(words.meaning).toBe('Rien n’a été modifié.');
  const counted = ownPasswordWords(t, { code: 'wrong-credentials', message: '', attemptsLeft: 1 }, '');
  expect(counted).not.toHaveProperty('meaning');
  expect(ownPasswordWords(t, { code: 'disk-full', message: '' }, '')).toBeUndefined();
});
