import { expect, test } from 'vitest';
import { gate } from '../testing.ts';
import { Scheduler } from './scheduler.ts';

test('runs the lowest number first, and first come first among equals', async () => {
  const scheduler = new Scheduler(1);
  const ran: string[] = [];
  const done = gate();
  for (const [name, priority] of [
    ['c', 5],
    ['a', 1],
    ['d', 5],
    ['b', 2],
  ] as const) {
    scheduler.add(priority, async () => {
      ran.push(name);
      if (ran.length === 4) done.open();
    });
  }
  await done.passed;
  expect(ran).toEqual(['a', 'b', 'c', 'd']);
});

test('runs as many as it may at one time, whatever fails', async () => {
  const scheduler = new Scheduler(3);
  let running = 0;
  let most = 0;
  let ended = 0;
  const done = gate();
  for (let n = 0; n < 20; n += 1) {
    scheduler.add(0, async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      ended += 1;
      if (ended === 20) done.open();
      if (n % 3 === 0) throw new Error('as it happens');
    });
  }
  await done.passed;
  expect(most).toBe(3);
});

test('what waits can change its place or leave, what runs cannot', async () => {
  const scheduler = new Scheduler(1);
  const ran: string[] = [];
  const hold = gate();
  const done = gate();
  const running = scheduler.add(0, () => hold.passed);
  await Promise.resolve();
  const late = scheduler.add(9, async () => void ran.push('late'));
  const gone = scheduler.add(1, async () => void ran.push('gone'));
  scheduler.add(5, async () => {
    ran.push('middle');
    done.open();
  });
  late.reprioritise(0);
  expect(gone.withdraw()).toBe(true);
  expect(running.withdraw()).toBe(false);
  hold.open();
  await done.passed;
  expect(ran).toEqual(['late', 'middle']);
});
