import { expect, it } from 'vitest';
import { History } from '../history.ts';
import { Notes } from './notes.ts';
import type { Measured } from './reading.ts';

const image = { seriesInstanceUid: '1.2', sopInstanceUid: '1.3', sopClassUid: '1.4', frame: 0 };
const shown = { geometry: { spacing: null, aspect: 1, regions: [] } } as unknown as Measured;

const bench = () => {
  const history = new History(() => 0);
  const notes = new Notes(history);
  const add = (): string => {
    notes.begin('text', image, [{ x: 0, y: 0 }], shown);
    const id = notes.store.getState().draft?.id ?? '';
    notes.finishDraft();
    return id;
  };
  const ids = (): string[] => notes.store.getState().annotations.map(({ id }) => id);
  return { history, notes, add, ids };
};

it('takes back what was done here, though another window has noted something since', () => {
  const { history, notes, add, ids } = bench();
  const [first, second] = [add(), add()];
  notes.remove(first);
  const theirs = { ...notes.store.getState().annotations[0]!, id: crypto.randomUUID() };
  notes.replace(() => true, { annotations: [...notes.store.getState().annotations, theirs], keyImages: [] });
  expect(history.store.getState().canUndo).toBe(true);
  history.undo();
  expect(new Set(ids())).toEqual(new Set([first, second, theirs.id]));
  history.undo();
  expect(new Set(ids())).toEqual(new Set([first, theirs.id]));
  history.redo();
  history.redo();
  expect(new Set(ids())).toEqual(new Set([second, theirs.id]));
});

it('puts what was removed back in its place, and takes each back by itself', () => {
  const { history, notes, add, ids } = bench();
  const [first, second, third] = [add(), add(), add()];
  notes.remove(first);
  notes.remove(second);
  history.undo();
  expect(ids()).toEqual([second, third]);
  history.undo();
  expect(ids()).toEqual([first, second, third]);
});
