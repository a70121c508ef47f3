import type { AnnotationKind } from '../../../src-shared/domain/notes.ts';
import { annotationPath } from '../notes/annotation-path.ts';
import { placeWords } from '../notes/place-words.ts';
import type { EdgeLetters } from '../stage/orientation.ts';
import { type Affine, type Point, type Size, transform } from '../stage/pose.ts';

// What stands on a picture that leaves the window. Sizes are in `em`, the height of its text.

/** An annotation with its words, in the image's columns and rows. */
export interface Written {
  readonly kind: AnnotationKind;
  readonly points: readonly Point[];
  readonly lines: readonly string[];
}

export const font = (em: number, weight: 400 | 600 = 600): string =>
  `${weight} ${em}px "Atkinson Hyperlegible Next Variable", sans-serif`;

/** White on a dark edge, as on screen: seen on black and on white. */
export const writeText = (
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  em: number,
): void => {
  context.lineJoin = 'round';
  context.lineWidth = em / 5;
  context.strokeStyle = 'rgb(0 0 0 / 0.85)';
  context.fillStyle = '#fff';
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
};

export const strokeLines = (context: CanvasRenderingContext2D, path: Path2D, em: number): void => {
  for (const [colour, width] of [
    ['rgb(0 0 0 / 0.7)', 0.28],
    ['#fff', 0.12],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = em * width;
    context.stroke(path);
  }
};

/** The patient's directions at the edges. */
export const writeLetters = (
  context: CanvasRenderingContext2D,
  { top, right, bottom, left }: EdgeLetters,
  { width, height }: Size,
  em: number,
): void => {
  context.font = font(em);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  writeText(context, top, width / 2, em, em);
  writeText(context, bottom, width / 2, height - em, em);
  context.textAlign = 'left';
  writeText(context, left, em / 2, height / 2, em);
  context.textAlign = 'right';
  writeText(context, right, width - em / 2, height / 2, em);
};

const strokeNote = (
  context: CanvasRenderingContext2D,
  kind: AnnotationKind,
  placed: readonly Point[],
  em: number,
): void => {
  strokeLines(context, new Path2D(annotationPath(kind, placed)), em);
  const [, b, c] = placed;
  if (kind === 'cobb' && b !== undefined && c !== undefined) {
    context.setLineDash([em / 4, em / 3]);
    strokeLines(context, new Path2D(`M${b.x},${b.y} L${c.x},${c.y}`), em * 0.7);
    context.setLineDash([]);
  }
};

/** Annotations' lines, and their words beside them, where they stand on screen too. */
export const writeNotes = (
  context: CanvasRenderingContext2D,
  notes: readonly Written[],
  affine: Affine,
  size: Size,
  em: number,
): void => {
  const worded = notes.map(({ kind, points, lines }, index) => ({
    id: String(index),
    kind,
    points: points.map((point) => transform(affine, point)),
    lines,
  }));
  for (const { kind, points } of worded) strokeNote(context, kind, points, em);
  const places = placeWords(worded, size, em);
  context.font = font(em);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (const { id, lines } of worded) {
    const place = places.get(id);
    if (place === undefined) continue;
    lines.forEach((line, row) => {
      const left = Math.max(
        0,
        Math.min(place.x + em / 2, size.width - context.measureText(line).width - em / 2),
      );
      writeText(context, line, left, place.y + row * em * 1.4, em);
    });
  }
};
