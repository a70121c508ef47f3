import type { AnnotationKind } from '../../../../src-shared/domain/notes.ts';
import { annotationPath } from '../../../viewer/notes/annotation-path.ts';
import type { Point } from '../../../viewer/stage/pose.ts';

interface ShapeProps {
  readonly kind: AnnotationKind;
  /** CSS pixels of the cell. */
  readonly points: readonly Point[];
  readonly selected: boolean;
}

/** White on a dark edge: seen on black and on white, and no colour that could be taken for a finding. */
export function AnnotationShape({ kind, points, selected }: ShapeProps) {
  const path = annotationPath(kind, points);
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
