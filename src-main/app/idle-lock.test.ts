import { expect, test } from 'vitest';
import { FakeClock } from '../session/testing.ts';
import { watchIdleness } from './idle-lock.ts';

function watch(limitMinutes: number) {
  const clock = new FakeClock();
  const started = clock.now();
  let lastTouch = started;
  let locks = 0;
  const end = watchIdleness({
    clock,
    idleSeconds: () => (clock.now() - lastTouch) / 1000,
    limitMinutes: () => limitMinutes,
    lock: () => (locks += 1),
  });
  return { clock, touch: () => (lastTouch = clock.now()), locks: () => locks, end };
}

test('locks after the time chosen, and not before', async () => {
  const { clock, touch, locks } = watch(5);
  await clock.advance(4 * 60_000);
  touch();
  await clock.advance(4 * 60_000);
  expect(locks()).toBe(0);
  await clock.advance(61_000);
  expect(locks()).toBe(1);
});

test('never locks where the person wants none, nor after it was ended', async () => {
  const never = watch(0);
  await never.clock.advance(24 * 3_600_000);
  expect(never.locks()).toBe(0);
  const ended = watch(5);
  ended.end();
  await ended.clock.advance(3_600_000);
  expect(ended.locks()).toBe(0);
});
