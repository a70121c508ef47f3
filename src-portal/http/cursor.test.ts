import { expect, it } from 'vitest';
import { decodeCursor, decodeInstantCursor, encodeCursor, pageOf } from './cursor.ts';

const id = '01900000-0000-7000-8000-000000000000';

it('gives back what it was given, and refuses the rest', () => {
  expect(decodeCursor(encodeCursor('Écho', id))).toEqual(['Écho', id]);
  expect(decodeInstantCursor(encodeCursor('2026-03-03T09:00:00.000Z', id))?.at.getTime()).toBe(1772528400000);
  expect(decodeCursor(undefined)).toBeNull();
  for (const bad of ['', 'x', encodeCursor('a', 'b'), Buffer.from('[1]').toString('base64url')]) {
    expect(() => decodeCursor(bad)).toThrow();
  }
  for (const bad of ['tomorrow', '0000-01-01T00:00:00Z'])
    expect(() => decodeInstantCursor(encodeCursor(bad, id))).toThrow();
  expect(() => decodeCursor(encodeCursor('a\0', id))).toThrow();
});

it('knows whether there is more from one row too many', () => {
  expect(pageOf([1, 2, 3], 2, String)).toEqual({ items: [1, 2], nextCursor: '2' });
  expect(pageOf([1, 2], 2, String)).toEqual({ items: [1, 2], nextCursor: null });
});
