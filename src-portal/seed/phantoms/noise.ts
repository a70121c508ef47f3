import { gaussian, randomFrom } from './random.ts';

const size = 512;
const mask = size - 1;

/** A square of noise that repeats without a seam; standard deviation 1. Sampled with an offset of its own for every image. */
export interface NoiseTexture {
  readonly values: Float32Array;
  /** Value at integer coordinates, wrapped. */
  at(x: number, y: number): number;
}

function blur(source: Float32Array, radius: number, horizontal: boolean): Float32Array<ArrayBuffer> {
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-(((i - radius) / radius) ** 2) * 2),
  );
  const result = new Float32Array(source.length);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let i = -radius; i <= radius; i++) {
        const index = horizontal ? y * size + ((x + i) & mask) : ((y + i) & mask) * size + x;
        sum += (source[index] ?? 0) * (weights[i + radius] ?? 0);
      }
      result[y * size + x] = sum;
    }
  }
  return result;
}

const made = new Map<string, NoiseTexture>();

/**
 * Gaussian noise whose grain is `grain` pixels wide (0: white), as a reconstruction kernel leaves it.
 * `stretch` makes the grain longer along x: streaks through the shoulders. The same texture is made once.
 */
export function noiseTexture(seed: number, grain: number, stretch = 1): NoiseTexture {
  const key = `${seed} ${grain} ${stretch}`;
  const existing = made.get(key);
  if (existing) return existing;
  const texture = makeTexture(seed, grain, stretch);
  made.set(key, texture);
  return texture;
}

function makeTexture(seed: number, grain: number, stretch: number): NoiseTexture {
  const random = randomFrom(seed);
  let values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) values[i] = gaussian(random);
  if (grain > 0) {
    values = blur(values, Math.max(1, Math.round(grain * stretch)), true);
    values = blur(values, Math.max(1, Math.round(grain)), false);
  }
  let power = 0;
  for (const value of values) power += value * value;
  const scale = 1 / Math.sqrt(power / values.length);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
  return { values, at: (x, y) => values[(y & mask) * size + (x & mask)] ?? 0 };
}
