/** Numbers that length fields, counts and offsets break at. */
const interesting = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

/** mulberry32: the same numbers for the same seed, on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The case of a number: one of the seeds, damaged in one to eight ways. The same number gives the same case. */
export function caseOf(number: number, seeds: readonly Uint8Array[]): Uint8Array {
  const random = randomFrom(number);
  const seed = seeds[random(seeds.length)] ?? new Uint8Array();
  let bytes: Uint8Array = Uint8Array.from(seed);
  const changes = 1 + random(8);
  for (let change = 0; change < changes; change += 1) bytes = damaged(bytes, random, seeds);
  return bytes;
}

function damaged(
  bytes: Uint8Array,
  random: (below: number) => number,
  seeds: readonly Uint8Array[],
): Uint8Array {
  if (bytes.length === 0) return Uint8Array.of(random(256));
  // Headers are where structure is: half of all changes fall into the first kilobyte.
  const at = random(random(2) === 0 ? Math.min(bytes.length, 1024) : bytes.length);
  switch (random(7)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      return bytes;
    case 1:
      bytes[at] = random(256);
      return bytes;
    case 2: {
      const value = interesting[random(interesting.length)] ?? 0;
      const width = [1, 2, 4][random(3)] ?? 1;
      const littleEndian = random(2) === 0;
      for (let index = 0; index < width && at + index < bytes.length; index += 1) {
        const shift = 8 * (littleEndian ? index : width - 1 - index);
        bytes[at + index] = (value >>> shift) & 0xff;
      }
      return bytes;
    }
    case 3:
      return bytes.slice(0, at);
    case 4: {
      const length = 1 + random(64);
      return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length)));
    }
    case 5: {
      const from = random(bytes.length);
      const piece = bytes.slice(from, from + 1 + random(256));
      return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
    }
    default: {
      const other = seeds[random(seeds.length)] ?? bytes;
      const from = random(Math.max(1, other.length));
      return joined(bytes.subarray(0, at), other.subarray(from, from + 1 + random(512)), bytes.subarray(at));
    }
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
