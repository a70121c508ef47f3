import { describe, expect, it } from 'vitest';
import { halved, halvings } from './mask-canvas.ts';

/** White where there is a 1. */
const dots = (...rows: string[]): Uint8ClampedArray<ArrayBuffer> =>
  new Uint8ClampedArray(
    Array.from(rows.join('')).flatMap((dot) => (dot === '1' ? [255, 255, 255, 255] : [0, 0, 0, 0])),
  );

const seen = (pixels: Uint8ClampedArray, width: number): string[] =>
  Array.from({ length: pixels.length / 4 / width }, (_, row) =>
    Array.from({ length: width }, (__, column) =>
      pixels[(row * width + column) * 4 + 3] === 255 ? '1' : '0',
    ).join(''),
  );

describe('a mask that is drawn smaller than it is', () => {
  it('keeps lines that are one dot wide, whether they lie on odd or on even columns and rows', () => {
    const cross = dots('00100', '00100', '00100', '11111', '00100');
    expect(seen(halved(cross, 5, 5), 3)).toEqual(['010', '111', '010']);
  });

  it('keeps the colour of what covers most', () => {
    const pixels = new Uint8ClampedArray([1, 2, 3, 40, 4, 5, 6, 200, 7, 8, 9, 0, 10, 11, 12, 199]);
    expect([...halved(pixels, 2, 2)]).toEqual([4, 5, 6, 200]);
  });

  it('is halved until less than a half is left, and never away', () => {
    const size = { width: 1000, height: 600 };
    expect([2, 1, 0.78, 0.5, 0.26, 0.25, 0.1].map((scale) => halvings(scale, size))).toEqual([
      0, 0, 0, 1, 1, 2, 3,
    ]);
    expect(halvings(0.0001, size)).toBe(9);
    expect(halvings(0, { width: 1, height: 40 })).toBe(0);
  });
});
