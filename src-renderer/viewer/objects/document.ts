import { AppFailure } from '../../../src-shared/errors.ts';
import type { DicomDataset } from '../dicom/dataset.ts';

export interface DocumentObject {
  readonly kind: 'document';
  readonly title: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads an encapsulated document (PS3.3 A.45): PDF, CDA, STL and others. Error: `instance-damaged`. */
export const readDocument = (dataset: DicomDataset): DocumentObject => {
  const value = dataset.value('x00420011');
  if (value === undefined) throw new AppFailure('instance-damaged', 'no encapsulated document');
  // Padded to an even length; the true one may stand beside it (0042,0015).
  const declared = dataset.uint32('x00420015');
  const length = declared !== undefined && declared > 0 && declared <= value.length ? declared : value.length;
  return {
    kind: 'document',
    title: dataset.text('x00420010'),
    mime: dataset.string('x00420012').toLowerCase(),
    bytes: Uint8Array.from(value.subarray(0, length)),
  };
};
