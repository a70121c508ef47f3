import { describe, expect, it } from 'vitest';
import { layoutOf, rearranged } from './layout.ts';

describe('a layout', () => {
  it('has at least one cell and at most sixteen', () => {
    expect(layoutOf(0, 9)).toEqual({ rows: 1, columns: 4 });
  });

  it('grows by new cells and keeps the active one when it shrinks', () => {
    let next = 10;
    const add = (): number => (next += 1);
    expect(rearranged([1, 2], 2, layoutOf(2, 2), add)).toEqual([1, 2, 11, 12]);
    expect(rearranged([1, 2, 11, 12], 12, layoutOf(1, 2), add)).toEqual([1, 12]);
    expect(rearranged([1, 2, 3, 4], 1, layoutOf(1, 1), add)).toEqual([1]);
  });
});
