import { AppFailure } from '../../../src-shared/errors.ts';
import type { ByteRange } from './byte-range.ts';
import { type Codec, startsFrame } from './transfer-syntax.ts';

const ITEM = 0xe000fffe;
const DELIMITER = 0xe0ddfffe;
/** No image that a person looks at has more; a hostile file may say anything. */
const MOST_FRAGMENTS = 1_000_000;

export interface EncapsulatedItems {
  /** Offsets of the frames' first items from the first fragment's item tag; empty where the writer gave none. */
  readonly offsets: readonly number[];
  readonly fragments: readonly ByteRange[];
  /** The fragment that the file ends within, as far as it is there: it is none of `fragments`. A missing delimiter alone is none of that. */
  readonly cut: ByteRange | null;
}

/** Reads the items of encapsulated pixel data (PS3.5 §A.4), always little endian, from the first item's tag on. */
export const readItems = (bytes: Uint8Array, start: number): EncapsulatedItems => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fragments: ByteRange[] = [];
  const offsets: number[] = [];
  let at = start;
  let first = true;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, true);
    if (tag === DELIMITER) return { offsets, fragments, cut: null };
    if (tag !== ITEM) break;
    const length = view.getUint32(at + 4, true);
    const value = at + 8;
    if (value + length > bytes.length)
      return { offsets, fragments, cut: { offset: value, length: bytes.length - value } };
    if (first) {
      for (let entry = 0; entry + 4 <= length && offsets.length < MOST_FRAGMENTS; entry += 4) {
        offsets.push(view.getUint32(value + entry, true));
      }
      first = false;
    } else {
      if (fragments.length === MOST_FRAGMENTS) throw new AppFailure('instance-damaged', 'too many fragments');
      fragments.push({ offset: value, length });
    }
    at = value + length;
  }
  return { offsets, fragments, cut: null };
};

/** Where the data set goes on behind encapsulated pixel data. */
export const endOfItems = (bytes: Uint8Array, start: number): number => {
  const last = readItems(bytes, start).fragments.at(-1);
  // Items and delimiter take eight bytes before their value.
  return last === undefined ? bytes.length : last.offset + last.length + 8;
};

const byOffsets = (
  { fragments, cut }: EncapsulatedItems,
  offsets: readonly number[],
): (readonly ByteRange[])[] | null => {
  const [first] = fragments;
  if (first === undefined) return [];
  const base = first.offset - 8;
  const indexAt = new Map(fragments.map((fragment, index) => [fragment.offset - 8 - base, index]));
  const starts: number[] = [];
  for (const offset of offsets) {
    const index = indexAt.get(offset);
    if (index === undefined || index <= (starts.at(-1) ?? -1)) {
      // Beyond the end of a file that was cut off: the frames before are whole, and only those.
      if (cut === null || index !== undefined || starts.length === 0) return null;
      const before = frames(fragments, starts);
      return offset === cut.offset - 8 - base ? before : before.slice(0, -1);
    }
    starts.push(index);
  }
  if (starts[0] !== 0) return null;
  const all = frames(fragments, starts);
  return cut !== null && fragments.length > starts.length ? all.slice(0, -1) : all;
};

const frames = (fragments: readonly ByteRange[], starts: readonly number[]): (readonly ByteRange[])[] =>
  starts.map((start, index) => fragments.slice(start, starts[index + 1] ?? fragments.length));

/** Frames of a known length, each begun by a fragment of its own; null where the fragments are none of these. */
const byLength = (fragments: readonly ByteRange[], bytes: number): (readonly ByteRange[])[] | null => {
  const found: ByteRange[][] = [];
  let filled = bytes;
  for (const fragment of fragments) {
    // A byte more makes an odd frame even.
    if (filled >= bytes) {
      found.push([]);
      filled = 0;
    }
    found.at(-1)?.push(fragment);
    filled += fragment.length;
    if (filled > bytes + (bytes % 2)) return null;
  }
  return filled < bytes ? found.slice(0, -1) : found;
};

/**
 * Which fragments make which frame (PS3.5 §A.4): by the offset table where it is true, else one a fragment, else by
 * where a codestream starts, or by the length that uncompressed ones have (`frameBytes`). Frames that are not there in full are left out; there may be fewer than declared.
 */
export const framesOf = (
  bytes: Uint8Array,
  items: EncapsulatedItems,
  declared: number,
  codec: Codec,
  extendedOffsets: readonly number[] = [],
  frameBytes = 0,
): (readonly ByteRange[])[] => {
  const { fragments, offsets, cut } = items;
  // Empty fragments carry nothing, and confuse counting.
  const filled = { offsets, cut, fragments: fragments.filter((fragment) => fragment.length > 0) };
  if (filled.fragments.length === 0) return [];
  if (declared === 1) return cut === null ? [filled.fragments] : [];
  for (const table of [extendedOffsets, offsets]) {
    if (table.length !== declared) continue;
    const found = byOffsets({ ...items, fragments }, table);
    if (found !== null) return found;
  }
  // Of a file that was cut off, few fragments need not be one a frame.
  if (cut === null && filled.fragments.length <= declared)
    return filled.fragments.map((fragment) => [fragment]);
  if (codec === 'native') {
    const found = byLength(filled.fragments, frameBytes);
    if (found === null || found.length > declared)
      throw new AppFailure('instance-damaged', 'fragments of other lengths than the frames have');
    return found;
  }
  const starts = filled.fragments.flatMap((fragment, index) =>
    startsFrame(bytes, fragment, codec) ? [index] : [],
  );
  if (starts[0] !== 0) throw new AppFailure('instance-damaged', 'the first fragment starts no frame');
  if (starts.length > declared) throw new AppFailure('instance-damaged', 'more frames present than declared');
  const found = frames(filled.fragments, starts);
  return cut === null || startsFrame(bytes, cut, codec) ? found : found.slice(0, -1);
};

/** What is there of the first frame that is not whole: behind `whole`, up to the end of the file; null where that is none. */
export const cutFrameOf = (
  bytes: Uint8Array,
  { fragments, cut }: EncapsulatedItems,
  whole: readonly (readonly ByteRange[])[],
  codec: Codec,
): readonly ByteRange[] | null => {
  if (cut === null) return null;
  const end = whole.at(-1)?.at(-1)?.offset ?? -1;
  const parts = [...fragments.filter(({ offset, length }) => offset > end && length > 0), cut];
  return parts[0] !== undefined && startsFrame(bytes, parts[0], codec) ? parts : null;
};
