import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEADER_BYTES, SEGMENT_BYTES, SealBroken, Sealer, seal, unseal } from './sealed-file.ts';

const libraryKey = randomBytes(32);
const SEALED = SEGMENT_BYTES + 16;

const sizes = fc.oneof(
  fc.integer({ min: 0, max: 2000 }),
  // Around the ends of segments.
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -20, max: 20 }))
    .map(([n, d]) => n * SEGMENT_BYTES + d),
);
const cuts = fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 5 });
const sealed = (plain: Uint8Array, name = 'name'): Buffer => seal(libraryKey, name, randomBytes(32), plain);
const opens = (file: Uint8Array, name = 'name', key: Uint8Array = libraryKey): boolean => {
  try {
    unseal(key, name, file);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
};

describe('a sealed file', () => {
  test('gives back what was put in, whatever its size and the pieces it came in', () => {
    fc.assert(
      fc.property(sizes, cuts, fc.boolean(), (size, pieces, isKnown) => {
        const plain = randomBytes(size);
        const sealer = new Sealer(libraryKey, 'name', randomBytes(32), isKnown ? size : null);
        const parts: Uint8Array[] = [sealer.header];
        let at = 0;
        for (const piece of pieces) {
          // Its place is used again at once.
          const given = Buffer.from(plain.subarray(at, at + piece));
          parts.push(...sealer.push(given));
          given.fill(0xff);
          at = Math.min(at + piece, size);
        }
        parts.push(...sealer.push(plain.subarray(at)), ...sealer.end());
        const file = Buffer.concat(parts);
        expect(file.byteLength).toBe(HEADER_BYTES + size + Math.max(1, Math.ceil(size / SEGMENT_BYTES)) * 16);
        const opened = unseal(libraryKey, 'name', file);
        expect(opened.byteLength).toBe(size);
        expect(plain.equals(Buffer.from(opened))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('does not open with any one bit changed', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.integer({ min: 0, max: 7 }), (size, at, bit) => {
        const file = sealed(randomBytes(size));
        const index = at % file.byteLength;
        file[index] = (file[index] ?? 0) ^ (1 << bit);
        expect(opens(file)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('does not open when cut, at any length, nor with anything added', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.integer({ min: 1, max: 300_000 }), (size, at, more) => {
        const file = sealed(randomBytes(size));
        expect(opens(file.subarray(0, at % file.byteLength))).toBe(false);
        expect(opens(Buffer.concat([file, randomBytes(more)]))).toBe(false);
      }),
      { numRuns: 60 },
    );
    const file = sealed(randomBytes(3 * SEGMENT_BYTES));
    // Exactly at the ends of segments: what is left is a run of authentic segments.
    expect(opens(file.subarray(0, HEADER_BYTES + SEALED))).toBe(false);
    expect(opens(file.subarray(0, HEADER_BYTES + 2 * SEALED))).toBe(false);
  });

  test('does not open with segments swapped, repeated or taken from another file', () => {
    const file = sealed(randomBytes(3 * SEGMENT_BYTES + 10));
    const other = sealed(randomBytes(3 * SEGMENT_BYTES + 10));
    const segment = (of: Buffer, index: number): Buffer =>
      of.subarray(HEADER_BYTES + index * SEALED, HEADER_BYTES + (index + 1) * SEALED);
    const build = (...segments: Buffer[]): Buffer =>
      Buffer.concat([file.subarray(0, HEADER_BYTES), ...segments]);
    const [first, second, third, last] = [0, 1, 2, 3].map((index) => segment(file, index));
    if (!first || !second || !third || !last) throw new Error('four segments were made');
    expect(opens(build(first, second, third, last))).toBe(true);
    expect(opens(build(second, first, third, last))).toBe(false);
    expect(opens(build(first, first, third, last))).toBe(false);
    expect(opens(build(first, third, last))).toBe(false);
    expect(opens(build(first, second, segment(other, 2), last))).toBe(false);
  });

  test('does not open under another name or with another key', () => {
    const file = sealed(randomBytes(1000), 'one');
    expect(opens(file, 'one')).toBe(true);
    expect(opens(file, 'two')).toBe(false);
    expect(opens(file, 'one', randomBytes(32))).toBe(false);
  });

  test('is never mistaken for something else that lies there', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (junk) => !opens(junk)));
  });

  test('never repeats a key: the same bytes sealed twice differ throughout', () => {
    const plain = Buffer.alloc(1000);
    const [one, two] = [sealed(plain), sealed(plain)];
    expect(one.subarray(HEADER_BYTES).equals(two.subarray(HEADER_BYTES))).toBe(false);
  });
});
