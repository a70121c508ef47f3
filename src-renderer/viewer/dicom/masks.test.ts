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
          shift: { down: 0.5, right: -1 },
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
