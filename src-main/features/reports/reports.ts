import { examOfLocalReport } from '../../../src-shared/domain/local-exam.ts';
import type { LibraryClient } from '../../library/client.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { SeenDocuments } from '../exams/seen-documents.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { Session } from '../../session/session.ts';

/** The PDFs of reports, from this computer or through it from the portal. */
export class Reports {
  readonly #context: {
    readonly session: Session;
    readonly library: AccountLibrary;
    /** Of imported exams, which need nobody to be signed in; fails while the session is locked. */
    readonly localLibrary: () => Promise<LibraryClient>;
    readonly exams: ExamCatalogue;
    readonly seen: SeenDocuments;
  };

  constructor(context: {
    session: Session;
    library: AccountLibrary;
    localLibrary: () => Promise<LibraryClient>;
    exams: ExamCatalogue;
    seen: SeenDocuments;
  }) {
    this.#context = context;
  }

  /** The whole PDF. The document counts as seen from then on. */
  async read(reportId: string): Promise<Uint8Array> {
    const { session, library, exams, seen, localLibrary } = this.#context;
    const imported = examOfLocalReport(reportId);
    if (imported !== null) return (await localLibrary()).report(reportId, imported);
    // Fails while the session is locked, which the library does not know of.
    const { active } = session;
    const exam = await exams.ofReport(reportId).catch(() => undefined);
    const bytes = await (await library.opened()).report(reportId, exam?.id ?? null);
    if (active.online) seen.markInBackground(exam?.reports.find(({ id }) => id === reportId)?.documentId);
    return bytes;
  }
}
