import { describe, expect, it } from 'vitest';
import { greyTable } from './paint.ts';

const greyOf = (table: Uint32Array, value: number): number => (table[value & (table.length - 1)] ?? 0) & 0xff;

describe('greyTable', () => {
  it('maps the window to black and white, negative values included', () => {
    const table = greyTable(
      { values: new Int16Array(1) },
      { lower: -100, upper: 100, inverted: false, curve: null },
    );
    expect([-500, -100, 0, 100, 500].map((value) => greyOf(table, value))).toEqual([0, 0, 128, 255, 255]);
  });

  it('inverts', () => {
    const table = greyTable(
      { values: new Uint8Array(1) },
      { lower: 0, upper: 255, inverted: true, curve: null },
    );
    expect([greyOf(table, 0), greyOf(table, 255)]).toEqual([255, 0]);
  });

  it('has the colours of a pseudo-colour presentation', () => {
    const colours = new Uint8Array(256 * 3);
    colours.set([1, 2, 3], 40 * 3);
    const curve = new Uint8Array(256);
    const table = greyTable(
      { values: new Uint8Array(1) },
      { lower: 0, upper: 255, inverted: false, curve, colours },
    );
    expect([...new Uint8Array(table.buffer, 40 * 4, 4)]).toEqual([1, 2, 3, 255]);
  });

  it('follows a curve where there is one', () => {
    const curve = Uint8Array.from({ length: 256 }, (_, value) => (value * 7) % 256);
    const look = { lower: 0, upper: 255, inverted: true, curve };
    expect(greyOf(greyTable({ values: new Uint8Array(1) }, look), 40)).toBe((40 * 7) % 256);
  });
});
