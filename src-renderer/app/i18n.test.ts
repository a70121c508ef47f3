import { expect, test } from 'vitest';
import { createI18n } from './i18n.ts';

test('counts are written as each language does', () => {
  const count = 2000;
  expect(createI18n('fr').t('personal.history.count', { count })).toBe('2\u202f000 consultations');
  expect(createI18n('en').t('personal.history.count', { count })).toContain('2,000');
});

test('a name that is read from the right does not turn the words around it', () => {
  expect(createI18n('fr').t('common.quoted', { text: 'محمد' })).toContain('\u2068محمد\u2069');
});
