import { sql, type RawBuilder } from 'kysely';
import type { Language } from '../texts/texts.ts';

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
};

/** « mardi 3 mars 2026 à 14 h 05 », for mails; where the portal's people live. */
export function inWords(instant: Date, language: Language): string {
  const words = formats[language].format(instant);
  if (language === 'en') return words;
  // What French has, and Intl does not: « 1er », and hours with their h.
  return words.replace(/(?<!\d)1(?= \p{L})/u, '1er').replace(/0?(\d{1,2}):(\d\d)/, '$1\u00a0h\u00a0$2');
}

/** An instant of the database as `Date.toISOString` writes it. */
export const isoText = (column: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
