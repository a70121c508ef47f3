import type { AnnotationKind } from '../../../src-shared/domain/notes.ts';
import type { Point, Size } from '../stage/pose.ts';

/** In parts of the view. */
const places: Readonly<Record<AnnotationKind, readonly Point[]>> = {
  length: [
    { x: 0.4, y: 0.5 },
    { x: 0.6, y: 0.5 },
  ],
  angle: [
    { x: 0.6, y: 0.35 },
    { x: 0.4, y: 0.5 },
    { x: 0.6, y: 0.6 },
  ],
  cobb: [
    { x: 0.38, y: 0.4 },
    { x: 0.6, y: 0.36 },
    { x: 0.4, y: 0.58 },
    { x: 0.62, y: 0.64 },
  ],
  ellipse: [
    { x: 0.4, y: 0.4 },
    { x: 0.6, y: 0.6 },
  ],
  rectangle: [
    { x: 0.4, y: 0.4 },
    { x: 0.6, y: 0.6 },
  ],
  probe: [{ x: 0.5, y: 0.5 }],
  arrow: [
    { x: 0.5, y: 0.5 },
    { x: 0.6, y: 0.6 },
  ],
  text: [{ x: 0.5, y: 0.5 }],
};

/** Where an annotation that nobody drew by hand begins. */
export const middlePoints = (kind: AnnotationKind, { width, height }: Size): Point[] =>
  places[kind].map(({ x, y }) => ({ x: x * width, y: y * height }));
