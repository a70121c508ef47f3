import type { Annotation } from '../../../src-shared/domain/notes.ts';
import { type Affine, type Point, transform } from '../stage/pose.ts';

/** What of an annotation lies under the pointer: one of its points, or its body. */
export interface Hit {
  readonly id: string;
  readonly point: number | null;
}

const distanceToLine = (at: Point, from: Point, to: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy);
};

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

const REACH = { point: 22, line: 8 };

/** Points first, since they lie on lines; the nearest of each. */
export const hitAt = (annotations: readonly Annotation[], affine: Affine, at: Point): Hit | null => {
  const drawn = annotations.map(({ id, kind, points }) => ({
    id,
    kind,
    points: points.map((point) => transform(affine, point)),
  }));
  const points = drawn.flatMap(({ id, points: all }) =>
    all.map(({ x, y }, point) => ({ id, point, distance: Math.hypot(x - at.x, y - at.y) })),
  );
  const lines = drawn.flatMap(({ id, kind, points: all }) =>
    linesOf(kind, all).map(([from, to]) => ({ id, point: null, distance: distanceToLine(at, from, to) })),
  );
  const within = (reach: number, offers: readonly (Hit & { distance: number })[]): Hit | undefined =>
    offers.filter(({ distance }) => distance <= reach).sort((a, b) => a.distance - b.distance)[0];
  return within(REACH.point, points) ?? within(REACH.line, lines) ?? null;
};
