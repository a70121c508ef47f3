import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinRanges } from './byte-range.ts';
import { framesOf, readItems } from './fragments.ts';

const item = (value: Uint8Array): number[] => {
  const head = new DataView(new ArrayBuffer(8));
  head.setUint32(0, 0xe000fffe, true);
  head.setUint32(4, value.length, true);
  return [...new Uint8Array(head.buffer), ...value];
};

const end = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];

/** Frames that start like a JPEG stream, cut into fragments of at most `size` bytes. */
const encapsulate = (
  frames: readonly Uint8Array[],
  size: number,
  withTable: boolean,
  delimiter = true,
): Uint8Array => {
  const offsets: number[] = [];
  const items: number[] = [];
  for (const frame of frames) {
    offsets.push(items.length);
    for (let at = 0; at < frame.length; at += size) items.push(...item(frame.subarray(at, at + size)));
  }
  const table = withTable ? new Uint8Array(Uint32Array.from(offsets).buffer) : new Uint8Array(0);
  return Uint8Array.from([...item(table), ...items, ...(delimiter ? end : [])]);
};

const frameBytes = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  // No fragment but a frame's first may look like a start of image.
  .map((body) => Uint8Array.from([0xff, 0xd8, ...body.map((byte) => byte & 0x7f)]));

describe('framesOf', () => {
  it('gives back every frame, however it was cut, with or without an offset table', () => {
    fc.assert(
      fc.property(
        fc.array(frameBytes, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 2, max: 70 }),
        fc.boolean(),
        fc.boolean(),
        (frames, size, withTable, delimiter) => {
          const bytes = encapsulate(frames, size, withTable, delimiter);
          const found = framesOf(bytes, readItems(bytes, 0), frames.length, 'jpeg');
          expect(found.map((ranges) => joinRanges(bytes, ranges))).toEqual(frames);
        },
      ),
    );
  });

  it('gives only whole frames of a file that was cut off, and never reaches outside it', () => {
    fc.assert(
      fc.property(
        fc.array(frameBytes, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 2, max: 70 }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (frames, size, withTable, part) => {
          const whole = encapsulate(frames, size, withTable);
          const bytes = whole.subarray(0, Math.floor(whole.length * part));
          const items = readItems(bytes, 0);
          let found;
          try {
            found = framesOf(bytes, items, frames.length, 'jpeg');
          } catch {
            return;
          }
          for (const range of found.flat())
            expect(range.offset + range.length).toBeLessThanOrEqual(bytes.length);
          // Cut between fragments a frame may miss its tail: its decoder notices. Cut within one, all are whole.
          if (items.cut !== null) {
            found.forEach((ranges, index) => expect(joinRanges(bytes, ranges)).toEqual(frames[index]));
          }
        },
      ),
    );
  });

  it('survives noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 20 }), (noise, declared) => {
        const items = readItems(noise, 0);
        for (const { offset, length } of items.fragments)
          expect(offset + length).toBeLessThanOrEqual(noise.length);
        try {
          framesOf(noise, items, declared, 'rle');
        } catch (error) {
          expect(error).toHaveProperty('error.code', 'instance-damaged');
        }
      }),
    );
  });

  it('refuses a fragment that claims more than the file holds', () => {
    const bytes = Uint8Array.from([
      ...item(new Uint8Array(0)),
      0xfe,
      0xff,
      0x00,
      0xe0,
      0xff,
      0xff,
      0xff,
      0x7f,
      1,
      2,
    ]);
    expect(readItems(bytes, 0)).toEqual({ offsets: [], fragments: [], cut: { offset: 16, length: 2 } });
  });
});
