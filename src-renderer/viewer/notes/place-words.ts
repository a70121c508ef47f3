import type { AnnotationKind } from '../../../src-shared/domain/notes.ts';
import type { Point, Size } from '../stage/pose.ts';
import { wordsPlace } from './annotation-path.ts';
import { outlineOf, type Rect } from './hit.ts';

/** An annotation as it stands in a view, with its words, a line each. */
export interface Worded {
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly points: readonly Point[];
  readonly lines: readonly string[];
}

/** Of the text's height: how wide a letter is in the mean, how high a line, how far words stand from their point. */
const LETTER = 0.56;
const LINE = 1.4;
const GAP = { x: 0.93, y: 0.53 };
const MOST = 21;
/** Half of a point that can be taken hold of, in CSS pixels. */
const POINT = 8;

const sizeOf = (lines: readonly string[], em: number): Size => {
  const widths = lines.map((line) => line.length * LETTER + 1.1);
  const rows = widths.reduce((sum, width) => sum + Math.ceil(width / MOST), 0);
  return { width: Math.min(MOST, Math.max(...widths)) * em, height: rows * LINE * em };
};

/** Where words can stand, the best place first: below and to the right, as one reads. */
const placesFor = ({ kind, points }: Worded, { width, height }: Size, em: number): readonly Point[] => {
  const at = wordsPlace(kind, points);
  const gap = { x: GAP.x * em, y: GAP.y * em };
  const usual = { x: at.x + gap.x, y: at.y + gap.y };
  // A text is its words: where a person put them.
  if (kind === 'text') return [usual];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [
    Math.min(...xs) - gap.x - width,
    Math.max(...xs) + gap.x,
    Math.min(...ys) - gap.y - height,
    Math.max(...ys) + gap.y,
  ];
  const middle = {
    x: (Math.min(...xs) + Math.max(...xs) - width) / 2,
    y: (Math.min(...ys) + Math.max(...ys) - height) / 2,
  };
  return [
    usual,
    { x: at.x + gap.x, y: at.y - gap.y - height },
    { x: right, y: middle.y },
    { x: middle.x, y: bottom + POINT },
    { x: middle.x, y: top - POINT },
    { x: left, y: middle.y },
    { x: left, y: bottom },
    { x: left, y: top },
  ];
};

const within = (at: Point, { width, height }: Size, view: Size): Rect => ({
  x: Math.max(0, Math.min(at.x, view.width - width)),
  y: Math.max(0, Math.min(at.y, view.height - height)),
  width,
  height,
});

const shared = (one: Rect, other: Rect): number => {
  const x = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const y = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return x > 0 && y > 0 ? x * y : 0;
};

/** A place moved aside, above or below, just clear of what it would cover. */
const clearOf = (place: Rect, taken: readonly Rect[]): readonly Point[] =>
  taken
    .filter((other) => shared(place, other) > 0)
    .flatMap((other) => [
      { x: place.x, y: other.y - place.height },
      { x: place.x, y: other.y + other.height },
      { x: other.x - place.width, y: place.y },
      { x: other.x + other.width, y: place.y },
    ]);

/** How much of a line lies in a rectangle (Liang and Barsky). */
const lengthIn = ({ x, y, width, height }: Rect, from: Point, to: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enters, leaves] = [0, 1];
  for (const [towards, room] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
    if (towards === 0) {
      if (room < 0) return 0;
    } else if (towards < 0) enters = Math.max(enters, room / towards);
    else leaves = Math.min(leaves, room / towards);
  }
  return Math.max(0, leaves - enters) * Math.hypot(dx, dy);
};

/**
 * Where each annotation's words stand: inside the view, over no other words and over as little of what is drawn as can
 * be. Those that were there first stay where they are while another is drawn. `em` is the height of the text; `taken`, what
 * else is written on the picture.
 */
export const placeWords = (
  all: readonly Worded[],
  view: Size,
  em: number,
  taken: readonly Rect[] = [],
): ReadonlyMap<string, Rect> => {
  const placed = new Map<string, Rect>();
  const lines: (readonly [Point, Point])[] = [];
  const points: Rect[] = [];
  for (const each of all) {
    lines.push(...outlineOf(each.kind, each.points));
    points.push(
      ...each.points.map(({ x, y }) => ({
        x: x - POINT,
        y: y - POINT,
        width: 2 * POINT,
        height: 2 * POINT,
      })),
    );
    if (each.lines.length === 0) continue;
    const size = sizeOf(each.lines, em);
    const harm = (rect: Rect): number =>
      [...placed.values(), ...taken].reduce((sum, other) => sum + 4 * shared(rect, other), 0) +
      points.reduce((sum, other) => sum + 2 * shared(rect, other), 0) +
      lines.reduce((sum, [from, to]) => sum + em * lengthIn(rect, from, to), 0);
    const usual = placesFor(each, size, em).map((at) => within(at, size, view));
    const aside = each.kind === 'text' ? [] : usual.flatMap((place) => clearOf(place, taken));
    const offers = [...usual, ...aside.map((at) => within(at, size, view))];
    const harms = offers.map(harm);
    const best = offers[harms.indexOf(Math.min(...harms))];
    if (best !== undefined) placed.set(each.id, best);
  }
  return placed;
};
