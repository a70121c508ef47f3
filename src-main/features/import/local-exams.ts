import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { ImportState, LocalExam } from '../../../src-shared/domain/import.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { LibraryClient } from '../../library/client.ts';
import type { Session } from '../../session/session.ts';
import type { LocalLibraryOpener } from '../library/local-library.ts';

type Running = Extract<ImportState, { kind: 'reading' | 'copying' }>;
const isRunning = (state: ImportState): state is Running =>
  state.kind === 'reading' || state.kind === 'copying';

/** The exams that were imported to this computer, and the import that runs. Nothing of it shows while it is locked. */
export class LocalExams {
  readonly #opener: LocalLibraryOpener;
  readonly #session: Session;
  readonly #language: () => Language;
  #state: ImportState = { kind: 'idle' };

  constructor(options: { opener: LocalLibraryOpener; session: Session; language: () => Language }) {
    this.#opener = options.opener;
    this.#session = options.session;
    this.#language = options.language;
  }

  get state(): ImportState {
    return this.#named(this.#state);
  }

  get importing(): boolean {
    return isRunning(this.#state);
  }

  /** The library told how its import goes on. Returns that in words. */
  take(state: ImportState): ImportState {
    this.#state = state;
    return this.state;
  }

  /** The library's process began anew: an import that ran is over. */
  interrupted(): ImportState {
    const state = this.#state;
    if (!isRunning(state)) return state;
    const error = { code: 'internal', message: 'the library process ended during an import' } as const;
    return this.take({ kind: 'failed', source: state.source, error });
  }

  async list(): Promise<LocalExam[]> {
    const exams = await (await this.library()).listLocal();
    return exams.map((each) => ({ ...each, exam: this.#withName(each.exam) }));
  }

  /** Also one that is being imported just now. Fails with `not-found`. */
  async find(examId: string): Promise<Exam> {
    const arriving = isRunning(this.#state) ? this.#state.exams : [];
    const listed = (await this.list()).map(({ exam }) => exam);
    const found = [...listed, ...arriving].find(({ id }) => id === examId);
    if (!found) throw new AppFailure('not-found', 'no such imported exam');
    return this.#withName(found);
  }

  /** Fails with `not-signed-in` while the session is locked: what is on this computer is hidden then, too. */
  async library(): Promise<LibraryClient> {
    if (this.#session.state.kind === 'locked') throw new AppFailure('not-signed-in', 'it is locked');
    return this.#opener.opened();
  }

  #named(state: ImportState): ImportState {
    if (isRunning(state)) return { ...state, exams: state.exams.map((exam) => this.#withName(exam)) };
    if (state.kind !== 'done') return state;
    const imported = state.imported.map((each) => ({ ...each, exam: this.#withName(each.exam) }));
    return { ...state, imported };
  }

  /** Devices often leave the title out: then the kind of imaging says what it is. */
  #withName(unnamed: Exam): Exam {
    const { reportFile } = textsIn(this.#language()).dialog;
    const reports = unnamed.reports.map((report) =>
      report.title === '' ? { ...report, title: reportFile } : report,
    );
    const exam = { ...unnamed, reports };
    if (exam.label !== '') return exam;
    const words: Readonly<Record<string, string>> = textsIn(this.#language()).imaging;
    const [first = ''] = exam.modalities;
    return { ...exam, label: words[first] ?? textsIn(this.#language()).imaging.other };
  }
}
