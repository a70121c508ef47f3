import { describe, expect, it } from 'vitest';
import { imageElements, type TestElement, writeDicom } from '../testing/write-dicom.ts';
import { openInstance } from './describe.ts';
import type { Subtraction } from './types.ts';

const read = (modality: string, frames: number, ...elements: TestElement[]): Subtraction | null =>
  openInstance(
    writeDicom('1.2.840.10008.1.2.1', [
      ...imageElements(2, 2),
      ['00080060', 'CS', modality],
      ['00280008', 'IS', String(frames)],
      ['7fe00010', 'OB', new Uint8Array(4 * frames)],
      ...elements,
    ]),
  ).description.subtraction;

const average: TestElement[] = [
  ['00286101', 'CS', 'AVG_SUB'],
  ['00286102', 'US', [3, 6, 8, 9]],
  ['00286110', 'US', [1, 2]],
  ['00286112', 'US', 2],
  ['00286114', 'FL', [0.5, -1]],
];

describe('readSubtraction', () => {
  it('reads which frames are taken from which, and whether at first', () => {
    const found = read(
      'XA',
      9,
      ['00286100', 'SQ', [average, [['00286101', 'CS', 'NONE']]]],
      ['00281090', 'CS', 'SUB'],
      ['00281040', 'CS', 'LIN'],
      ['00281041', 'SS', -1],
      ['00286010', 'US', 5],
    );
    expect(found).toEqual({
      items: [
        {
          operation: 'average',
          ranges: [
            [2, 5],
            [7, 8],
          ],
          masks: [0, 1],
          averaged: 2,
          offset: 1,
          shifts: [{ down: 0.5, right: 1, ranges: null, outline: null }],
          seen: [],
        },
      ],
      recommended: true,
      representative: 4,
      linear: true,
      brightIsLess: true,
    });
  });

  it('takes an empty offset as one, and a negative one as it is', () => {
    const tid = (offset: TestElement[2]): Subtraction | null =>
      read('XA', 3, [
        '00286100',
        'SQ',
        [
          [
            ['00286101', 'CS', 'TID'],
            ['00286120', 'SS', offset],
          ],
        ],
      ]);
    expect(tid([])?.items[0]).toMatchObject({ operation: 'before', ranges: null, offset: 1 });
    expect(tid(-2)?.items[0]).toMatchObject({ offset: -2 });
    expect(tid(-2)?.recommended).toBe(false);
  });

  it('reads how much of the mask stays to be seen, of stretches of frames or of all (PS3.3 C.8.19.7)', () => {
    const seen = (...elements: TestElement[]) =>
      read('XA', 9, ['00286100', 'SQ', [average]], ...elements)?.items[0]?.seen;
    const stretch: TestElement[] = [
      ['00082142', 'IS', '3'],
      ['00082143', 'IS', '5'],
      ['00289478', 'FL', 25],
    ];
    const all: TestElement = ['00289478', 'FL', 50];
    expect(seen(['00089458', 'SQ', [stretch]], all)).toEqual([
      { ranges: [[2, 4]], part: 0.25 },
      { ranges: null, part: 0.5 },
    ]);
    expect(seen(['00289478', 'FL', 101])).toEqual([]);
    // As a presentation state has it.
    expect(seen(['00289505', 'SQ', [[['00089458', 'SQ', [stretch]]]]])).toEqual([
      { ranges: [[2, 4]], part: 0.25 },
    ]);
  });

  it('has the shifts that each frame of an enhanced image gives for an item (PS3.3 C.7.6.16.2.14)', () => {
    const masked = (id: number): TestElement[] => [
      ['00286101', 'CS', 'AVG_SUB'],
      ['00286110', 'US', 1],
      ['00289416', 'US', id],
    ];
    const shift = (id: number, ...by: number[]): TestElement[] => [
      ['00286114', 'FL', by],
      ['00289416', 'US', id],
    ];
    const group = (...shifts: TestElement[][]): TestElement[] => [['00289415', 'SQ', shifts]];
    const found = read(
      'XA',
      3,
      ['00286100', 'SQ', [masked(100), masked(7)]],
      ['52009229', 'SQ', [group(shift(7, 4, 5))]],
      ['52009230', 'SQ', [group(), group(shift(100, 1.5, 2.5)), group(shift(7, 0, 1), shift(100, 3, 0))]],
    );
    expect(found?.items.map(({ shifts }) => shifts)).toEqual([
      [
        { down: 1.5, right: -2.5, ranges: [[1, 1]], outline: null },
        { down: 3, right: 0, ranges: [[2, 2]], outline: null },
      ],
      [
        { down: 4, right: -5, ranges: null, outline: null },
        { down: 0, right: -1, ranges: [[2, 2]], outline: null },
      ],
    ]);
  });

  it('has the shifts of stretches and regions (PS3.3 C.11.19.1.2)', () => {
    const region = (corners: number[], ...by: number[]): TestElement[] => [
      ['00286114', 'FL', by],
      ...(corners.length === 0 ? [] : [['00289503', 'SS', corners] satisfies TestElement]),
    ];
    const stretch: TestElement[] = [
      ['00289502', 'SQ', [region([], 1, 1), region([1, 1, 1, 4, 3, 4], 2, 0), region([1, 1, 2, 2], 9, 9)]],
      ['00289506', 'US', [4, 7]],
    ];
    const found = read('XA', 9, [
      '00286100',
      'SQ',
      [[...average.slice(0, 3), ['00289501', 'SQ', [stretch]]]],
    ]);
    expect(found?.items[0]?.shifts).toEqual([
      { down: 1, right: -1, ranges: [[3, 6]], outline: null },
      {
        down: 2,
        right: 0,
        ranges: [[3, 6]],
        outline: [
          [0, 0],
          [0, 3],
          [2, 3],
        ],
      },
    ]);
  });

  it('finds what the values of an enhanced image count', () => {
    const shared: TestElement = ['52009229', 'SQ', [[['00289443', 'SQ', [[['00281040', 'CS', 'LIN']]]]]]];
    expect(read('XA', 3, shared)).toMatchObject({ items: [], recommended: false, linear: true });
  });

  it('is for runs: any of X-rays, others where the file names a mask', () => {
    expect(read('XA', 1)).toBeNull();
    expect(read('US', 3)).toBeNull();
    expect(read('US', 3, ['00286100', 'SQ', [average]])?.items).toHaveLength(1);
    expect(read('RF', 3)).toMatchObject({ items: [], linear: false });
  });
});
