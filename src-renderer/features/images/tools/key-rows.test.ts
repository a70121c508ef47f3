import { expect, it } from 'vitest';
import { commandGroups } from '../commands/all.ts';
import { shownImage } from '../commands/testing.ts';
import type { ImagesState } from '../store.ts';
import { keyRows } from './key-rows.ts';

const shown: ImagesState = {
  ...shownImage,
  view: { ...shownImage.view, cine: { playing: false, rate: 10, ownRate: null, bounce: false } },
};
const idsOf = (group: keyof typeof commandGroups, state = shown): string[] =>
  keyRows(commandGroups[group], state).map(({ id }) => id);

it('says of a key what it means now', () => {
  expect(idsOf('light')).toContain('preset-bone');
  expect(idsOf('light').some((id) => id.includes('suv'))).toBe(false);
  expect(idsOf('images')).toContain('play');
  expect(idsOf('images')).not.toContain('pause');
});

it('keeps what cannot be done now, as such', () => {
  const undo = keyRows(commandGroups.tools, shown).find(({ id }) => id === 'undo');
  expect(undo?.possible).toBe(false);
});

it('leaves out what there is nothing for beside a report or a volume', () => {
  const other = { kind: 'volume', attach: () => () => undefined, close: () => undefined };
  const beside = { ...shown, cell: { ...shown.cell, other } };
  expect(idsOf('place', beside)).toEqual([]);
  expect(idsOf('window', beside)).toContain('help');
});
