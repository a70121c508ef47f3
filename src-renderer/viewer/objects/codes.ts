import type { DicomDataset, Tag } from '../dicom/dataset.ts';

/** A coded concept (PS3.3 table 8.8-1), as people read it and as programs compare it. */
export interface Code {
  readonly meaning: string;
  readonly value: string;
  readonly scheme: string;
}

const readCode = (item: DicomDataset): Code => ({
  meaning: item.text('x00080104'),
  // Long values and URNs stand elsewhere (PS3.3 8.1).
  value: item.string('x00080100') || item.string('x00080119') || item.string('x00080120'),
  scheme: item.string('x00080102'),
});

/** The first code of a sequence; null where there is none. */
export const codeIn = (dataset: DicomDataset, sequence: Tag): Code | null => {
  const item = dataset.item(sequence);
  return item === undefined ? null : readCode(item);
};

/** For example `isCode(code, 'DCM', '125007')`. */
export const isCode = (code: Code | null, scheme: string, value: string): boolean =>
  code?.scheme === scheme && code.value === value;

/** Another instance, and which of its frames (1-based; empty: all). */
export interface InstanceReference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly frames: readonly number[];
}

const readReference = (item: DicomDataset): InstanceReference => ({
  sopClassUid: item.string('x00081150'),
  sopInstanceUid: item.string('x00081155'),
  frames: item.decimals('x00081160'),
});

export const referencesIn = (dataset: DicomDataset, sequence: Tag): InstanceReference[] =>
  dataset
    .items(sequence)
    .map(readReference)
    .filter(({ sopInstanceUid }) => sopInstanceUid !== '');
