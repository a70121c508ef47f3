import { part10File } from '../../../src-portal/seed/dicom/part10.ts';

type Attributes = Parameters<typeof part10File>[0];

/** A black CT slice of 8 × 8 pixels, or of more, with attributes that say whose and of which study it is. */
export const smallCt = (attributes: Attributes, side = 8): Buffer =>
  part10File(
    {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      Modality: 'CT',
      SeriesNumber: '1',
      InstanceNumber: '1',
      StudyTime: '090000',
      Rows: side,
      Columns: side,
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      ...attributes,
    },
    { kind: 'native', bytes: new Uint8Array(side * side * 2) },
  );
