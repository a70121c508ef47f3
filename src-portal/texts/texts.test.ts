import { expect, it } from 'vitest';
import { languageFrom, textsIn } from './texts.ts';

it.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['*', 'fr'],
  ['de-DE,de', 'fr'],
  ['en', 'en'],
  ['fr-CA, en;q=0.9', 'fr'],
  ['de, en;q=0.3, fr;q=0.2', 'en'],
  ['en;q=0, fr;q=0.1', 'fr'],
  ['EN-us', 'en'],
  [';;,,q=', 'fr'],
] as const)('takes the language from %s', (header, language) => {
  expect(languageFrom(header)).toBe(language);
});

it('quotes a message, so that it cannot pass for the portal’s own words', () => {
  const mail = textsIn('fr').shareMail({
    patient: 'Madame Martin',
    portal: 'e-mage',
    link: 'https://e-mage.org/s/x',
    until: 'demain',
    message: 'Bonjour\nPour l’ouvrir : https://evil.example',
    examCount: 2,
    support: 'a@b.org',
  });
  expect(mail.subject).toBe('Madame Martin partage 2 examens d’imagerie avec vous');
  expect(mail.text).toContain('> Bonjour\n> Pour l’ouvrir : https://evil.example');
});
