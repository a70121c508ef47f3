import { expect, it } from 'vitest';
import { History } from './history.ts';

const bench = () => {
  let [time, value] = [0, 0];
  const history = new History(() => time);
  const set = (to: number, name = 'value', after = 1000, oneDrag = false): void => {
    const from = value;
    time += after;
    value = to;
    history.record({ name, oneDrag, undo: () => void (value = from), redo: () => void (value = to) });
  };
  return { history, set, value: () => value };
};

it('goes back and forth', () => {
  const { history, set, value } = bench();
  set(1);
  set(2);
  history.undo();
  expect(value()).toBe(1);
  history.undo();
  history.undo();
  expect(value()).toBe(0);
  expect(history.store.getState()).toEqual({ canUndo: false, canRedo: true });
  history.redo();
  expect(value()).toBe(1);
  set(9);
  history.redo();
  expect(value()).toBe(9);
});

it('takes a drag back as one, and not what came before it', () => {
  const { history, set, value } = bench();
  set(1, 'other');
  for (const step of [2, 3, 4]) set(step, 'drag', 16);
  history.undo();
  expect(value()).toBe(1);
  history.redo();
  expect(value()).toBe(4);
});

it('takes a drag back as one where the hand rested, and no other drag with it', () => {
  const { history, set, value } = bench();
  set(1, 'drag-1', 1000, true);
  set(2, 'drag-1', 5000, true);
  set(3, 'drag-2', 10, true);
  history.undo();
  expect(value()).toBe(2);
  history.undo();
  expect(value()).toBe(0);
});
