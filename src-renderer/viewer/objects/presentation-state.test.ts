import { describe, expect, it } from 'vitest';
import { readPart10 } from '../dicom/part10.ts';
import { readPresentationState } from './presentation-state.ts';

const text = (value: string): number[] => Array.from(value, (letter) => letter.charCodeAt(0));
const uint16s = (...values: number[]): number[] => values.flatMap((value) => [value & 255, value >> 8]);
const longVrs = new Set(['SQ', 'OW', 'OB']);

/** An element in explicit VR little endian. */
const element = (tag: number, vr: string, given: readonly number[]): number[] => {
  const value = given.length % 2 === 0 ? given : [...given, vr === 'UI' ? 0 : 32];
  const { length } = value;
  const head = [...uint16s(tag >>> 16, tag & 0xffff), ...text(vr)];
  return longVrs.has(vr)
    ? [...head, 0, 0, ...uint16s(length & 0xffff, length >>> 16), ...value]
    : [...head, ...uint16s(length), ...value];
};
const item = (...elements: number[][]): number[] => {
  const value = elements.flat();
  return [...uint16s(0xfffe, 0xe000), ...uint16s(value.length & 0xffff, value.length >>> 16), ...value];
};

const state = (sopClass: string, ...elements: number[][]) => {
  const meta = element(0x00020010, 'UI', text('1.2.840.10008.1.2.1'));
  const file = [
    ...Array.from({ length: 128 }, () => 0),
    ...text('DICM'),
    ...element(0x00020000, 'UL', [...uint16s(meta.length), 0, 0]),
    ...meta,
    ...element(0x00080016, 'UI', text(sopClass)),
    ...elements.flat(),
  ];
  return readPresentationState(readPart10(Uint8Array.from(file)).dataset);
};

const palette = [0x1101, 0x1102, 0x1103].map((at) => element(0x00280000 + at, 'US', uint16s(4, 0, 8)));
const channels = [0x1201, 0x1202, 0x1203].map((at, channel) =>
  element(
    0x00280000 + at,
    'OW',
    [0, 10, 20, 30].map((value) => value + channel),
  ),
);
const references = element(
  0x00081115,
  'SQ',
  item(element(0x00081140, 'SQ', item(element(0x00081155, 'UI', text('1.2.3'))))),
);

describe('readPresentationState', () => {
  it('has the palette of a pseudo-colour state, and of no other', () => {
    const pseudo = state('1.2.840.10008.5.1.4.1.1.11.3', ...palette, ...channels);
    expect(pseudo.palette?.green.entries).toHaveLength(4);
    expect(pseudo.unshown).toBeNull();
    expect(state('1.2.840.10008.5.1.4.1.1.11.1', ...palette, ...channels).palette).toBeNull();
  });

  it('names a blending as not shown, with the images of both its sides', () => {
    const blending = element(0x00700402, 'SQ', [...item(references), ...item(references)]);
    const read = state('1.2.840.10008.5.1.4.1.1.11.4', ...palette, ...channels, blending);
    expect(read).toMatchObject({ unshown: 'blending', palette: null });
    expect(read.references.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(['1.2.3', '1.2.3']);
  });

  it('names colours of another device than a screen as not shown', () => {
    const profile = (words: string) => element(0x00282000, 'OB', text(words));
    expect(state('1.2.840.10008.5.1.4.1.1.11.2', profile('desc sRGB IEC61966-2.1')).unshown).toBeNull();
    expect(state('1.2.840.10008.5.1.4.1.1.11.2', profile('desc Printer X')).unshown).toBe('profile');
  });

  it('has the masks that it names, each for the images that it is for (PS3.3 C.11.13, C.11.19)', () => {
    const operation = (name: string, ...more: number[][]) =>
      item(element(0x00286101, 'CS', text(name)), element(0x00286110, 'US', uint16s(2)), ...more);
    const image = element(0x00081140, 'SQ', item(element(0x00081155, 'UI', text('1.2.3'))));
    const masked = (...items: number[][]) =>
      state('1.2.840.10008.5.1.4.1.1.11.5', element(0x00286100, 'SQ', items.flat()));
    expect(masked(operation('AVG_SUB', image), operation('NONE'))).toMatchObject({
      unshown: null,
      masks: [{ references: [{ sopInstanceUid: '1.2.3' }], mask: { operation: 'average', masks: [1] } }],
    });
    expect(masked(operation('OTHER'))).toMatchObject({ unshown: 'subtraction', masks: [] });
    expect(masked(operation('NONE'))).toMatchObject({ unshown: null, masks: [] });
  });

  it('draws graphics from the lowest layer up, each in the colour that its layer recommends', () => {
    const graphic = (layer: string) => item(element(0x00700002, 'CS', text(layer)));
    const layer = (name: string, order: string, ...colour: number[][]) =>
      item(element(0x00700002, 'CS', text(name)), element(0x00700062, 'IS', text(order)), ...colour);
    const read = state(
      '1.2.840.10008.5.1.4.1.1.11.1',
      element(0x00700001, 'SQ', [...graphic('TOP'), ...graphic('LOW'), ...graphic('NONE')]),
      element(0x00700060, 'SQ', [
        ...layer('TOP', '2', element(0x00700401, 'US', uint16s(65_535, 32_896, 32_896))),
        ...layer('LOW', '1', element(0x00700066, 'US', uint16s(0x8000))),
      ]),
    );
    expect(read.graphics.map(({ colour }) => colour)).toEqual([null, [128, 128, 128], [255, 255, 255]]);
  });

  it('covers with a bitmap shutter, which is no drawing (PS3.3 C.7.6.15)', () => {
    const plane = (group: number) => [
      element((group << 16) | 0x0010, 'US', uint16s(2)),
      element((group << 16) | 0x0011, 'US', uint16s(2)),
      element((group << 16) | 0x3000, 'OW', [3, 0]),
    ];
    const shutter = [element(0x00181600, 'CS', text('BITMAP')), element(0x00181623, 'US', uint16s(0x6002))];
    const read = state('1.2.840.10008.5.1.4.1.1.11.1', ...shutter, ...plane(0x6000), ...plane(0x6002));
    expect(read.overlays.map(({ group }) => group)).toEqual(['6000']);
    expect(read.shutterPlane?.group).toBe('6002');
  });

  it('has the size in which an area and its pixels are to be shown, and names a subtraction as not shown', () => {
    const corner = (at: number, x: number, y: number) =>
      element(at, 'SL', [...uint16s(x), 0, 0, ...uint16s(y), 0, 0]);
    const area = (...size: number[][]) => item(corner(0x00700052, 1, 1), corner(0x00700053, 9, 9), ...size);
    const magnify = element(0x00700103, 'FL', [0, 0, 0x20, 0x40]);
    const read = state(
      '1.2.840.10008.5.1.4.1.1.11.5',
      element(0x00286100, 'SQ', item(element(0x00286101, 'CS', text('AVG_SUB')))),
      element(0x0070005a, 'SQ', [
        ...area(element(0x00700100, 'CS', text('MAGNIFY')), magnify),
        ...area(element(0x00700100, 'CS', text('TRUE SIZE')), element(0x00700101, 'DS', text('0.3\\0.15'))),
        ...area(element(0x00700100, 'CS', text('SCALE TO FIT')), element(0x00700102, 'IS', text('1\\2'))),
      ]),
    );
    expect(read.areas.map(({ mode }) => mode)).toEqual([{ magnify: 2.5 }, 'true-size', 'fit']);
    expect(read.areas.map(({ spacing }) => spacing)).toEqual([null, { row: 0.3, column: 0.15 }, null]);
    expect(read.areas.map(({ aspect }) => aspect)).toEqual([null, null, 0.5]);
    expect(read.unshown).toBe('subtraction');
  });
});
