import { sql, type RawBuilder } from 'kysely';
import type { Language } from '../texts/texts.ts';

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }),
};

/** « mardi 3 mars 2026 à 14:05 », for mails; where the portal's people live. */
export const inWords = (instant: Date, language: Language): string => formats[language].format(instant);

/** An instant of the database as `Date.toISOString` writes it. */
export const isoText = (column: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
