import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { imagesInOrder } from './images-in-order.ts';

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
