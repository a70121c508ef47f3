import { createStore, type StoreApi } from 'zustand/vanilla';
import { mergedNotes } from '../../../src-shared/domain/merge-notes.ts';
import {
  type Annotation,
  type AnnotationKind,
  type ExamNotes,
  type ImageRef,
  noNotes,
  sameImage,
} from '../../../src-shared/domain/notes.ts';
import type { History } from '../history.ts';
import type { Point } from '../stage/pose.ts';
import { type Measured, readingOf } from './reading.ts';

export interface NotesState extends ExamNotes {
  /** Begun, and waiting for its next point. */
  readonly draft: Annotation | null;
  /** What keys change and the list shows as chosen. */
  readonly selected: string | null;
  /** Whose words are being written. */
  readonly writing: string | null;
  /** The images are looked at without; then nothing of it can be taken hold of. */
  readonly hidden: boolean;
}

/** What is drawn on the images of a window's exams, and which images are marked as key images. */
export class Notes {
  readonly store: StoreApi<NotesState> = createStore<NotesState>(() => ({
    ...noNotes,
    draft: null,
    selected: null,
    writing: null,
    hidden: false,
  }));
  private readonly history: History;

  constructor(history: History) {
    this.history = history;
  }

  /** What is noted on one exam's images, known from elsewhere. */
  replace(isOne: (image: ImageRef) => boolean, known: ExamNotes): void {
    this.store.setState(({ annotations, keyImages }) => ({
      annotations: [...annotations.filter(({ image }) => !isOne(image)), ...known.annotations],
      keyImages: [...keyImages.filter((image) => !isOne(image)), ...known.keyImages],
    }));
  }

  find(id: string): Annotation | undefined {
    return this.store.getState().annotations.find((each) => each.id === id);
  }

  begin(kind: AnnotationKind, image: ImageRef, points: readonly Point[], measured: Measured): void {
    this.store.setState({
      hidden: false,
      draft: {
        id: crypto.randomUUID(),
        kind,
        image,
        points: [...points],
        text: '',
        reading: readingOf(kind, points, measured),
      },
    });
  }

  setDraft(points: readonly Point[], measured: Measured): void {
    const { draft } = this.store.getState();
    if (draft === null) return;
    this.store.setState({
      draft: { ...draft, points: [...points], reading: readingOf(draft.kind, points, measured) },
    });
  }

  cancelDraft(): void {
    if (this.store.getState().draft !== null) this.store.setState({ draft: null });
  }

  /** The draft is complete. What is made of words asks for them. */
  finishDraft(): void {
    const { draft } = this.store.getState();
    if (draft === null) return;
    const wordy = draft.kind === 'text' || draft.kind === 'arrow';
    this.store.setState({ draft: null, selected: draft.id, writing: wordy ? draft.id : null });
    this.change(`add-${draft.id}`, ({ annotations }) => ({ annotations: [...annotations, draft] }));
  }

  movePoints(id: string, points: readonly Point[], measured: Measured): void {
    this.edit(id, `move-${id}`, (annotation) => ({
      ...annotation,
      points: [...points],
      reading: readingOf(annotation.kind, points, measured),
    }));
  }

  write(id: string, text: string): void {
    const words = text.trim().slice(0, 400);
    this.store.setState({ writing: null });
    const before = this.find(id);
    if (before === undefined) return;
    // A text without words is none.
    if (words === '' && before.kind === 'text') this.remove(id);
    else if (words !== before.text)
      this.edit(id, `write-${id}`, (annotation) => ({ ...annotation, text: words }));
  }

  remove(id: string): void {
    this.store.setState({ selected: null, writing: null });
    this.change(`remove-${id}`, ({ annotations }) => ({
      annotations: annotations.filter((each) => each.id !== id),
    }));
  }

  removeAll(image: ImageRef): void {
    this.change('remove-all', ({ annotations }) => ({
      annotations: annotations.filter((each) => !sameImage(each.image, image)),
    }));
  }

  setHidden(hidden: boolean): void {
    this.store.setState({ hidden });
  }

  select(id: string | null): void {
    this.store.setState({ selected: id });
  }

  startWriting(id: string): void {
    this.store.setState({ writing: id, selected: id });
  }

  toggleKeyImage(image: ImageRef): void {
    this.change('key-image', ({ keyImages }) => {
      const rest = keyImages.filter((each) => !sameImage(each, image));
      return { keyImages: rest.length === keyImages.length ? [...keyImages, image] : rest };
    });
  }

  private edit(id: string, name: string, change: (annotation: Annotation) => Annotation): void {
    this.change(name, ({ annotations }) => ({
      annotations: annotations.map((each) => (each.id === id ? change(each) : each)),
    }));
  }

  private change(name: string, change: (notes: ExamNotes) => Partial<ExamNotes>): void {
    const before = this.now;
    const after: ExamNotes = { ...before, ...change(before) };
    this.store.setState(after);
    // What another window has noted since stays.
    const apply = (from: ExamNotes, to: ExamNotes): void =>
      this.store.setState(mergedNotes(from, to, this.now));
    this.history.record({ name, before, after, apply });
  }

  private get now(): ExamNotes {
    const { annotations, keyImages } = this.store.getState();
    return { annotations, keyImages };
  }
}
