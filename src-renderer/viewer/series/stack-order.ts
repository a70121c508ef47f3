import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { hasPicture, kindOfObject } from '../dicom/object-kind.ts';
import { sortImages } from './sort-instances.ts';

/** An image whose size nobody could read is still one: it is shown as damaged rather than left out. */
const isImage = ({ sopClassUid, rows, columns }: InstanceHeader): boolean =>
  (rows !== null && columns !== null) || hasPicture(kindOfObject(sopClassUid, null));

/** A series' images in the order in which a stack shows them. */
export const imagesInOrder = (headers: readonly InstanceHeader[]): InstanceHeader[] =>
  sortImages(
    headers.filter(isImage).map((header) => ({
      header,
      position: header.imagePosition,
      orientation: header.imageOrientation,
      number: header.instanceNumber,
    })),
  ).map(({ header }) => header);

/** Where an instance's frame (1-based) stands in its series' stack, from 0; null where it is no image of it. */
export const stackIndex = (
  headers: readonly InstanceHeader[],
  sopInstanceUid: string,
  frame = 1,
): number | null => {
  let at = 0;
  for (const header of imagesInOrder(headers)) {
    if (header.sopInstanceUid === sopInstanceUid) return at + Math.max(0, Math.min(header.frames, frame) - 1);
    at += header.frames;
  }
  return null;
};
