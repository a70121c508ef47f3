import type { ExportState } from '../../../src-shared/domain/export.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Shelf } from '../shelf.ts';
import { Throttle } from '../throttle.ts';
import type { ExportWish } from './export-wish.ts';
import { writeExam } from './write-exam.ts';
import { folderSink, zipSink, type Sink } from './sink.ts';

const TELL_EVERY_MS = 150;

/** Writes exams out of the library for other programs: one at a time. */
export class Exporter {
  readonly #onState: (state: ExportState) => void;
  readonly #throttle: Throttle;
  #state: ExportState = { kind: 'idle' };
  #running: { readonly abort: AbortController; readonly done: Promise<void>; readonly from: Shelf } | null =
    null;

  constructor(onState: (state: ExportState) => void) {
    this.#onState = onState;
    this.#throttle = new Throttle(TELL_EVERY_MS, () => onState(this.#state));
  }

  get state(): ExportState {
    return this.#state;
  }

  /**
   * Returns at once; how it goes on is told. Fails with `busy` while another export runs. `isKept`: what is not here of it is to
   * be had nowhere.
   */
  start(wish: ExportWish, shelf: Shelf, isKept = false): void {
    if (this.#running) throw new AppFailure('busy', 'another export is under way');
    const abort = new AbortController();
    this.#tell({ kind: 'running', examLabel: wish.exam.label, done: 0, total: wish.exam.instanceCount });
    const done = this.#run(wish, shelf, { signal: abort.signal, isKept }).then((end) => {
      // Whoever hears of the end can begin the next.
      this.#running = null;
      this.#tell(end);
    });
    this.#running = { abort, done, from: shelf };
  }

  /** Stops what runs, and waits for it; or puts away how the last one ended. */
  async cancel(): Promise<void> {
    if (!this.#running) {
      this.#tell({ kind: 'idle' });
      return;
    }
    this.#running.abort.abort();
    await this.#running.done;
  }

  /** Its library is being closed: what runs from there ends, and leaves no images behind where they were to go. */
  async leave(shelf: Shelf): Promise<void> {
    if (this.#running?.from === shelf) await this.cancel();
  }

  /** Never rejects: how it ended is what it answers. */
  async #run(
    wish: ExportWish,
    shelf: Shelf,
    options: { readonly signal: AbortSignal; readonly isKept: boolean },
  ): Promise<ExportState> {
    const examLabel = wish.exam.label;
    let sink: Sink | null = null;
    try {
      sink =
        wish.format === 'folder'
          ? await folderSink(wish.target, wish.name)
          : await zipSink(wish.target, wish.format === 'locked-zip' ? wish.passphrase : null);
      const written = await writeExam(wish, shelf, sink, {
        ...options,
        onProgress: (done, total) => {
          this.#state = { kind: 'running', examLabel, done, total };
          this.#throttle.touch('state');
        },
      });
      const name = await sink.finish();
      return { kind: 'done', examLabel, name, ...written };
    } catch (error) {
      await sink?.abandon();
      const failure =
        error instanceof AppFailure ? error : new AppFailure('internal', 'the export failed unforeseen');
      if (failure.error.code === 'cancelled') return { kind: 'idle' };
      return { kind: 'failed', examLabel, error: failure.error };
    }
  }

  #tell(state: ExportState): void {
    this.#throttle.forget('state');
    this.#state = state;
    this.#onState(state);
  }
}
