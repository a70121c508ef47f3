import { deflateRaw } from 'pako';
import { describe, expect, it } from 'vitest';
import { inflateRaw } from './inflate.ts';

describe('inflateRaw', () => {
  it('inflates what fits', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 7);
    expect(inflateRaw(deflateRaw(bytes), 5000)).toEqual(bytes);
  });

  it('stops a small file that would take a lot of memory', () => {
    const bomb = deflateRaw(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    expect(() => inflateRaw(bomb, 1_000_000)).toThrow('inflates to more than');
  });

  it('refuses noise', () => {
    expect(() => inflateRaw(Uint8Array.from([255, 254, 253, 1, 2, 3]), 1000)).toThrow('damaged');
  });
});
