import { describe, expect, it } from 'vitest';
import { openInstance } from './dicom/describe.ts';
import type { InstanceDescription } from './dicom/types.ts';
import { displayFrame } from './look/display-frame.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { type ImageState, waiting } from './series/stack-list.ts';
import { StackSubtraction, type Wish } from './stack-subtraction.ts';
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
  const at = (frame: number, wish: Partial<Wish> = {}) => {
    const state = states[frame];
    if (state?.kind !== 'ready') throw new Error('not loaded');
    return subtraction.of(state.image, { subtracted: null, mask: null, ...wish });
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
});
