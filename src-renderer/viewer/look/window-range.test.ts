import { describe, expect, it } from 'vitest';
import type { GreyFrame } from './display-frame.ts';
import { changedWindow, storedRange, windowRange } from './window-range.ts';

const grey = (change: Partial<GreyFrame> = {}): GreyFrame => ({
  kind: 'grey',
  rows: 1,
  columns: 2,
  values: Uint16Array.from([0, 4095]),
  min: 0,
  max: 4095,
  slope: 1,
  intercept: -1024,
  units: 'HU',
  windows: [{ center: 40, width: 400 }],
  windowShape: 'linear',
  inverted: false,
  through: null,
  ...change,
});

describe('windowRange', () => {
  it('is that of PS3.3 C.11.2.1.2', () => {
    // The standard's own example: center 2048, width 4096 maps 0 to black and 4095 to white.
    expect(windowRange({ center: 2048, width: 4096 }, 'linear')).toEqual({ lower: 0, upper: 4095 });
    expect(windowRange({ center: 50, width: 100 }, 'linear-exact')).toEqual({ lower: 0, upper: 100 });
  });

  it('never divides by nothing', () => {
    const { lower, upper } = windowRange({ center: 10, width: 1 }, 'linear');
    expect(upper).toBeGreaterThan(lower);
  });
});

describe('storedRange', () => {
  it('goes back through slope and intercept', () => {
    const { lower, upper, flipped } = storedRange(
      { center: 40, width: 400 },
      grey({ windowShape: 'linear-exact' }),
    );
    expect([lower, upper, flipped]).toEqual([864, 1264, false]);
  });

  it('turns round with a negative slope', () => {
    const range = storedRange(
      { center: 0, width: 100 },
      grey({ slope: -2, intercept: 0, windowShape: 'linear-exact' }),
    );
    expect(range).toEqual({ lower: -25, upper: 25, flipped: true });
  });
});

describe('changedWindow', () => {
  it('makes brighter by a lower center, the other way round where the lowest value is white', () => {
    const window = { center: 40, width: 400 };
    expect(changedWindow(window, grey(), 0.1, 0).center).toBeLessThan(40);
    expect(changedWindow(window, grey({ inverted: true }), 0.1, 0).center).toBeGreaterThan(40);
  });

  it('makes more contrast by a smaller width, but never none at all', () => {
    expect(changedWindow({ center: 40, width: 400 }, grey(), 0, 0.1).width).toBeLessThan(400);
    expect(changedWindow({ center: 40, width: 2 }, grey(), 0, 1).width).toBeGreaterThan(0);
  });
});
