import { expect, it } from 'vitest';
import { History } from './history.ts';

const bench = () => {
  let [time, value] = [0, 0];
  const history = new History(() => time);
  const set = (to: number, name = 'value', after = 1000): void => {
    const from = value;
    time += after;
    value = to;
    history.record({ name, before: from, after: to, apply: (_from, now) => void (value = now) });
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
  history.hold();
  set(1);
  set(2, 'value', 5000);
  history.release();
  history.hold();
  set(3, 'value', 10);
  history.release();
  set(4, 'value', 10);
  history.undo();
  expect(value()).toBe(3);
  history.undo();
  expect(value()).toBe(2);
  history.undo();
  expect(value()).toBe(0);
});
