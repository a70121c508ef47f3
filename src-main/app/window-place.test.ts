import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displaysFor, placeOnDisplays, type Rectangle } from './window-place.ts';

const primary: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 };
const second: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };
const usual = { width: 1200, height: 800 };
const least = { width: 800, height: 600 };

describe('a window opens', () => {
  test('in the middle of the primary display the first time', () => {
    expect(placeOnDisplays(null, [primary, second], usual, least)).toEqual({
      x: 360,
      y: 153,
      width: 1200,
      height: 800,
    });
  });

  test('where it was, also on the second display', () => {
    const was = { x: 2100, y: 100, width: 1800, height: 1200 };
    expect(placeOnDisplays(was, [primary, second], usual, least)).toEqual(was);
  });

  test('on the primary display when the second has gone, as large as it was', () => {
    const was = { x: 2100, y: 100, width: 1300, height: 900 };
    expect(placeOnDisplays(was, [primary], usual, least)).toEqual({
      x: 310,
      y: 103,
      width: 1300,
      height: 900,
    });
  });

  test('no larger than a display that shrank', () => {
    const small = { x: 0, y: 0, width: 1024, height: 700 };
    expect(placeOnDisplays({ x: 10, y: 10, width: 1900, height: 1000 }, [small], usual, least)).toMatchObject(
      {
        width: 1024,
        height: 700,
      },
    );
  });

  test('with its title bar under the menu bar when it was above the top', () => {
    expect(placeOnDisplays({ x: 100, y: 10, width: 900, height: 700 }, [primary], usual, least).y).toBe(25);
  });
});

describe('one more window', () => {
  const displays = [
    { id: 1, area: primary },
    { id: 2, area: second },
  ];
  const areasBut = (...taken: number[]): Rectangle[] =>
    displaysFor(displays, 1, new Set(taken)).map(({ area }) => area);
  const was = { x: 2100, y: 100, width: 1300, height: 900 };

  test('opens on the display that is free, also where its like was last on the other', () => {
    expect(placeOnDisplays(was, areasBut(1), usual, least)).toEqual(was);
    expect(placeOnDisplays(was, areasBut(2), usual, least)).toEqual({
      x: 310,
      y: 103,
      width: 1300,
      height: 900,
    });
    expect(placeOnDisplays(null, areasBut(1), usual, least).x).toBeGreaterThanOrEqual(second.x);
  });

  test('opens where its like was where no display is free', () => {
    expect(placeOnDisplays(was, areasBut(1, 2), usual, least)).toEqual(was);
    expect(areasBut(1, 2)[0]).toBe(primary);
  });
});

test('whatever was remembered, a person finds the window', () => {
  const number = fc.integer({ min: -10_000, max: 10_000 });
  const size = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(fc.record({ x: number, y: number, width: size, height: size }), (was) => {
      const place = placeOnDisplays(was, [primary, second], usual, least);
      const found = [primary, second].some(
        (area) =>
          Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x) >= 120 &&
          place.y >= area.y &&
          place.y + 40 <= area.y + area.height,
      );
      expect(found).toBe(true);
      expect(place.width).toBeGreaterThanOrEqual(800);
    }),
  );
});
