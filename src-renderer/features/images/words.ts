import type { TFunction } from 'i18next';
import type { Series } from '../../../src-shared/domain/series.ts';
import type { Format } from '../../ui/words/format.ts';

const known = [
  'CT',
  'MR',
  'CR',
  'DX',
  'MG',
  'US',
  'XA',
  'RF',
  'NM',
  'PT',
  'ES',
  'OP',
  'SM',
  'SC',
  'XC',
  'SR',
  'KO',
  'PR',
  'SEG',
  'RTSTRUCT',
  'RTDOSE',
  'RTPLAN',
  'ECG',
  'DOC',
] as const;
type KnownModality = (typeof known)[number];

const isKnown = (code: string): code is KnownModality => known.some((each) => each === code);

/** « Scanner », « IRM »: a modality in plain words; its code where we have none. */
export const modalityWords = (t: TFunction, code: string): string =>
  isKnown(code) ? t(`images.modality.${code}`) : t('images.modality.other');

/** Whether a series of this modality is made of images, as far as its name says (PS3.3 C.7.3.1.1.1). */
export const hasImages = ({ modality }: Series): boolean =>
  !/^(SR|KO|PR|RTSTRUCT|RTPLAN|ECG|EPS|HD|DOC|REG|PLAN|M3D|ANN|RWV)$/.test(modality);

/** What a series is called: as the scanner named it, made readable; else the modality in words. */
export const seriesName = (t: TFunction, series: Series): string => {
  const text = series.description.replaceAll(/[_^]+/g, ' ').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? modalityWords(t, series.modality) : text;
};

/** How long a scale's bar is: a slide's under a microscope in micrometres. */
export const scaleWords = (
  t: TFunction,
  format: Format,
  millimetres: number,
  atDetector: boolean,
): string => {
  if (millimetres < 1) return t('images.scaleMicrometres', { length: format.value(millimetres * 1000) });
  return t(atDetector ? 'images.scaleDetector' : 'images.scale', { length: format.number(millimetres) });
};

/** How the values are lit, in two parts that a line may break between; Hounsfield units are whole. */
export const windowWords = (
  t: TFunction,
  format: Format,
  { width, center, units }: { readonly width: number; readonly center: number; readonly units: string },
): readonly [string, string] => {
  const words = (value: number): string => format.value(units === 'HU' ? Math.round(value) : value);
  const centre = t('images.windowCentre', { center: words(center) });
  return [
    t('images.windowWidth', { width: words(width) }),
    units === '' ? centre : `${centre}\u00a0${units}`,
  ];
};

/** Dates of birth as they stand in DICOM (DA, `YYYYMMDD`); empty where there is none. */
export const birthDateWords = (value: string, language: string): string => {
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (found === null) return '';
  const date = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  // Where only the year is known, zeros stand for the rest: that is no day, and none of the year before.
  if (date.getUTCMonth() !== Number(found[2]) - 1) return '';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
};

/** DA, TM or DT as they stand in DICOM (PS3.5 §6.2) in the reader's words; as they are where they are none of these. */
export const dicomDateWords = (value: string, language: string): string => {
  const moment = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?/.exec(value);
  if (moment !== null) {
    const [, year, month, day, hour, minute] = moment.map(Number);
    const time = (part: number | undefined): number => (part === undefined || Number.isNaN(part) ? 0 : part);
    const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, time(hour), time(minute)));
    const style = moment[4] === undefined ? {} : { timeStyle: 'short' as const };
    return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...style, timeZone: 'UTC' }).format(date);
  }
  const clock = /^(\d{2})(\d{2})(\d{2})?/.exec(value);
  return clock === null ? value : `${clock[1] ?? ''}:${clock[2] ?? ''}`;
};

/** What a picture is less of: the images' numbers as they are counted on screen. */
export const subtractionWords = (t: TFunction, { masks }: { readonly masks: readonly number[] }): string => {
  const images = masks.map((mask) => mask + 1).join(', ');
  return t(`images.subtracted.${masks.length === 0 ? 'none' : masks.length === 1 ? 'one' : 'many'}`, {
    images,
  });
};
