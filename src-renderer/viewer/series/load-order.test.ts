import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepCount, loadOrder } from './load-order.ts';

describe('loadOrder', () => {
  it('starts with what is looked at, then two ahead for each one behind', () => {
    expect(loadOrder(5, 1, 12)).toEqual([5, 6, 7, 4, 8, 9, 3, 10, 11, 2, 1, 0]);
    expect(loadOrder(5, -1, 12).slice(0, 5)).toEqual([5, 4, 3, 6, 2]);
  });

  it('names every image once, for any place and direction', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.integer({ min: -5, max: 2000 }),
        fc.constantFrom(1, -1),
        (count, current, direction) => {
          const order = loadOrder(current, direction === 1 ? 1 : -1, count);
          expect([...order].sort((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, index) => index),
          );
        },
      ),
    );
  });
});

describe('keepCount', () => {
  it('keeps what fits, and a few in any case', () => {
    expect(keepCount(1000, 50_000, 100)).toBe(50);
    expect(keepCount(1e9, 1000, 100)).toBe(8);
    expect(keepCount(1000, 1e9, 100)).toBe(100);
  });
});
