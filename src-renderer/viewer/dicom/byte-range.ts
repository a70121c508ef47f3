/** A piece of a file: bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** The pieces one after another; a view where there is only one, else a copy. */
export const joinRanges = (bytes: Uint8Array, ranges: readonly ByteRange[]): Uint8Array => {
  const [first] = ranges;
  if (first !== undefined && ranges.length === 1)
    return bytes.subarray(first.offset, first.offset + first.length);
  const joined = new Uint8Array(ranges.reduce((sum, range) => sum + range.length, 0));
  let at = 0;
  for (const { offset, length } of ranges) {
    joined.set(bytes.subarray(offset, offset + length), at);
    at += length;
  }
  return joined;
};
