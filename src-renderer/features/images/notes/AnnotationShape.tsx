import type { AnnotationKind } from '../../../../src-shared/domain/notes.ts';
import { linesOf } from '../../../viewer/notes/hit.ts';
import type { Point } from '../../../viewer/stage/pose.ts';

interface ShapeProps {
  readonly kind: AnnotationKind;
  /** CSS pixels of the cell. */
  readonly points: readonly Point[];
  readonly selected: boolean;
}

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

const pathOf = (kind: AnnotationKind, points: readonly Point[]): string => {
  const [a, b] = points;
  if (a === undefined) return '';
  if (kind === 'probe') return crossAt(a);
  if (b === undefined) return '';
  if (kind === 'ellipse') return ellipseOf(a, b);
  const lines = linesOf(kind, points).map(([from, to]) => `M${from.x},${from.y} L${to.x},${to.y}`);
  return kind === 'arrow' ? [...lines, headOf(a, b)].join(' ') : lines.join(' ');
};

/** White on a dark edge: seen on black and on white, and no colour that could be taken for a finding. */
export function AnnotationShape({ kind, points, selected }: ShapeProps) {
  const path = pathOf(kind, points);
  const [, b, c, d] = points;
  return (
    <g className="images-note" data-selected={selected}>
      <path className="images-note-shadow" d={path} />
      <path className="images-note-line" d={path} />
      {kind === 'cobb' && b !== undefined && c !== undefined && d !== undefined && (
        <line className="images-note-between" x1={b.x} y1={b.y} x2={c.x} y2={c.y} />
      )}
    </g>
  );
}
