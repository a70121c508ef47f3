import { AppFailure, type AppError } from '../../../src-shared/errors.ts';
import type { Session } from '../../session/session.ts';
import type { LocalExams } from './local-exams.ts';

export interface AskedFilesOptions {
  readonly session: Pick<Session, 'state' | 'settled' | 'onChange'>;
  readonly localExams: Pick<LocalExams, 'library'>;
  readonly onRefused: (error: AppError) => void;
}

/** What the system asks the application to open: files, folders, discs. While it is locked, that waits. */
export class AskedFiles {
  readonly #options: AskedFilesOptions;
  #waiting: string[] = [];

  constructor(options: AskedFilesOptions) {
    this.#options = options;
    options.session.onChange(({ kind }) => {
      if (kind !== 'locked' && this.#waiting.length > 0) void this.open([]);
    });
  }

  async open(paths: readonly string[]): Promise<void> {
    const { session, localExams, onRefused } = this.#options;
    await session.settled();
    this.#waiting = [...this.#waiting, ...paths];
    if (session.state.kind === 'locked') return;
    const asked = this.#waiting;
    this.#waiting = [];
    try {
      await (await localExams.library()).startImport({ paths: asked, name: null });
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error;
      onRefused(error.error);
    }
  }
}
