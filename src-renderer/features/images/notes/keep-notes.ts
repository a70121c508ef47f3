import { type ExamNotes, noNotes } from '../../../../src-shared/domain/notes.ts';
import { call } from '../../../bridge/call.ts';
import type { Notes } from '../../../viewer/notes/notes.ts';
import type { ExamImages } from '../store.ts';

/** Milliseconds between two writings while something is dragged. What is done once is written at once. */
const REST = 400;

/** Reads what was noted on each exam of the window, and writes it down as it changes. */
export class KeptNotes {
  private readonly notes: Notes;
  private readonly exams: () => readonly ExamImages[];
  private readonly onFailure: (failed: boolean) => void;
  private readonly known = new Map<string, ExamNotes>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private written = -Infinity;
  private readonly stop: () => void;

  constructor(notes: Notes, exams: () => readonly ExamImages[], onFailure: (failed: boolean) => void) {
    this.notes = notes;
    this.exams = exams;
    this.onFailure = onFailure;
    this.stop = notes.store.subscribe((now, before) => {
      if (now.annotations === before.annotations && now.keyImages === before.keyImages) return;
      const rested = performance.now() - this.written > REST;
      if (this.timer === null && rested) void this.write();
      else this.timer ??= setTimeout(() => void this.write(), REST);
    });
  }

  async read(examId: string): Promise<void> {
    const found = await call('notes.get', { examId }).catch(() => noNotes);
    this.known.set(examId, found);
    this.notes.add(found);
  }

  /** At once: the window closes. */
  close(): void {
    this.stop();
    if (this.timer !== null) void this.write();
  }

  async write(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.written = performance.now();
    for (const { exam, series } of this.exams()) {
      const known = this.known.get(exam.id);
      // Not read yet: nothing is written over what nobody has seen.
      if (known === undefined) continue;
      const own = new Set(series.map((each) => each.seriesInstanceUid));
      const { annotations, keyImages } = this.notes.store.getState();
      const notes: ExamNotes = {
        annotations: annotations.filter(({ image }) => own.has(image.seriesInstanceUid)),
        keyImages: keyImages.filter((image) => own.has(image.seriesInstanceUid)),
      };
      if (JSON.stringify(notes) === JSON.stringify(known)) continue;
      try {
        await call('notes.put', { examId: exam.id, notes });
        this.known.set(exam.id, notes);
        this.onFailure(false);
      } catch {
        this.onFailure(true);
      }
    }
  }
}
