import type { Language } from '../texts/texts.ts';

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
};

/** « mardi 3 mars 2026 à 14:05 », for mails; where the portal's people live. */
export const inWords = (instant: Date, language: Language): string => formats[language].format(instant);
