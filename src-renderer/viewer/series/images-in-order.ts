import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { hasPicture, kindOfObject } from '../dicom/object-kind.ts';
import { sortImages } from './sort-instances.ts';

/** An image whose size nobody could read is still one: it is shown as damaged rather than left out. */
const isImage = ({ sopClassUid, rows, columns }: InstanceHeader): boolean =>
  (rows !== null && columns !== null) || hasPicture(kindOfObject(sopClassUid, null));

/** A series' images as they are scrolled. */
export const imagesInOrder = (headers: readonly InstanceHeader[]): InstanceHeader[] =>
  sortImages(
    headers.filter(isImage).map((header) => ({
      header,
      position: header.imagePosition,
      orientation: header.imageOrientation,
      number: header.instanceNumber,
    })),
  ).map(({ header }) => header);
