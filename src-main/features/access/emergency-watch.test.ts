import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../session/testing.ts';
import { EmergencyWatch } from './emergency-watch.ts';

function set(first: readonly string[] | null) {
  const clock = new FakeClock();
  const now = { open: first };
  let told = 0;
  const watch = new EmergencyWatch({
    clock,
    list: () => Promise.resolve(now.open),
    onOpened: () => (told += 1),
  });
  watch.start();
  return { clock, now, watch, told: () => told };
}

test('an access that was open before is no news, one that opens is told once', async () => {
  const { clock, now, told } = set(['noel monday']);
  await settle();
  await clock.advance(60_000);
  expect(told()).toBe(0);
  now.open = ['noel monday', 'noel tuesday'];
  await clock.advance(31_000);
  expect(told()).toBe(1);
  await clock.advance(300_000);
  expect(told()).toBe(1);
});

test('without a network nothing is told, and nothing is missed', async () => {
  const { clock, now, told } = set([]);
  await settle();
  now.open = null;
  await clock.advance(300_000);
  now.open = ['noel'];
  await clock.advance(31_000);
  expect(told()).toBe(1);
});

test('for another person it begins anew', async () => {
  const { clock, now, watch, told } = set([]);
  await settle();
  watch.stop();
  now.open = ['noel'];
  watch.start();
  await clock.advance(120_000);
  expect(told()).toBe(0);
});
