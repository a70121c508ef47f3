import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const locales: Readonly<Record<string, string>> = { fr: 'fr-FR', en: 'en-GB' };
const localeOf = (language: string): string => locales[language] ?? 'fr-FR';

/** Whole days of the calendar between two instants, in this computer's time zone. */
function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
}

/** A day alone, as of a birth, is the same everywhere; JavaScript takes it for midnight in Greenwich, the day before in Martinique. */
const dateOf = (iso: string): Date => new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00` : iso);

export interface Format {
  /** « mardi 3 mars 2026 »; « date inconnue » of what says none. */
  readonly date: (iso: string) => string;
  /** « 17 avril 1951 »: of a birth nobody needs the weekday. */
  readonly plainDate: (iso: string) => string;
  /** « 3 mars 2026 », « 12 janv. 2026 », for rows of a list. */
  readonly shortDate: (iso: string) => string;
  /** « 14 h 05 » in French, "14:05" in English. */
  readonly time: (iso: string) => string;
  /** « mardi 3 mars 2026 à 14 h 05 » */
  readonly dateTime: (iso: string) => string;
  /** « mardi 3 mars 2026, de 14 h 05 à 18 h 05 », « du mardi 3 mars 2026 à 22 h au mercredi 4 mars 2026 à 2 h » */
  readonly period: (from: string, to: string) => string;
  /** « aujourd’hui à 14 h 05 », « il y a 3 jours »; in full from a week on. */
  readonly recent: (iso: string) => string;
  /** « Aujourd’hui », « Hier », else the date in full: a heading over what happened that day. */
  readonly day: (iso: string) => string;
  /** « 12,4 Mo » */
  readonly bytes: (count: number) => string;
  /** « 12,5 », « −97 » */
  readonly number: (value: number) => string;
  /** « 1,25 », « 0,00117 », « 1 024,5 »: something measured, with the figures that say something. */
  readonly value: (value: number) => string;
}

export function createFormat(language: string, t: TFunction, now: () => Date = () => new Date()): Format {
  const locale = localeOf(language);
  const full = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const noWeekday = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'negative' });

  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, signDisplay: 'negative' });

  // « 1er mars » : the first of a month is the only ordinal among days, and Intl does not know it.
  const ordinal = (words: string): string =>
    language === 'fr' ? words.replace(/(?<!\d)1(?= \p{L})/u, '1er') : words;
  // A disc may say nothing of when an exam was made.
  const dated = (iso: string, style: Intl.DateTimeFormat): string =>
    Number.isNaN(Date.parse(iso)) ? t('common.dateUnknown') : ordinal(style.format(dateOf(iso)));
  const date = (iso: string): string => dated(iso, full);
  // Intl writes a hyphen, after which a line may break.
  const signed = (value: number, style: Intl.NumberFormat): string =>
    style.format(value).replace(/^-/, '\u2212');
  const time = (iso: string): string => {
    const words = clock.format(new Date(iso));
    return language === 'fr' ? words.replace(/^0?(\d+):/, '$1\u00a0h\u00a0') : words;
  };
  const dateTime = (iso: string): string => t('common.dayAt', { day: date(iso), time: time(iso) });
  return {
    date,
    time,
    dateTime,
    plainDate: (iso) => dated(iso, noWeekday),
    shortDate: (iso) => dated(iso, short),
    period: (from, to) =>
      daysBetween(new Date(from), new Date(to)) === 0
        ? t('common.dayFromTo', { day: date(from), from: time(from), to: time(to) })
        : t('common.fromTo', { from: dateTime(from), to: dateTime(to) }),
    recent: (iso) => {
      const days = daysBetween(new Date(iso), now());
      if (days === 0) return t('common.todayAt', { time: time(iso) });
      if (days === 1) return t('common.yesterdayAt', { time: time(iso) });
      if (days > 1 && days < 7) return t('common.daysAgo', { count: days });
      return date(iso);
    },
    day: (iso) => {
      const days = daysBetween(new Date(iso), now());
      if (days === 0) return t('common.today');
      if (days === 1) return t('common.yesterday');
      const words = date(iso);
      return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
    },
    bytes: (count) => {
      const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go', 'To'] : ['B', 'kB', 'MB', 'GB', 'TB'];
      let value = count;
      let unit = 0;
      while (value >= 1000 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
      }
      return `${numbers.format(value >= 100 || unit === 0 ? Math.round(value) : value)}\u00a0${units[unit] ?? ''}`;
    },
    number: (value) => signed(value, numbers),
    value: (value) => signed(value, Math.abs(value) < 10 ? figures : numbers),
  };
}

export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language, t), [i18n.language, t]);
}
