import type { InstanceReference } from './codes.ts';

/** Something that holds for some images, or for all where `references` is empty. */
export interface ForImages {
  readonly references: readonly InstanceReference[];
}

/** Whether something of a presentation state holds for this image's frame (0-based). */
export const holdsFor = ({ references }: ForImages, sopInstanceUid: string, frame: number): boolean =>
  references.length === 0 ||
  references.some(
    (reference) =>
      reference.sopInstanceUid === sopInstanceUid &&
      (reference.frames.length === 0 || reference.frames.includes(frame + 1)),
  );
