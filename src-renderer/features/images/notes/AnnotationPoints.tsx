import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../src-shared/domain/notes.ts';
import { useFormat } from '../../../ui/words/format.ts';
import { type Affine, inverse, type Point, transform } from '../../../viewer/stage/pose.ts';
import { useCell } from '../cells/cell-context.ts';
import { useController } from '../controller-context.ts';
import { annotationWords } from './reading-words.ts';

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A direction of the screen as a step of one pixel of the picture, however it is turned. */
const stepOf = (affine: Affine, { x, y }: Point): Point => {
  const { a, b, c, d } = inverse(affine);
  const [u, v] = [a * x + c * y, b * x + d * y];
  const length = Math.hypot(u, v);
  return { x: u / length, y: v / length };
};

/** An annotation's points as buttons: dragged, or moved with the arrow keys; with Alt all of them. */
export function AnnotationPoints({
  annotation,
  affine,
}: {
  readonly annotation: Annotation;
  readonly affine: Affine;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stack } = useCell();
  const { notes } = useController().engine;
  const { id, points, kind } = annotation;
  const words = annotationWords(t, format, annotation);
  const pressed = (index: number, event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    const { shown } = stack;
    if (direction !== undefined && shown !== null) {
      const step = stepOf(affine, direction);
      const far = event.shiftKey ? 10 : 1;
      const moved = points.map((point, at) =>
        at === index || event.altKey ? { x: point.x + step.x * far, y: point.y + step.y * far } : point,
      );
      notes.movePoints(id, moved, shown);
    } else if (event.key === 'Delete' || event.key === 'Backspace') notes.remove(id);
    else if (event.key === 'Enter' && (kind === 'text' || kind === 'arrow')) notes.startWriting(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return points.map((point, index) => {
    const { x, y } = transform(affine, point);
    return (
      <button
        // Points have no other name than their place in the annotation.
        key={index}
        type="button"
        className="images-note-point"
        data-kind={kind}
        data-point={`${id}-${index}`}
        aria-label={t('images.annotation.point', { words, index: index + 1, count: points.length })}
        style={{ left: x, top: y }}
        onFocus={() => notes.select(id)}
        onKeyDown={(event) => pressed(index, event)}
      />
    );
  });
}
