import type { InstanceHeader } from '../../src-shared/domain/series.ts';

// What strangers write, as the numbers that we work with; null for what is no such thing.

export const positiveInteger = (value: number | null): number | null =>
  value !== null && Number.isSafeInteger(value) && value > 0 ? value : null;

/** Number of Frames (PS3.3 C.7.6.6): one where it is absent or nonsense. */
export const frameCount = (value: number | null): number => positiveInteger(value) ?? 1;

export function triple(values: readonly number[]): InstanceHeader['imagePosition'] {
  const [x, y, z] = values;
  if (values.length !== 3 || x === undefined || y === undefined || z === undefined) return null;
  return values.every(Number.isFinite) ? [x, y, z] : null;
}

export function sextuple(values: readonly number[]): InstanceHeader['imageOrientation'] {
  const row = triple(values.slice(0, 3));
  const column = triple(values.slice(3));
  return row && column ? [...row, ...column] : null;
}

/** A date (VR DA), also as ACR-NEMA wrote it, as YYYYMMDD; empty for what is no day of this era: zeros stand where one is not known. */
export function dicomDate(words: string): string {
  const digits = words.replaceAll('.', '').slice(0, 8);
  if (!/^(1[89]|20|21)\d{6}$/.test(digits)) return '';
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  // The calendar would take the zeroth of a month for the last of the one before.
  const at = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return at.getUTCMonth() === (month ?? 0) - 1 ? digits : '';
}

/** A time (VR TM) as HHMM or HHMMSS; empty for what is none. */
export function dicomTime(words: string): string {
  const digits = words.replaceAll(':', '').slice(0, 6);
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d|60)?$/.test(digits) ? digits : '';
}
