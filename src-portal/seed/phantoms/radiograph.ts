/** Attenuation summed along the rays; millimetres, x to the right of the picture, y down. */
export class Radiograph {
  readonly width: number;
  readonly height: number;
  readonly pixel: number;
  readonly left: number;
  readonly top: number;
  readonly values: Float32Array;

  constructor(width: number, height: number, pixel: number) {
    this.width = width;
    this.height = height;
    this.pixel = pixel;
    this.left = -((width - 1) / 2) * pixel;
    this.top = -((height - 1) / 2) * pixel;
    this.values = new Float32Array(width * height);
  }

  each(
    minX: number,
    minY: number,
    maxX: number,
    maxY: number,
    visit: (x: number, y: number, value: number) => number,
  ): void {
    const { pixel, left, top, width, height, values } = this;
    const x0 = Math.max(0, Math.floor((minX - left) / pixel));
    const x1 = Math.min(width - 1, Math.ceil((maxX - left) / pixel));
    const y0 = Math.max(0, Math.floor((minY - top) / pixel));
    const y1 = Math.min(height - 1, Math.ceil((maxY - top) / pixel));
    for (let row = y0; row <= y1; row++) {
      for (let column = x0; column <= x1; column++) {
        const index = row * width + column;
        values[index] = visit(left + column * pixel, top + row * pixel, values[index] ?? 0);
      }
    }
  }
}

/** The length of a ray through a round thing of radius `radius`, `d` from its axis. */
export const chord = (radius: number, d: number): number =>
  d < radius ? 2 * Math.sqrt(radius * radius - d * d) : 0;

/** Softens by a box of 2n + 1 pixels in both directions, twice: focal spot and detector. */
export function soften(values: Float32Array, width: number, height: number, n: number): void {
  for (let pass = 0; pass < 2; pass++) {
    softenRows(values, width, height, n);
    softenColumns(values, width, height, n);
  }
}

function softenRows(values: Float32Array, width: number, height: number, n: number): void {
  const line = new Float32Array(width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    line.set(values.subarray(start, start + width));
    let sum = (line[0] ?? 0) * n;
    for (let i = 0; i <= n; i++) sum += line[i] ?? 0;
    for (let i = 0; i < width; i++) {
      values[start + i] = sum / (2 * n + 1);
      sum += (line[Math.min(width - 1, i + n + 1)] ?? 0) - (line[Math.max(0, i - n)] ?? 0);
    }
  }
}

/** All columns at once, row by row: memory is read in its order. */
function softenColumns(values: Float32Array, width: number, height: number, n: number): void {
  const source = values.slice();
  const sums = new Float32Array(width);
  const add = (row: number, sign: number): void => {
    const start = Math.min(height - 1, Math.max(0, row)) * width;
    for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + sign * (source[start + i] ?? 0);
  };
  for (let row = -n; row <= n; row++) add(row, 1);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    for (let i = 0; i < width; i++) values[start + i] = (sums[i] ?? 0) / (2 * n + 1);
    add(row + n + 1, 1);
    add(row - n, -1);
  }
}

/** The lead letter G (« gauche »), upright, `size` millimetres high: negative inside. */
export function letterG(x: number, y: number, size: number): number {
  const u = (x / size) * 2;
  const v = (y / size) * 2;
  const radius = Math.hypot(u * 1.15, v);
  const open = u > 0.25 && v > -0.5 && v < 0.1;
  const ring = open ? 1 : Math.abs(radius - 0.85) - 0.14;
  const bar = Math.max(Math.abs(u - 0.48) - 0.26, Math.abs(v - 0.12) - 0.11);
  const stem = Math.max(Math.abs(u - 0.63) - 0.11, v < 0.1 || v > 0.66 ? 1 : -1);
  return (Math.min(ring, bar, stem) * size) / 2;
}
