import type { DicomDataset } from '../dicom/dataset.ts';
import { type Code, codeIn, type InstanceReference, isCode, referencesIn } from './codes.ts';

export interface KeyObjects {
  readonly kind: 'key-objects';
  /** Why these: « Of Interest », « For Referring Provider ». */
  readonly title: Code | null;
  readonly description: string;
  readonly references: readonly InstanceReference[];
}

/** Reads a Key Object Selection (PS3.3 A.35.4): TID 2010 has no deeper levels. */
export const readKeyObjects = (dataset: DicomDataset): KeyObjects => {
  const items = dataset.items('x0040a730');
  const description = items.find((item) => isCode(codeIn(item, 'x0040a043'), 'DCM', '113012'));
  return {
    kind: 'key-objects',
    title: codeIn(dataset, 'x0040a043'),
    description: description?.text('x0040a160') ?? '',
    references: items.flatMap((item) => referencesIn(item, 'x00081199')),
  };
};
