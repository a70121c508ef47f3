import { noiseTexture } from './noise.ts';
import { letterG, Radiograph, soften } from './radiograph.ts';
import { Thorax } from './thorax/thorax.ts';

/** Values a line, and how far apart they are: millimetres. */
const size = 300;
const across = 1.2;
/** Lines, and how far apart they are: millimetres. */
const rows = 200;
const spacing = 1.5;

export interface ChestProjections {
  /** Seen from the front and from the left: attenuation, `rows` lines of `size` values. */
  readonly front: Float32Array;
  readonly side: Float32Array;
}

/** X-rays through the same thorax as the CT's. Bone counts for more than at the CT's hard rays. */
export function projectThorax(): ChestProjections {
  const thorax = new Thorax({
    size,
    pixel: across,
    contrast: false,
    nodule: false,
    shift: [0, 0],
    noise: 0,
    seed: 3,
    standing: true,
  });
  const front = new Float32Array(rows * size);
  const side = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const values = thorax.slice((row + 0.5) * spacing);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const hu = values[y * size + x] ?? -1000;
        if (hu < -990) continue;
        const density = (hu + 1000) / 1000 + (hu > 130 ? (hu - 130) / 700 : 0);
        front[row * size + x] = (front[row * size + x] ?? 0) + density * 0.0185 * across;
        // From the patient's left: the front of the body is at the left of the picture.
        side[row * size + y] = (side[row * size + y] ?? 0) + density * 0.0185 * across;
      }
    }
  }
  return { front, side };
}

/** Catmull and Rom's spline through four neighbours. */
function cubic(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

function enlarge(source: Float32Array, picture: Radiograph): void {
  const { width, height, pixel, left, top, values } = picture;
  const columns = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const at = (i: number): number => source[row * size + Math.min(size - 1, Math.max(0, i))] ?? 0;
    for (let column = 0; column < width; column++) {
      const x = (left + column * pixel) / across + (size - 1) / 2;
      const i = Math.floor(x);
      columns[row * width + column] = cubic(at(i - 1), at(i), at(i + 1), at(i + 2), x - i);
    }
  }
  for (let line = 0; line < height; line++) {
    const y = (top + line * pixel) / spacing + (rows - 1) / 2;
    const i = Math.floor(y);
    for (let column = 0; column < width; column++) {
      const at = (j: number): number => columns[Math.min(rows - 1, Math.max(0, j)) * width + column] ?? 0;
      values[line * width + column] = cubic(at(i - 1), at(i), at(i + 1), at(i + 2), y - i);
    }
  }
}

/** What is shown: detail lifted over a softened background, as digital systems do; 0 to about 1. */
export function chestRadiograph(
  projection: Float32Array,
  width: number,
  height: number,
  pixel: number,
): Radiograph {
  const picture = new Radiograph(width, height, pixel);
  enlarge(projection, picture);
  const fine = picture.values.slice();
  soften(fine, width, height, Math.round(0.9 / pixel));
  const coarse = picture.values.slice();
  soften(coarse, width, height, Math.round(22 / pixel));
  const grain = noiseTexture(55, 1);
  const { values } = picture;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const background = coarse[index] ?? 0;
    const detail = value - (fine[index] ?? 0);
    const noise = grain.at((index % width) + 7, ((index / width) | 0) + 11) * 0.006;
    const even = value * 0.62 + (value - background) * 0.38 + detail * 1.6;
    values[index] = Math.max(0, even / 3.1) ** 0.92 + noise;
  }
  const mx = 158;
  const my = -118;
  picture.each(mx - 9, my - 9, mx + 9, my + 9, (x, y, value) =>
    letterG(x - mx, y - my, 13) < 0 ? 1.15 : value,
  );
  return picture;
}
