import { expect, test } from 'vitest';
import { FakeClock, settle } from '../session/testing.ts';
import { NewsWatch } from './news-watch.ts';

const everyMs = 30_000;

function watching(first: readonly string[] | null) {
  const clock = new FakeClock();
  const now = { there: first };
  const told: number[] = [];
  const watch = new NewsWatch({
    clock,
    everyMs,
    list: () => Promise.resolve(now.there),
    onNews: (count) => told.push(count),
  });
  watch.start();
  return { clock, now, watch, told };
}

test('only what arrives after the first look is news, and it is news once', async () => {
  const { clock, now, told } = watching(['a']);
  await settle();
  await clock.advance(everyMs);
  expect(told).toEqual([]);
  now.there = ['a', 'b', 'c'];
  await clock.advance(2 * everyMs);
  expect(told).toEqual([2]);
  now.there = ['c'];
  await clock.advance(everyMs);
  now.there = ['a', 'c'];
  await clock.advance(everyMs);
  expect(told).toEqual([2]);
});

test('without a network nothing is told, nothing is forgotten and nothing is missed', async () => {
  const { clock, now, told } = watching(['a']);
  await settle();
  now.there = null;
  await clock.advance(10 * everyMs);
  now.there = ['a', 'b'];
  await clock.advance(everyMs);
  expect(told).toEqual([1]);
});

test('for another person it begins anew', async () => {
  const { clock, now, watch, told } = watching([]);
  await settle();
  watch.stop();
  now.there = ['a'];
  watch.start();
  await clock.advance(4 * everyMs);
  expect(told).toEqual([]);
});

test('a failure is no news, and after stopping nothing is asked', async () => {
  const clock = new FakeClock();
  let asked = 0;
  const watch = new NewsWatch({
    clock,
    everyMs,
    list: () => {
      asked += 1;
      return Promise.reject(new Error('down'));
    },
    onNews: () => expect.unreachable(),
  });
  watch.start();
  await clock.advance(everyMs);
  watch.stop();
  await clock.advance(10 * everyMs);
  expect(asked).toBe(2);
});
