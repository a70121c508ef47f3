import { useMemo } from 'react';
import { useStore } from 'zustand';
import { type Annotation, type ImageRef, sameImage } from '../../../../src-shared/domain/notes.ts';
import type { NotesState } from '../../../viewer/notes/notes.ts';
import { useController } from '../controller-context.ts';

export const useNotes = <T>(select: (state: NotesState) => T): T =>
  useStore(useController().engine.notes.store, select);

/** What is drawn on an image. */
export const useAnnotationsOn = (image: ImageRef | null): readonly Annotation[] => {
  const annotations = useNotes((state) => state.annotations);
  return useMemo(
    () => (image === null ? [] : annotations.filter((each) => sameImage(each.image, image))),
    [annotations, image],
  );
};
