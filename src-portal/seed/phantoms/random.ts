export type Random = () => number;

/** Mulberry32: small, fast, and the same everywhere. Uniform in [0, 1). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Near to normal, mean 0 and standard deviation 1: a sum of four (Irwin and Hall), much quicker than a logarithm. */
export function gaussian(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.SQRT2 * 1.224_744_871;
}
