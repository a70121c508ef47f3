/** What patients call the kinds of imaging; the words stand in the catalogues under `modality`. */
export const modalityKinds = [
  'ct',
  'mr',
  'xr',
  'us',
  'mg',
  'nm',
  'pt',
  'xa',
  'rf',
  'bd',
  'en',
  'op',
  'px',
  'other',
] as const;
export type ModalityKind = (typeof modalityKinds)[number];

// Modality codes of PS3.3 C.7.3.1.1.1.
const byCode: Readonly<Record<string, ModalityKind>> = {
  CT: 'ct',
  MR: 'mr',
  CR: 'xr',
  DX: 'xr',
  RG: 'xr',
  US: 'us',
  IVUS: 'us',
  MG: 'mg',
  NM: 'nm',
  PT: 'pt',
  XA: 'xa',
  RF: 'rf',
  BMD: 'bd',
  ES: 'en',
  OP: 'op',
  OPT: 'op',
  IO: 'px',
  PX: 'px',
};

// Documents and annotations that accompany images (structured reports, presentation states, segmentations…).
const companions: ReadonlySet<string> = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'DOC',
  'AU',
  'REG',
  'RTSTRUCT',
  'RTPLAN',
  'RTDOSE',
  'FID',
  'RWV',
]);

/** The kinds of images in an exam, each once, in the order given. */
export function modalitiesOf(codes: readonly string[]): readonly ModalityKind[] {
  const kinds = codes.filter((code) => !companions.has(code)).map((code) => byCode[code] ?? 'other');
  return kinds.length === 0 ? ['other'] : [...new Set(kinds)];
}
