import type { TFunction } from 'i18next';
import type { Series } from '../../../src-shared/domain/series.ts';

const known = ['CT', 'MR', 'CR', 'DX', 'MG', 'US', 'XA', 'RF', 'NM', 'PT', 'ES', 'OP', 'SM', 'SC'] as const;
type KnownModality = (typeof known)[number];

const isKnown = (code: string): code is KnownModality => known.some((each) => each === code);

/** « Scanner », « IRM »: a modality in plain words; its code where we have none. */
export const modalityWords = (t: TFunction, code: string): string =>
  isKnown(code) ? t(`images.modality.${code}`) : t('images.modality.other');

/** What a series is called: as the scanner named it, made readable; else the modality in words. */
export const seriesName = (t: TFunction, series: Series): string => {
  const text = series.description.replaceAll(/[_^]+/g, ' ').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? modalityWords(t, series.modality) : text;
};

/** Dates of birth as they stand in DICOM (DA, `YYYYMMDD`); empty where there is none. */
export const birthDateWords = (value: string, language: string): string => {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (found === null) return '';
  const date = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
};
