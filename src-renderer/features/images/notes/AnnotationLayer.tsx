import { useTranslation } from 'react-i18next';
import { type Annotation, sameImage } from '../../../../src-shared/domain/notes.ts';
import { useFormat } from '../../../ui/format.ts';
import { wordsPlace } from '../../../viewer/notes/annotation-path.ts';
import { type Affine, type Point, transform } from '../../../viewer/stage/pose.ts';
import { useView } from '../cell-context.ts';
import { AnnotationShape } from './AnnotationShape.tsx';
import { AnnotationPoints } from './AnnotationPoints.tsx';
import { AnnotationText } from './AnnotationText.tsx';
import { readingLines } from './reading-words.ts';
import { useAnnotationsOn, useNotes } from './use-notes.ts';
import './notes.css';

function Label({
  annotation,
  points,
}: {
  readonly annotation: Annotation;
  readonly points: readonly Point[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = [...readingLines(t, format, annotation.reading), annotation.text].filter(
    (line) => line !== '',
  );
  if (lines.length === 0) return null;
  const { x, y } = wordsPlace(annotation.kind, points);
  return (
    // What it says stands in the list too; there a screen reader finds it.
    <span
      aria-hidden
      className="images-note-label"
      style={{ left: `min(${x}px, 100% - ${lines.length > 1 ? 15 : 9}rem)`, top: y }}
    >
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

function Drawn({ annotation, affine }: { readonly annotation: Annotation; readonly affine: Affine }) {
  const selected = useNotes((state) => state.selected === annotation.id);
  const writing = useNotes((state) => state.writing === annotation.id);
  const points = annotation.points.map((point) => transform(affine, point));
  return (
    <>
      <svg aria-hidden width="100%" height="100%">
        <AnnotationShape kind={annotation.kind} points={points} selected={selected} />
      </svg>
      {writing ? (
        <AnnotationText annotation={annotation} at={wordsPlace(annotation.kind, points)} />
      ) : (
        <Label annotation={annotation} points={points} />
      )}
    </>
  );
}

/** What is drawn over the image of this cell: annotations, and the one that is being drawn. */
export function AnnotationLayer() {
  const image = useView((view) => view.image);
  const affine = useView((view) => view.affine);
  const annotations = useAnnotationsOn(image);
  const draft = useNotes((state) => state.draft);
  if (affine === null || image === null) return null;
  const drafted = draft !== null && sameImage(draft.image, image) ? [draft] : [];
  const all = [...annotations, ...drafted];
  if (all.length === 0) return null;
  return (
    <div className="images-notes">
      {all.map((annotation) => (
        <Drawn key={annotation.id} annotation={annotation} affine={affine} />
      ))}
      {annotations.map((annotation) => (
        <AnnotationPoints key={annotation.id} annotation={annotation} affine={affine} />
      ))}
    </div>
  );
}
