import type { TFunction } from 'i18next';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Annotation, sameImage } from '../../../../src-shared/domain/notes.ts';
import { type Format, useFormat } from '../../../ui/words/format.ts';
import { wordsPlace } from '../../../viewer/notes/annotation-path.ts';
import type { Rect } from '../../../viewer/notes/hit.ts';
import { placeWords, type Worded } from '../../../viewer/notes/place-words.ts';
import { type Affine, transform } from '../../../viewer/stage/pose.ts';
import { useCell, useView } from '../cells/cell-context.ts';
import { useImages } from '../store.ts';
import { AnnotationShape } from './AnnotationShape.tsx';
import { AnnotationPoints } from './AnnotationPoints.tsx';
import { AnnotationText } from './AnnotationText.tsx';
import { readingLines } from './reading-words.ts';
import { useAnnotationsOn, useNotes } from './use-notes.ts';
import { useTextsAround } from './use-texts-around.ts';
import './notes.css';

function Label({ lines, at }: { readonly lines: readonly string[]; readonly at: Rect | undefined }) {
  if (at === undefined) return null;
  return (
    // What it says stands in the list too; there a screen reader finds it.
    <span aria-hidden className="images-note-label" style={{ left: at.x, top: at.y }}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

function Drawn({
  annotation,
  worded: { points, lines },
  at,
}: {
  readonly annotation: Annotation;
  readonly worded: Worded;
  readonly at: Rect | undefined;
}) {
  const selected = useNotes((state) => state.selected === annotation.id);
  const writing = useNotes((state) => state.writing === annotation.id);
  return (
    <>
      <svg aria-hidden width="100%" height="100%">
        <AnnotationShape kind={annotation.kind} points={points} selected={selected} />
      </svg>
      {writing ? (
        <AnnotationText annotation={annotation} at={wordsPlace(annotation.kind, points)} />
      ) : (
        <Label lines={lines} at={at} />
      )}
    </>
  );
}

const nowhere: ReadonlyMap<string, Rect> = new Map();

/** The small text's, in CSS pixels (`--text-s`). */
const textHeight = (): number =>
  0.9375 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

const wordedOf = (
  t: TFunction,
  format: Format,
  { id, kind, points, reading, text }: Annotation,
  affine: Affine,
): Worded => ({
  id,
  kind,
  points: points.map((point) => transform(affine, point)),
  lines: [...readingLines(t, format, reading), text].filter((line) => line !== ''),
});

/** What is drawn over the image of this cell: annotations, and the one that is being drawn. */
export function AnnotationLayer() {
  const { t } = useTranslation();
  const format = useFormat();
  const cell = useCell();
  const image = useView((view) => view.image);
  const affine = useView((view) => view.affine);
  const annotations = useAnnotationsOn(image);
  const hidden = useNotes((state) => state.hidden);
  const draft = useNotes((state) => state.draft);
  const drafted = draft !== null && image !== null && sameImage(draft.image, image);
  const all = drafted ? [...annotations, draft] : annotations;
  const worded = affine === null ? [] : all.map((each) => wordedOf(t, format, each, affine));
  const { here, texts } = useTextsAround(
    worded.length > 0,
    useImages((state) => `${state.mode} ${state.texts}`),
  );
  const words = worded.length === 0 ? nowhere : placeWords(worded, cell.size, textHeight(), texts);
  useLayoutEffect(() => {
    cell.setWords(words);
  });
  if (affine === null || all.length === 0 || hidden) return null;
  return (
    <div ref={here} className="images-notes">
      {worded.map((each, index) => {
        const annotation = all[index];
        return (
          annotation !== undefined && (
            <Drawn key={each.id} annotation={annotation} worded={each} at={words.get(each.id)} />
          )
        );
      })}
      {annotations.map((annotation) => (
        <AnnotationPoints key={annotation.id} annotation={annotation} affine={affine} />
      ))}
    </div>
  );
}
