import { mergedNotes, sameNotes } from '../../../../src-shared/domain/merge-notes.ts';
import { type ExamNotes, type ImageRef, noNotes } from '../../../../src-shared/domain/notes.ts';
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
  private turn: Promise<void> = Promise.resolve();
  private readonly stop: () => void;
  private readonly stopListening: () => void;

  constructor(notes: Notes, exams: () => readonly ExamImages[], onFailure: (failed: boolean) => void) {
    this.notes = notes;
    this.exams = exams;
    this.onFailure = onFailure;
    this.stopListening = window.emage.on('notes.changed', ({ examId }) => {
      if (this.known.has(examId)) void this.read(examId);
    });
    this.stop = notes.store.subscribe((now, before) => {
      if (now.annotations === before.annotations && now.keyImages === before.keyImages) return;
      const rested = performance.now() - this.written > REST;
      if (this.timer === null && rested) void this.write();
      else this.timer ??= setTimeout(() => void this.write(), REST);
    });
  }

  /** What was noted before; called again when a window has noted something. */
  read(examId: string): Promise<void> {
    return this.inTurn(() => this.get(examId));
  }

  write(): Promise<void> {
    this.clearTimer();
    this.written = performance.now();
    return this.inTurn(() => this.putAll());
  }

  /** The window goes away, and waits for no answer. */
  writeAtOnce(): void {
    this.clearTimer();
    void this.putAll();
  }

  close(): void {
    this.stop();
    this.stopListening();
    if (this.timer !== null) this.writeAtOnce();
  }

  /**
   * One after the other: what is read while something is being written may be from before it, and would take back what
   * a person has just done.
   */
  private inTurn(task: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(task);
    return this.turn;
  }

  private clearTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async get(examId: string): Promise<void> {
    try {
      this.take(examId, await call('notes.get', { examId }));
    } catch {
      // Not known: nothing is written over what nobody has seen, and that is said.
      this.onFailure(true);
    }
  }

  private async putAll(): Promise<void> {
    await Promise.all(this.exams().map(({ exam }) => this.put(exam.id)));
  }

  private async put(examId: string): Promise<void> {
    if (!this.known.has(examId)) await this.get(examId);
    const base = this.known.get(examId);
    const notes = this.notesOf(examId);
    if (base === undefined || sameNotes(notes, base)) return;
    try {
      await call('notes.put', { examId, base, notes });
      this.known.set(examId, notes);
      this.onFailure(false);
    } catch {
      this.onFailure(true);
    }
  }

  private take(examId: string, found: ExamNotes): void {
    const mine = this.notesOf(examId);
    const merged = mergedNotes(this.known.get(examId) ?? noNotes, mine, found);
    this.known.set(examId, found);
    if (!sameNotes(merged, mine)) this.notes.replace(this.isOf(examId), merged);
  }

  private isOf(examId: string): (image: ImageRef) => boolean {
    const series = this.exams().find(({ exam }) => exam.id === examId)?.series ?? [];
    const own = new Set(series.map((each) => each.seriesInstanceUid));
    return ({ seriesInstanceUid }) => own.has(seriesInstanceUid);
  }

  private notesOf(examId: string): ExamNotes {
    const { annotations, keyImages } = this.notes.store.getState();
    const isOwn = this.isOf(examId);
    return {
      annotations: annotations.filter(({ image }) => isOwn(image)),
      keyImages: keyImages.filter(isOwn),
    };
  }
}
