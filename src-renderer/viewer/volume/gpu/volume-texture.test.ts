import { describe, expect, it } from 'vitest';
import { fitsGpu } from './volume-texture.ts';

const MEBIBYTE = 2 ** 20;

describe('whether a volume can lie on the GPU', () => {
  it('takes no side longer than a texture may have', () => {
    expect(fitsGpu([512, 512, 2048], 2048, 1024 * MEBIBYTE)).toBe(true);
    expect(fitsGpu([512, 512, 2049], 2048, 2048 * MEBIBYTE)).toBe(false);
    expect(fitsGpu([64, 64, 64], 0, MEBIBYTE)).toBe(false);
  });

  it('takes no more memory than it may', () => {
    expect(fitsGpu([512, 512, 1024], 2048, 512 * MEBIBYTE)).toBe(true);
    expect(fitsGpu([512, 512, 1025], 2048, 512 * MEBIBYTE)).toBe(false);
  });
});
