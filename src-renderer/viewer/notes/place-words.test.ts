import { describe, expect, it } from 'vitest';
import type { Rect } from './hit.ts';
import { placeWords, type Worded } from './place-words.ts';

const view = { width: 600, height: 400 };

const length = (id: string, x: number, y: number, words = '62,7 mm'): Worded => ({
  id,
  kind: 'length',
  points: [
    { x, y },
    { x: x + 100, y },
  ],
  lines: [words],
});

const overlap = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const rects = (all: readonly Worded[]): Rect[] => [...placeWords(all, view, 15).values()];

describe('the words of annotations', () => {
  it('stand below and to the right of what they belong to', () => {
    const [rect] = rects([length('a', 100, 100)]);
    expect(rect?.x).toBeGreaterThan(200);
    expect(rect?.y).toBeGreaterThan(100);
  });

  it('stay within the view', () => {
    for (const [x, y] of [
      [480, 395],
      [-50, -20],
      [560, 2],
    ] as const) {
      const [rect] = rects([length('a', x, y)]);
      expect(rect).toBeDefined();
      if (rect === undefined) return;
      expect(rect.x).toBeGreaterThanOrEqual(0);
      expect(rect.y).toBeGreaterThanOrEqual(0);
      expect(rect.x + rect.width).toBeLessThanOrEqual(view.width);
      expect(rect.y + rect.height).toBeLessThanOrEqual(view.height);
    }
  });

  it('cover no other words, and no point that one takes hold of', () => {
    const all = [length('a', 100, 100), length('b', 100, 112), length('c', 100, 90), length('d', 210, 112)];
    const placed = rects(all);
    expect(placed).toHaveLength(4);
    placed.forEach((rect, index) => {
      for (const other of placed.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
    });
  });

  it('stay where they are while something else is drawn', () => {
    const first = length('a', 100, 100);
    const before = placeWords([first], view, 15).get('a');
    expect(placeWords([first, length('b', 205, 110)], view, 15).get('a')).toEqual(before);
  });

  it('keep clear of what else is written on the picture', () => {
    const corner = { x: 460, y: 330, width: 140, height: 70 };
    const top = { x: 400, y: 0, width: 200, height: 40 };
    for (const [x, y] of [
      [400, 345],
      [350, 380],
      [420, 20],
    ] as const) {
      const rect = placeWords([length('a', x, y)], view, 15, [corner, top]).get('a');
      expect(rect).toBeDefined();
      for (const other of [corner, top]) expect(rect !== undefined && overlap(rect, other)).toBe(false);
    }
    // What covers nothing stays at its usual place.
    const usual = placeWords([length('a', 100, 100)], view, 15).get('a');
    expect(placeWords([length('a', 100, 100)], view, 15, [corner, top]).get('a')).toEqual(usual);
  });

  it('of a text stand where a person put them', () => {
    const text: Worded = { id: 't', kind: 'text', points: [{ x: 210, y: 105 }], lines: ['Rien'] };
    const alone = placeWords([text], view, 15).get('t');
    expect(placeWords([length('a', 100, 100), text], view, 15).get('t')).toEqual(alone);
  });

  it('are none where there are none', () => {
    expect(placeWords([{ ...length('a', 100, 100), lines: [] }], view, 15).size).toBe(0);
  });
});
