import { expect, test } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

test('tells the rate of the last seconds and the time that is left, and nothing too early', () => {
  let now = 5_000_000;
  const meter = new ProgressMeter(() => now);
  expect(meter.bytesPerSecond).toBeNull();
  for (let n = 0; n < 40; n += 1) {
    meter.add(100_000);
    if (n === 2) expect(meter.bytesPerSecond).toBeNull();
    now += 250;
  }
  expect(meter.bytesPerSecond).toBeGreaterThan(350_000);
  expect(meter.bytesPerSecond).toBeLessThan(450_000);
  expect(meter.secondsFor(4_000_000)).toBeGreaterThan(8);
  expect(meter.secondsFor(4_000_000)).toBeLessThan(12);
  // Nothing comes any more: there is no time left to tell.
  now += 20_000;
  expect(meter.bytesPerSecond).toBe(0);
  expect(meter.secondsFor(1)).toBeNull();
  meter.reset();
  expect(meter.bytesPerSecond).toBeNull();
});
