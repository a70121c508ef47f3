import { AppFailure } from '../../../src-shared/errors.ts';
import { joinRanges } from './byte-range.ts';
import type { InstanceDescription } from './types.ts';

export interface FrameBytes {
  readonly bytes: Uint8Array;
  /** Where the frame starts within the first byte. */
  readonly firstBit: number;
}

/** One frame's bytes (0-based) as a view or a copy. Error: `instance-damaged` where the file does not hold them. */
export const frameBytes = (
  file: Uint8Array,
  { locations }: InstanceDescription,
  frame: number,
): FrameBytes => {
  if (locations.kind === 'encapsulated') {
    const ranges = locations.frames[frame];
    if (ranges === undefined)
      throw new AppFailure('instance-damaged', `frame ${frame + 1} is not in the file`);
    return { bytes: joinRanges(file, ranges), firstBit: 0 };
  }
  if (frame >= locations.count) throw new AppFailure('instance-damaged', `frame ${frame + 1} is cut off`);
  const start = frame * locations.frameBits;
  const from = locations.offset + Math.floor(start / 8);
  const to = locations.offset + Math.ceil((start + locations.frameBits) / 8);
  return { bytes: file.subarray(from, to), firstBit: start % 8 };
};
