import type { Exam } from '../../../src-shared/domain/exam.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { LibraryClient } from '../../library/client.ts';
import { dayInName } from '../day-in-name.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { Session } from '../../session/session.ts';
import type { LocalExams } from '../import/local-exams.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import { fileName, folderName } from '../save-file.ts';
import type { Exports } from './exports.ts';
import { newPassphrase } from './passphrase.ts';
import type { TargetDialog } from './target-dialog.ts';

type Lines = 'export.state' | 'export.start' | 'export.passphrase' | 'export.cancel' | 'export.reveal';

export const exportHandlers = (context: {
  readonly session: Session;
  readonly exams: ExamCatalogue;
  readonly library: AccountLibrary;
  readonly localExams: LocalExams;
  readonly exports: Exports;
  readonly targetDialog: (contentsId: number) => TargetDialog;
  readonly language: () => Language;
  readonly reveal: (path: string) => void;
}): HandlersOf<Lines> => {
  const { session, exams, library, localExams, exports, targetDialog, language, reveal } = context;
  /** Fails while the session is locked. Whoever only has a CD has no other library than this computer's. */
  const libraryOf = (examId: string): Promise<LibraryClient> =>
    isLocalExamId(examId) ? localExams.library() : library.opened();

  return {
    'export.state': () => exports.state,
    'export.start': async ({ examId, format, deidentify, passphrase }, { contentsId }) => {
      if (format === 'locked-zip' && passphrase === null)
        throw new AppFailure('invalid-request', 'a locked archive needs a passphrase');
      const exam = await exams.find(examId);
      const client = await libraryOf(examId);
      const reports = deidentify ? [] : reportsOf(exam);
      await client.checkExport(
        exam,
        reports.map(({ id }) => id),
      );
      const t = textsIn(language()).export;
      const day = dayInName(exam.date);
      const words = deidentify
        ? t.anonymousName
        : [t.name, exam.label, day].filter((part) => part !== '').join(' - ');
      const isFolder = format === 'folder';
      const target = await targetDialog(contentsId)(isFolder ? 'folder' : 'archive', words);
      if (target === null) return { started: false };
      exports.begin(target, isFolder);
      await client.startExport({
        exam,
        format,
        target,
        name: folderName(words),
        passphrase,
        deidentify,
        reports,
        readme: deidentify ? t.anonymousReadme : t.readme,
      });
      return { started: true };
    },
    'export.passphrase': () => ({ passphrase: newPassphrase() }),
    'export.cancel': async () => (await localExams.library()).cancelExport(),
    'export.reveal': () => {
      session.assertUnlocked();
      const { path } = exports;
      if (path === null) throw new AppFailure('not-found', 'nothing was exported');
      reveal(path);
    },
  };
};

const reportsOf = (exam: Exam): { id: string; fileName: string }[] =>
  exam.reports.map(({ id, title, date }, index) => ({
    id,
    fileName: fileName(`${String(index + 1)} - ${title} - ${dayInName(date)}`, 'pdf'),
  }));
