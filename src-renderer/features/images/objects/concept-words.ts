import type { TFunction } from 'i18next';
import type { Code } from '../../../viewer/objects/codes.ts';

/** Headings that most reports have (PS3.16 CID 7001 and others), by their DCM code. */
const known = [
  '121060',
  '121062',
  '121064',
  '121068',
  '121069',
  '121070',
  '121071',
  '121072',
  '121073',
  '121074',
  '121075',
  '121076',
  '121077',
  '121078',
  '121106',
  '121109',
  '121110',
  '121111',
  '121118',
  '113012',
  '113000',
  '113004',
  '125007',
  '126000',
  '126010',
] as const;
type Known = (typeof known)[number];

const isKnown = (value: string): value is Known => known.some((each) => each === value);

/** A coded concept in the reader's language where we know it, else as the file words it. */
export const conceptWords = (t: TFunction, code: Code | null): string => {
  if (code === null) return '';
  if (code.scheme === 'DCM' && isKnown(code.value)) return t(`images.concepts.${code.value}`);
  return code.meaning;
};
