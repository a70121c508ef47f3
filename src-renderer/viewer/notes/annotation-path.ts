import type { AnnotationKind } from '../../../src-shared/domain/notes.ts';
import type { Point } from '../stage/pose.ts';
import { linesOf } from './hit.ts';

const HEAD = 14;

/** The head of an arrow whose tip is its first point. */
const headOf = (tip: Point, tail: Point): string => {
  const angle = Math.atan2(tail.y - tip.y, tail.x - tip.x);
  const corner = (turn: number): string =>
    `${tip.x + HEAD * Math.cos(angle + turn)},${tip.y + HEAD * Math.sin(angle + turn)}`;
  return `M${corner(0.45)} L${tip.x},${tip.y} L${corner(-0.45)}`;
};

const ellipseOf = (a: Point, b: Point): string => {
  const [rx, ry] = [Math.abs(b.x - a.x) / 2, Math.abs(b.y - a.y) / 2];
  const [left, right, y] = [Math.min(a.x, b.x), Math.max(a.x, b.x), (a.y + b.y) / 2];
  return `M${left},${y} A${rx},${ry} 0 0 1 ${right},${y} A${rx},${ry} 0 0 1 ${left},${y}`;
};

const crossAt = ({ x, y }: Point): string =>
  `M${x - 10},${y} H${x - 3} M${x + 3},${y} H${x + 10} M${x},${y - 10} V${y - 3} M${x},${y + 3} V${y + 10}`;

/** An annotation's lines as an SVG path, on screen and on a picture that is saved. */
export const annotationPath = (kind: AnnotationKind, points: readonly Point[]): string => {
  const [a, b] = points;
  if (a === undefined) return '';
  if (kind === 'probe') return crossAt(a);
  if (b === undefined) return '';
  if (kind === 'ellipse') return ellipseOf(a, b);
  const lines = linesOf(kind, points).map(([from, to]) => `M${from.x},${from.y} L${to.x},${to.y}`);
  return kind === 'arrow' ? [...lines, headOf(a, b)].join(' ') : lines.join(' ');
};

/** Below and to the right of what they belong to; an arrow's words stand at its tail. */
export const wordsPlace = (kind: AnnotationKind, points: readonly Point[]): Point => {
  if (kind === 'arrow' || kind === 'text' || kind === 'probe') return points.at(-1) ?? { x: 0, y: 0 };
  return points.reduce(
    (best, each) => (each.x + each.y > best.x + best.y ? each : best),
    points[0] ?? { x: 0, y: 0 },
  );
};
