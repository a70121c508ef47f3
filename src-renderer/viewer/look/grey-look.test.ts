import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyFrame } from './display-frame.ts';
import { greyLook, type PresentedGreys } from './grey-look.ts';
import { fullRange } from './presets.ts';

const grey = (change: Partial<GreyFrame> = {}): GreyFrame => ({
  kind: 'grey',
  rows: 1,
  columns: 4,
  values: Uint8Array.from([0, 50, 100, 255]),
  min: 0,
  max: 255,
  slope: 1,
  intercept: 0,
  units: '',
  windows: [{ center: 127.5, width: 255 }],
  windowShape: 'linear-exact',
  inverted: false,
  through: null,
  ...change,
});
const format = { bitsStored: 8, signed: false };
const plain: PresentedGreys = {
  modality: null,
  window: null,
  windowShape: 'linear-exact',
  voiTable: null,
  inverted: false,
  table: null,
  palette: null,
  ofDifferences: false,
};
const table = (entries: number[], first = 0, bits = 8) => ({
  first,
  entries: Uint16Array.from(entries),
  bits,
  explanation: '',
});
const own = { window: null, inverted: false, presented: null };

describe('greyLook', () => {
  it('is a straight line for a window, and for a sigmoid the curve of PS3.3 C.11.2.1.3', () => {
    expect(greyLook(grey(), format, own)).toEqual({ lower: 0, upper: 255, inverted: false, curve: null });
    const window = { center: 100, width: 50 };
    const { curve } = greyLook(grey({ windowShape: 'sigmoid' }), format, { ...own, window });
    expect(curve?.[100]).toBe(128);
    expect(curve?.[125]).toBe(Math.round(255 / (1 + Math.exp(-2))));
  });

  it('goes through all the tables of a presentation state', () => {
    const presented: PresentedGreys = {
      ...plain,
      // Reversed, doubled, and at last halved.
      modality: { slope: 1, intercept: 0, table: table(Array.from({ length: 256 }, (_, at) => 255 - at)) },
      voiTable: table(Array.from({ length: 256 }, (_, at) => Math.min(255, at * 2))),
      table: table(Array.from({ length: 256 }, (_, at) => at / 2)),
    };
    const { curve } = greyLook(grey(), format, { ...own, presented });
    expect([0, 155, 205, 255].map((value) => curve?.[value])).toEqual([127, 100, 50, 0]);
  });

  it('keeps greys below the first value of a supplemental palette, whatever the light (PS3.3 C.7.6.19)', () => {
    const channel = (by: number) =>
      table(
        [1, 2].map((entry) => entry * by),
        200,
      );
    const supplement = { red: channel(10), green: channel(20), blue: channel(30) };
    const window = { center: 50, width: 100 };
    const { colours } = greyLook(grey({ supplement }), format, { ...own, window, inverted: true });
    const at = (value: number) => [...(colours ?? [])].slice(value * 3, value * 3 + 3);
    expect([at(0), at(199), at(200), at(201), at(255)]).toEqual([
      [255, 255, 255],
      [0, 0, 0],
      [10, 20, 30],
      [20, 40, 60],
      [20, 40, 60],
    ]);
  });

  it('takes no rescaling from the image where its presentation state has none, but for a window of a person', () => {
    const rescaled = grey({ slope: 2, intercept: -100 });
    const window = { center: 100, width: 200 };
    const presented = { ...plain, window };
    expect(greyLook(rescaled, format, { ...own, presented }).curve?.[50]).toBe(64);
    expect(greyLook(rescaled, format, { ...own, window, presented }).curve?.[50]).toBe(0);
    expect(greyLook(rescaled, format, { ...own, window, presented }).curve?.[100]).toBe(128);
  });

  it('gives the colours of a palette, by how bright a value is in the window', () => {
    const channel = (by: number) => table([0, 1, 2, 3].map((entry) => entry * by));
    const palette = { red: channel(10), green: channel(20), blue: channel(30) };
    const presented = { ...plain, window: { center: 100, width: 100 }, palette };
    const at = (value: number, inverted = false) =>
      greyLook(grey(), format, { window: null, inverted, presented }).colours?.slice(
        value * 3,
        value * 3 + 3,
      );
    expect([...(at(20) ?? [])]).toEqual([0, 0, 0]);
    expect([...(at(85) ?? [])]).toEqual([10, 20, 30]);
    expect([...(at(200) ?? [])]).toEqual([30, 60, 90]);
    expect([...(at(200, true) ?? [])]).toEqual([0, 0, 0]);
  });

  it('takes its inversion and not the photometric interpretation, and a person’s on top', () => {
    const inverse = { ...plain, inverted: true };
    const at = (change: Partial<GreyFrame>, presented: PresentedGreys, inverted = false) =>
      greyLook(grey(change), format, { window: null, inverted, presented }).curve?.[0];
    expect(at({ inverted: true }, plain)).toBe(0);
    expect(at({ inverted: true }, inverse)).toBe(255);
    expect(at({}, inverse, true)).toBe(0);
  });

  it('lets a person’s window take the place of its own', () => {
    const presented = { ...plain, window: { center: 50, width: 10 } };
    const { curve } = greyLook(grey(), format, {
      window: { center: 200, width: 10 },
      inverted: false,
      presented,
    });
    expect([curve?.[190], curve?.[210]]).toEqual([0, 255]);
  });

  it('never leaves what a screen can show, whatever the tables', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(65_535), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: -500, max: 500 }),
        fc.boolean(),
        (entries, first, inverted) => {
          const presented = { ...plain, voiTable: table(entries, first, 16), inverted };
          const { curve } = greyLook(grey({ values: new Int16Array(4) }), format, { ...own, presented });
          expect(curve).toHaveLength(65_536);
        },
      ),
      { numRuns: 20 },
    );
  });
});

it('the full range has the lowest value black and the highest white', () => {
  for (const windowShape of ['linear', 'linear-exact'] as const) {
    const frame = grey({ windowShape, min: 10, max: 90 });
    const { lower, upper } = greyLook(frame, format, { ...own, window: fullRange(frame) });
    expect([lower, upper]).toEqual([10, 90]);
  }
});
