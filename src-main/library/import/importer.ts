import { basename } from 'node:path';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Imported, ImportState } from '../../../src-shared/domain/import.ts';
import type { LocalLibrary } from '../local-library.ts';
import { Throttle } from '../throttle.ts';
import { contentsOf, examOf, type Draft } from './drafts.ts';
import { copyExam, type CopyProgress } from './copy-exam.ts';
import { LeftOutList } from './left-out.ts';
import type { LiveSource } from './live-source.ts';
import { FileRefused, type Medium } from './medium.ts';
import { openMedium } from './open-medium.ts';
import { roomFor } from './room.ts';
import { scan } from './scan.ts';
import { openZip } from './zip-medium.ts';

export interface ImporterOptions {
  /** Fails where it was closed. */
  readonly library: () => LocalLibrary;
  readonly live: LiveSource;
  readonly onState: (state: ImportState) => void;
}

/** What the person pointed at: a disc under its label, a folder, an archive, files. */
export interface ImportSource {
  readonly paths: readonly string[];
  readonly name: string | null;
}

const TELL_EVERY_MS = 150;
const lockedCodes = new Set<ErrorCode>(['passphrase-needed', 'passphrase-wrong']);

/** Brings exams to this computer's library: one import at a time, in two rounds: headers first, then all of each file. */
export class Importer {
  readonly #options: ImporterOptions;
  readonly #throttle: Throttle;
  #state: ImportState = { kind: 'idle' };
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;
  /** Waits for its passphrase. */
  #locked: ImportSource | null = null;

  constructor(options: ImporterOptions) {
    this.#options = options;
    this.#throttle = new Throttle(TELL_EVERY_MS, () => options.onState(this.#state));
  }

  get state(): ImportState {
    return this.#state;
  }

  /** Returns at once; how it goes on is told. Fails with `busy` while another import runs. */
  start(source: ImportSource, passphrase: string | null = null): void {
    if (this.#running) throw new AppFailure('busy', 'another import is under way');
    const abort = new AbortController();
    const name = source.name ?? basename(source.paths[0] ?? '');
    this.#tell({ kind: 'reading', source: name, files: 0, total: null, exams: [] });
    const done = this.#run({ ...source, name }, passphrase, abort.signal).then((end) => {
      // Whoever hears of the end can begin the next.
      this.#running = null;
      this.#options.live.show([]);
      this.#tell(end);
    });
    this.#running = { abort, done };
  }

  unlock(passphrase: string): void {
    if (!this.#locked) throw new AppFailure('invalid-request', 'nothing waits for a passphrase');
    this.start(this.#locked, passphrase);
  }

  /** Stops what runs, and waits for it; or puts away how the last one ended. */
  async cancel(): Promise<void> {
    this.#locked = null;
    if (!this.#running) {
      this.#tell({ kind: 'idle' });
      return;
    }
    this.#running.abort.abort();
    await this.#running.done;
  }

  /** Never rejects: how it ended is what it answers. */
  async #run(
    source: ImportSource & { name: string },
    passphrase: string | null,
    signal: AbortSignal,
  ): Promise<ImportState> {
    this.#locked = null;
    let medium: Medium | null = null;
    try {
      medium = await openMedium(source.paths, passphrase);
      return await this.#import(medium, source.name, signal);
    } catch (error) {
      const failure =
        error instanceof AppFailure ? error : new AppFailure('internal', 'the import failed unforeseen');
      const { code } = failure.error;
      if (code === 'cancelled') return { kind: 'idle' };
      if (!lockedCodes.has(code)) return { kind: 'failed', source: source.name, error: failure.error };
      this.#locked = source;
      return { kind: 'locked', source: source.name, wrong: code === 'passphrase-wrong' };
    } finally {
      await medium?.close();
    }
  }

  async #import(medium: Medium, source: string, signal: AbortSignal): Promise<ImportState> {
    const library = this.#options.library();
    const leftOut = new LeftOutList();
    const archives: Medium[] = [];
    /** Exams whose files come to lie in the library although it does not list them yet. */
    const begun = new Map<string, Promise<void>>();
    const begin = async ({ examId }: Draft): Promise<void> => {
      const pinned = begun.get(examId) ?? library.shelf.store.exams.pin(examId);
      begun.set(examId, pinned);
      await pinned;
    };
    let announced: Exam[] = [];
    const tellReading = (files: number, total: number | null): void =>
      this.#change({ kind: 'reading', source, files, total, exams: announced });
    try {
      const { drafts, otherFiles, twice } = await scan(medium, {
        here: library.list().map(({ exam }) => exam),
        signal,
        leftOut,
        onFound: (files) => tellReading(files, null),
        onRead: tellReading,
        onExams: async (contents, drafts) => {
          for (const draft of contents.whole(drafts.all())) await begin(draft);
          const all = drafts.all();
          this.#options.live.show(contents.whole(all));
          announced = contents.exams(all);
        },
        openArchive: async (path) => {
          const archive = await openArchive(path);
          archives.push(archive);
          return archive;
        },
      });
      const all = drafts.all();
      if (all.length === 0 && leftOut.list().length === 0)
        throw new AppFailure('nothing-to-import', 'no medical image in it');
      const bytesTotal = all.reduce((sum, { bytes }) => sum + bytes, 0);
      await roomFor(library, bytesTotal);
      this.#options.live.show(all);

      const exams = all.map((draft) => examOf(draft, contentsOf(draft), draft.bytes));
      const total = exams.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
      let done = 0;
      let bytesDone = 0;
      const tellProgress = ({ objects, bytes }: CopyProgress): void => {
        done += objects;
        bytesDone += bytes;
        this.#change({ kind: 'copying', source, exams, done, total, bytesDone, bytesTotal });
      };
      for (const draft of all) await begin(draft);
      this.#tell({ kind: 'copying', source, exams, done, total, bytesDone, bytesTotal });

      const imported: Imported[] = [];
      let cancelled = false;
      for (const draft of all) {
        try {
          const result = await copyExam(draft, { library, leftOut, signal, onProgress: tellProgress });
          if (result) imported.push(result);
        } catch (error) {
          if (!(error instanceof AppFailure) || error.error.code !== 'cancelled') throw error;
          cancelled = true;
          break;
        }
      }
      if (cancelled && imported.length === 0) throw new AppFailure('cancelled', 'nothing had come in whole');
      const [first] = imported;
      if (first && twice > 0) imported[0] = { ...first, known: first.known + twice };
      return {
        kind: 'done',
        source,
        imported,
        leftOut: leftOut.list(),
        incomplete: leftOut.incomplete,
        otherFiles,
        cancelled,
      };
    } finally {
      // What is whole stays; what is not, and what has not begun, goes.
      for (const examId of begun.keys()) if (!library.find(examId)) await library.remove(examId);
      for (const archive of archives) await archive.close();
    }
  }

  /** At once. */
  #tell(state: ImportState): void {
    this.#throttle.forget('state');
    this.#state = state;
    this.#options.onState(state);
  }

  /** A few times a second. */
  #change(state: ImportState): void {
    this.#state = state;
    this.#throttle.touch('state');
  }
}

/** One in a folder full of other things: what is wrong with it concerns it alone. */
async function openArchive(path: string): Promise<Medium> {
  try {
    return await openZip(path, null);
  } catch (error) {
    const code = error instanceof AppFailure ? error.error.code : 'internal';
    if (code === 'passphrase-needed') throw new FileRefused('locked');
    throw new FileRefused(code === 'archive-unsafe' ? 'unsafe' : 'unreadable');
  }
}
