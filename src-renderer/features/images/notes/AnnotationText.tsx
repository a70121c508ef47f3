import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../src-shared/domain/notes.ts';
import type { Point } from '../../../viewer/stage/pose.ts';
import { useController } from '../controller-context.ts';

/** Where an annotation's words are written, at their place on the image. */
export function AnnotationText({ annotation, at }: { readonly annotation: Annotation; readonly at: Point }) {
  const { t } = useTranslation();
  const { notes } = useController().engine;
  const field = useRef<HTMLInputElement>(null);
  // Before it is painted: what is typed at once is for it, and for no shortcut.
  useLayoutEffect(() => field.current?.focus(), []);
  const done = (): void => notes.write(annotation.id, field.current?.value ?? '');
  return (
    <input
      ref={field}
      className="images-note-field"
      style={{ left: `min(${at.x}px, 100% - 13rem)`, top: `min(${at.y}px, 100% - 3rem)` }}
      aria-label={t('images.annotation.text')}
      placeholder={t('images.annotation.textHint')}
      defaultValue={annotation.text}
      maxLength={400}
      onBlur={done}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') done();
        if (event.key === 'Escape') notes.write(annotation.id, annotation.text);
      }}
    />
  );
}
