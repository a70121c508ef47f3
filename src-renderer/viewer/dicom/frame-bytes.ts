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
  { locations }: Pick<InstanceDescription, 'locations'>,
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

export interface ShownBytes extends FrameBytes {
  /** Whole rows from the top that are there; of a compressed frame its decoder finds out. Null: all of it is there. */
  readonly rowsThere: number | 'unknown' | null;
}

/** The same for the screen: of a frame that the file ends within, what is there, the rest empty. */
export const shownBytes = (file: Uint8Array, instance: InstanceDescription, frame: number): ShownBytes => {
  const { locations, format } = instance;
  if (locations.kind === 'encapsulated' && frame === locations.frames.length && locations.cut !== null)
    return { bytes: joinRanges(file, locations.cut), firstBit: 0, rowsThere: 'unknown' };
  const cut = locations.kind === 'native' && frame === locations.count && frame < instance.frameCount;
  // Planes one after another end with the first of them: nothing of that picture is whole.
  if (!cut || format.planar || locations.frameBits % 8 !== 0)
    return { ...frameBytes(file, instance, frame), rowsThere: null };
  const rowsThere = Math.floor((locations.rest / locations.frameBits) * format.rows);
  if (rowsThere === 0) return { ...frameBytes(file, instance, frame), rowsThere: null };
  const from = locations.offset + (frame * locations.frameBits) / 8;
  const bytes = new Uint8Array(locations.frameBits / 8);
  bytes.set(file.subarray(from, from + Math.floor(locations.rest / 8)));
  return { bytes, firstBit: 0, rowsThere };
};
