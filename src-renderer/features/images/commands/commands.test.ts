import { describe, expect, it } from 'vitest';
import { anExam } from '../../../../src-shared/domain/testing.ts';
import { initialView } from '../../../viewer/view-state.ts';
import type { ImagesState } from '../store.ts';
import { allCommands, commandForKey } from './all.ts';
import { shownImage as shown } from './testing.ts';

const press = (key: string, more: Partial<KeyboardEventInit> = {}) => ({
  key,
  code: more.code ?? '',
  shiftKey: more.shiftKey ?? false,
  altKey: more.altKey ?? false,
  ctrlKey: more.ctrlKey ?? false,
  metaKey: more.metaKey ?? false,
});

const idFor = (key: string, more: Partial<KeyboardEventInit> = {}, state = shown): string | undefined =>
  commandForKey(press(key, more), state)?.id;

describe('commandForKey', () => {
  it('scrolls with arrows, and moves the picture with shift', () => {
    expect(idFor('ArrowDown')).toBe('next');
    expect(idFor('ArrowDown', { shiftKey: true })).toBe('pan-down');
    expect(idFor('ArrowDown', { altKey: true })).toBeUndefined();
  });

  it('takes digits by their place, as a French keyboard needs', () => {
    expect(idFor('&', { code: 'Digit1' })).toBe('preset-brain');
    expect(idFor('1', { code: 'Digit1', shiftKey: true })).toBe('preset-brain');
    expect(idFor('3', { code: 'Numpad3' })).toBe('preset-bone');
  });

  it('tells a letter from the same with shift', () => {
    expect(idFor('o')).toBe('turn-right');
    expect(idFor('O', { shiftKey: true })).toBe('turn-left');
    expect(idFor('1', { code: 'Digit2', altKey: true })).toBeUndefined();
  });

  it('enlarges with + on any keyboard', () => {
    expect(idFor('+')).toBe('zoom-in');
    expect(idFor('+', { shiftKey: true })).toBe('zoom-in');
  });

  it('leaves the system’s shortcuts alone', () => {
    expect(idFor('r', { ctrlKey: true })).toBeUndefined();
  });

  it('knows what is possible now', () => {
    const colour = { ...shown, view: { ...shown.view, window: null } };
    expect(idFor('&', { code: 'Digit1' }, colour)).toBeUndefined();
    expect(idFor(' ')).toBeUndefined();
    const clip = {
      ...shown,
      view: { ...shown.view, cine: { playing: true, rate: 15, ownRate: 15, bounce: false } },
    };
    expect(idFor(' ', {}, clip)).toBe('pause');
  });
});

describe('commandForKey, while the first image is on its way', () => {
  const address = { examId: 'exam', studyInstanceUid: '1.2.3', seriesInstanceUid: '1.2.3.4' };
  const { seriesInstanceUid } = address;
  const series = { seriesInstanceUid, number: 1, description: '', modality: 'CT', instanceCount: 20 };
  const coming: ImagesState = {
    ...shown,
    exams: [{ exam: anExam(address.examId), series: [series] }],
    cell: { series: address, list: { kind: 'loading' }, other: null },
    view: initialView,
  };

  it('takes what is wished of light, size and place for the image that comes', () => {
    for (const state of [coming, { ...coming, view: { ...initialView, count: 20 } }])
      expect(['l', 'i', 'k', 'j', '+', 'x'].map((key) => idFor(key, {}, state))).toEqual([
        'brighter',
        'invert',
        'darker',
        'more-contrast',
        'zoom-in',
        'flip-horizontal',
      ]);
    expect(idFor('&', { code: 'Digit1' }, coming)).toBe('preset-brain');
  });

  it('has no use for them where nothing comes', () => {
    const error = { code: 'instance-damaged', message: '' } as const;
    const failed: ImagesState = {
      ...coming,
      view: { ...initialView, count: 1, picture: { kind: 'failed', error } },
    };
    expect(idFor('l', {}, failed)).toBeUndefined();
    expect(idFor('l', {}, { ...coming, cell: { ...coming.cell, list: { kind: 'none' } } })).toBeUndefined();
  });
});

describe('the commands', () => {
  it('have a name each', () => {
    expect(new Set(allCommands.map(({ id }) => id)).size).toBe(allCommands.length);
  });

  it('share a key only where no two can be meant at once', () => {
    const { view } = shown;
    const cine = { playing: true, rate: 10, ownRate: null, bounce: false };
    const suv = { center: 5, width: 10, units: 'SUV', presets: 'suv', own: [] } as const;
    for (const state of [
      shown,
      { ...shown, view: { ...view, cine } },
      { ...shown, view: { ...view, cine: { ...cine, playing: false } } },
      { ...shown, view: { ...view, window: suv } },
      { ...shown, view: { ...initialView, count: 20 } },
    ]) {
      const owners = new Map<string, string[]>();
      for (const { id, keys } of allCommands.filter(({ enabled }) => enabled(state)))
        for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), id]);
      expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
    }
  });
});
