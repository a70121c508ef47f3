import type { Annotation } from '../../../src-shared/domain/notes.ts';
import { type Affine, type Point, type Size, transform } from '../stage/pose.ts';

export interface Rect extends Point, Size {}

/** What of an annotation lies under the pointer: one of its points, or its body. */
export interface Hit {
  readonly id: string;
  readonly point: number | null;
}

export const distanceToLine = (at: Point, from: Point, to: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy);
};

const isIn = ({ x, y, width, height }: Rect, at: Point): boolean =>
  at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;

/** The lines that an annotation is drawn with, between its points on the screen. */
export const linesOf = (kind: Annotation['kind'], points: readonly Point[]): (readonly [Point, Point])[] => {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined) return [];
  switch (kind) {
    case 'angle':
      return c === undefined
        ? [[a, b]]
        : [
            [a, b],
            [b, c],
          ];
    case 'cobb':
      return c === undefined || d === undefined
        ? [[a, b]]
        : [
            [a, b],
            [c, d],
          ];
    case 'ellipse':
    case 'rectangle': {
      const [e, f] = [
        { x: b.x, y: a.y },
        { x: a.x, y: b.y },
      ];
      return [
        [a, e],
        [e, b],
        [b, f],
        [f, a],
      ];
    }
    default:
      return [[a, b]];
  }
};

/** An ellipse's, as many straight lines. */
const SIDES = 32;

const ellipseLines = (a: Point, b: Point): (readonly [Point, Point])[] => {
  const corner = (index: number): Point => {
    const angle = (index / SIDES) * 2 * Math.PI;
    return {
      x: (a.x + b.x) / 2 + ((b.x - a.x) / 2) * Math.cos(angle),
      y: (a.y + b.y) / 2 + ((b.y - a.y) / 2) * Math.sin(angle),
    };
  };
  return Array.from({ length: SIDES }, (_, index) => [corner(index), corner(index + 1)] as const);
};

/** What is seen of an annotation, as straight lines between its points on the screen. */
export const outlineOf = (
  kind: Annotation['kind'],
  points: readonly Point[],
): (readonly [Point, Point])[] => {
  const [a, b] = points;
  return kind === 'ellipse' && a !== undefined && b !== undefined
    ? ellipseLines(a, b)
    : linesOf(kind, points);
};

/** In CSS pixels: a mouse is exact, and must find the room to draw beside what is there; a finger is not. */
export const REACH = { mouse: { point: 12, line: 7 }, finger: { point: 22, line: 14 } } as const;

export interface Drawn {
  readonly annotations: readonly Annotation[];
  readonly affine: Affine;
  /** Where annotations' words stand. */
  readonly words: ReadonlyMap<string, Rect>;
}

/** Points first, since they lie on lines, then lines, the nearest of each; then words. */
export const hitAt = (
  { annotations, affine, words }: Drawn,
  at: Point,
  reach: (typeof REACH)[keyof typeof REACH],
): Hit | null => {
  const drawn = annotations.map(({ id, kind, points }) => ({
    id,
    kind,
    points: points.map((point) => transform(affine, point)),
  }));
  const points = drawn.flatMap(({ id, points: all }) =>
    all.map(({ x, y }, point) => ({ id, point, distance: Math.hypot(x - at.x, y - at.y) })),
  );
  const lines = drawn.flatMap(({ id, kind, points: all }) =>
    outlineOf(kind, all).map(([from, to]) => ({ id, point: null, distance: distanceToLine(at, from, to) })),
  );
  const within = (most: number, offers: readonly (Hit & { distance: number })[]): Hit | undefined =>
    offers.filter(({ distance }) => distance <= most).sort((a, b) => a.distance - b.distance)[0];
  const worded = annotations.find(({ id }) => {
    const rect = words.get(id);
    return rect !== undefined && isIn(rect, at);
  });
  return (
    within(reach.point, points) ??
    within(reach.line, lines) ??
    (worded === undefined ? null : { id: worded.id, point: null })
  );
};
