import { describe, expect, it } from 'vitest';
import { openInstance } from './dicom/describe.ts';
import { readPart10 } from './dicom/part10.ts';
import type { InstanceDescription } from './dicom/types.ts';
import { presentationOn } from './layers/presented.ts';
import { displayFrame } from './look/display-frame.ts';
import { greyLook } from './look/grey-look.ts';
import { readPresentationState } from './objects/presentation-state.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { type ImageState, waiting } from './series/stack-list.ts';
import { type MasksBy, StackSubtraction, type Wish } from './stack-subtraction.ts';
import { imageElements, type TestElement, writeDicom } from './testing/write-dicom.ts';

const FRAMES = 5;

const described = (...elements: TestElement[]): InstanceDescription =>
  openInstance(
    writeDicom('1.2.840.10008.1.2.1', [
      ...imageElements(1, 4),
      ['00080060', 'CS', 'XA'],
      ['00280008', 'IS', String(FRAMES)],
      ['7fe00010', 'OB', new Uint8Array(4 * FRAMES)],
      ...elements,
    ]),
  ).description;

const named = described(
  ['00281090', 'CS', 'SUB'],
  [
    '00286100',
    'SQ',
    [
      [
        ['00286101', 'CS', 'AVG_SUB'],
        ['00286102', 'US', [2, 5]],
        ['00286110', 'US', 1],
      ],
    ],
  ],
);

/** Bone of 100; contrast medium takes away 10 from its second pixel for each frame. */
const imageOf = (instance: InstanceDescription, frame: number): LoadedImage => ({
  instance,
  frame,
  display: displayFrame(
    {
      rows: 1,
      columns: 4,
      samplesPerPixel: 1,
      photometric: 'MONOCHROME2',
      samples: Uint8Array.from([100, 100 - 10 * frame, 100, 100]),
    },
    instance,
    frame,
  ),
});

const series = (instance: InstanceDescription) => {
  const states: ImageState[] = Array.from({ length: FRAMES }, () => waiting);
  const held: number[][] = [];
  const subtraction = new StackSubtraction();
  subtraction.begin({
    indexOf: (_, frame) => frame,
    state: (index) => states[index] ?? waiting,
    hold: (indexes) => held.push([...indexes]),
  });
  const load = (...frames: number[]): void =>
    frames.forEach((frame) => (states[frame] = { kind: 'ready', image: imageOf(instance, frame) }));
  const at = (frame: number, wish: Partial<Wish> = {}, by: MasksBy | null = null) => {
    const state = states[frame];
    if (state?.kind !== 'ready') throw new Error('not loaded');
    return subtraction.of(state.image, { subtracted: null, mask: null, ...wish }, by);
  };
  return { states, held, subtraction, load, at };
};

const shown = (found: ReturnType<StackSubtraction['of']>): number[] => {
  const display = found?.image.display;
  if (display?.kind !== 'grey') throw new Error('no grey');
  return Array.from(display.values, (value) => Math.round(value * display.slope + display.intercept));
};

describe('StackSubtraction', () => {
  it('waits for the mask and for the frame that lights the run, and keeps both', () => {
    const { held, subtraction, load, at } = series(named);
    load(3);
    expect(at(3)).toBeNull();
    expect(held.at(-1)?.toSorted()).toEqual([0, 2, 3]);
    expect(subtraction.awaits(0)).toBe(true);
    expect(subtraction.awaits(4)).toBe(false);
    load(0, 2);
    expect(shown(at(3))).toEqual([0, -30, 0, 0]);
    expect(at(3)?.facts).toEqual({ possible: true, wished: true, masks: [0] });
    expect(subtraction.isWaiting).toBe(false);
  });

  it('shows all of a run in one light, and the same picture as the same object', () => {
    const { load, at } = series(named);
    load(0, 1, 2, 3, 4);
    const windows = [1, 2, 4].map((frame) => {
      const display = at(frame)?.image.display;
      return display?.kind === 'grey' ? display.windows : null;
    });
    expect(windows[1]).toEqual(windows[0]);
    expect(windows[2]).toEqual(windows[0]);
    expect(at(4)?.image).toBe(at(4)?.image);
  });

  it('leaves as they are what the mask is not for, what nobody wishes, and what has lost its mask', () => {
    const { states, load, at } = series(named);
    load(0, 1, 2, 3, 4);
    expect(at(0)).toMatchObject({
      image: { display: { through: null } },
      facts: { wished: true, masks: [] },
    });
    expect(at(3, { subtracted: false })).toMatchObject({
      image: { display: { through: null } },
      facts: { possible: true, wished: false },
    });
    states[0] = { kind: 'failed', error: { code: 'instance-damaged', message: '' } };
    expect(at(3)).toMatchObject({
      image: { display: { through: null } },
      facts: { wished: true, masks: [] },
    });
  });

  it('takes the person’s mask, of this run alone', () => {
    const instance = described();
    const { load, at } = series(instance);
    load(0, 1, 2, 3, 4);
    expect(at(3)?.facts).toEqual({ possible: false, wished: false, masks: [] });
    const mask = { sopInstanceUid: instance.sopInstanceUid, frame: 4 };
    expect(shown(at(3, { subtracted: true, mask }))).toEqual([0, 10, 0, 0]);
    const other = { sopInstanceUid: '1.9', frame: 4 };
    expect(at(3, { subtracted: true, mask: other })?.facts).toMatchObject({ possible: false, wished: false });
  });

  it('goes by a presentation state that names masks, until it is taken off', () => {
    const { load, at } = series(described());
    load(0, 1, 2, 3, 4);
    const mask = {
      ranges: null,
      masks: [1],
      averaged: 1,
      offset: 1,
      shifts: [],
      seen: [],
      operation: 'average',
    } as const;
    const by: MasksBy = { id: 'state', masks: [mask], greys: null };
    expect(shown(at(3, {}, by))).toEqual([0, -20, 0, 0]);
    expect(at(3, {}, by)?.facts).toEqual({ possible: true, wished: true, masks: [1] });
    expect(at(3, { subtracted: false }, by)).toMatchObject({ image: { display: { through: null } } });
    expect(at(3)).toMatchObject({ image: { display: { through: null } }, facts: { wished: false } });
    // Another state is another light and other masks.
    const other: MasksBy = { id: 'other', masks: [{ ...mask, operation: 'before' }], greys: null };
    expect(shown(at(3, {}, other))).toEqual([0, -10, 0, 0]);
  });
});

describe('StackSubtraction by a presentation state’s file', () => {
  const XA_STATE = '1.2.840.10008.5.1.4.1.1.11.5';
  const image: TestElement[] = [
    ['00081150', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00081155', 'UI', '1.2.3.4'],
  ];
  const masked = (...more: TestElement[]): TestElement[] => [
    ['00286101', 'CS', 'AVG_SUB'],
    ['00286110', 'US', 2],
    ...more,
  ];
  const stateOf = (mask: TestElement[], ...elements: TestElement[]) => {
    const { dataset } = readPart10(
      writeDicom('1.2.840.10008.1.2.1', [
        ['00080016', 'UI', XA_STATE],
        ['00081115', 'SQ', [[['00081140', 'SQ', [image]]]]],
        ['00281090', 'CS', 'SUB'],
        ['00286100', 'SQ', [mask]],
        ...elements,
      ]),
    );
    return readPresentationState(dataset);
  };
  const byState = (mask: TestElement[], ...elements: TestElement[]): ((frame: number) => number[]) => {
    const state = stateOf(mask, ...elements);
    const instance = described();
    const { load, at } = series(instance);
    load(0, 1, 2, 3, 4);
    return (frame) => shown(at(frame, {}, presentationOn('state', 'label', state, imageOf(instance, frame))));
  };

  it('takes its mask away, and no other image’s', () => {
    expect(byState(masked())(4)).toEqual([0, -30, 0, 0]);
    const other: TestElement[] = [['00081155', 'UI', '1.9']];
    expect(byState(masked(['00081140', 'SQ', [other]]))(4)).toEqual([100, 60, 100, 100]);
  });

  it('lights the differences as it says, in the values of its own modality (PS3.4 N.2)', () => {
    const instance = described(['00281040', 'CS', 'LIN']);
    const greysAt = (...elements: TestElement[]) => {
      const { load, at } = series(instance);
      load(0, 1, 2, 3, 4);
      const presentation = presentationOn(
        'state',
        'label',
        stateOf(masked(), ...elements),
        imageOf(instance, 4),
      );
      const found = at(4, {}, presentation);
      const display = found?.image.display;
      if (display?.kind !== 'grey') throw new Error('no grey');
      const wish = { window: null, inverted: false, presented: presentation?.greys ?? null };
      const look = greyLook(display, instance.format, wish);
      return {
        values: shown(found),
        greys: Array.from(display.values, (value) => look.curve?.[value & 0xffff]),
      };
    };
    const voi = (...about: TestElement[]): TestElement => ['00283110', 'SQ', [about]];
    const window: TestElement[] = [
      ['00281050', 'DS', '0.5'],
      ['00281051', 'DS', '121'],
    ];
    const doubled: TestElement[] = [
      ['00281052', 'DS', '7'],
      ['00281053', 'DS', '2'],
      ['00281054', 'LO', 'US'],
    ];
    expect(greysAt(...doubled, voi(...window))).toEqual({
      values: [0, -60, 0, 0],
      greys: [128, 0, 128, 128],
    });
    expect(greysAt(voi(...window), ['20500020', 'CS', 'INVERSE'])).toEqual({
      values: [0, -30, 0, 0],
      greys: [128, 191, 128, 128],
    });
    // It says nothing of light: what lies in the difference is seen, as without a state.
    expect(greysAt().greys).toEqual(Array(4).fill(undefined));
  });

  it('leaves so much of the mask to be seen as it says, and all of it is no subtraction (PS3.3 C.8.19.7.1)', () => {
    const seen = (percent: number): TestElement => [
      '00289505',
      'SQ',
      [
        [
          ['00081140', 'SQ', [image]],
          ['00289478', 'FL', percent],
        ],
      ],
    ];
    expect(byState(masked(['00081140', 'SQ', [image]]), seen(20))(4)).toEqual([20, -12, 20, 20]);
    expect(byState(masked(), seen(100))(4)).toEqual([100, 60, 100, 100]);
  });
});

describe('StackSubtraction, against numpy', () => {
  /** Four frames of four rows and five columns, 12 bits. What is expected of them was calculated beside this application. */
  const frames = [
    [
      225, 1270, 587, 2600, 1653, 261, 969, 1689, 1422, 3307, 3520, 2633, 3706, 395, 416, 2652, 2828, 954,
      3289, 2072,
    ],
    [
      1142, 1506, 1969, 441, 3038, 3634, 1149, 2921, 2348, 3128, 3909, 3566, 3166, 3825, 1399, 3946, 1226,
      233, 3047, 3234,
    ],
    [
      813, 3311, 340, 362, 2299, 1536, 2648, 822, 2592, 1211, 3977, 3605, 1269, 3194, 3973, 994, 307, 1778,
      2498, 3496,
    ],
    [
      2001, 1423, 3038, 2702, 814, 1657, 2377, 3644, 2843, 2901, 1522, 1391, 1465, 1225, 142, 809, 1298, 1735,
      2454, 981,
    ],
  ];
  const lessMask = (frame: number, relationship: string, item: TestElement[]): number[] => {
    const instance = openInstance(
      writeDicom('1.2.840.10008.1.2.1', [
        ...imageElements(4, 5, { bits: 16 }),
        ['00280101', 'US', 12],
        ['00280102', 'US', 11],
        ['00080060', 'CS', 'XA'],
        ['00280008', 'IS', '4'],
        ['00281040', 'CS', relationship],
        ['00281090', 'CS', 'SUB'],
        ['00286100', 'SQ', [item]],
        ['7fe00010', 'OW', new Uint8Array(160)],
      ]),
    ).description;
    const images = frames.map((values, at): LoadedImage => ({
      instance,
      frame: at,
      display: displayFrame(
        {
          rows: 4,
          columns: 5,
          samplesPerPixel: 1,
          photometric: 'MONOCHROME2',
          samples: Uint16Array.from(values),
        },
        instance,
        at,
      ),
    }));
    const subtraction = new StackSubtraction();
    subtraction.begin({
      indexOf: (_, at) => at,
      state: (index) => {
        const image = images[index];
        return image === undefined ? waiting : { kind: 'ready', image };
      },
      hold: () => undefined,
    });
    const [image] = images.slice(frame);
    if (image === undefined) throw new Error('no frame');
    const display = subtraction.of(image, { subtracted: null, mask: null }, null)?.image.display;
    if (display?.kind !== 'grey') throw new Error('no grey');
    return Array.from(display.values, (value) => value * display.slope + display.intercept);
  };
  const average: TestElement[] = [
    ['00286101', 'CS', 'AVG_SUB'],
    ['00286110', 'US', [1, 2]],
    ['00286112', 'US', 2],
    ['00286114', 'FL', [0.5, -1.25]],
  ];
  const tid: TestElement[] = [
    ['00286101', 'CS', 'TID'],
    ['00286120', 'SS', 2],
  ];

  it.each([
    [
      'AVG_SUB of averages, shifted by half a row down and a column and a quarter to the right',
      lessMask(2, 'LOG', average),
      [
        723.5, 1683.5, 477.125, 226.5, 96.625, 281.0, 1197.0, 986.5, 1068.0, 331.062, -81.5, -333.0, -900.188,
        -463.188, -158.25, -2605.25, -2704.25, -1042.625, 324.125, -244.438,
      ],
    ],
    [
      'AVG_SUB of values that count X-rays',
      lessMask(2, 'LIN', average),
      [
        453.406, 714.992, -27.914, -71.811, 119.881, 402.872, 625.646, 243.487, 307.484, 131.657, 126.704,
        80.396, -143.069, -110.981, -413.789, -664.927, -837.319, -197.052, 250.278, 22.857,
      ],
    ],
    [
      'TID',
      lessMask(3, 'LOG', tid),
      [
        859, -83, 1069, 2261, -2224, -1977, 1228, 723, 495, -227, -2387, -2175, -1701, -2600, -1257, -3137,
        72, 1502, -593, -2253,
      ],
    ],
    [
      'TID of values that count X-rays',
      lessMask(3, 'LIN', tid),
      [
        275.94, -27.89, 213.418, 891.496, -647.94, -386.47, 357.669, 108.846, 94.142, -37.078, -464.186,
        -463.265, -379.208, -560.291, -1123.17, -779.675, 28.073, 986.617, -106.518, -586.94,
      ],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toHaveLength(expected.length);
    // A difference is kept in steps of an eighth.
    found.forEach((value, at) => expect(Math.abs(value - (expected[at] ?? NaN))).toBeLessThan(0.07));
  });
});
