import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Windows } from '../../app/windows.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { SeenDocuments } from '../exams/seen-documents.ts';
import { instancesText } from '../../../src-shared/ipc/schemas/exams.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { LibraryClient } from '../../library/client.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { LocalLibraryOpener } from '../library/local-library.ts';
import { Ahead } from './ahead.ts';
import type { BytePorts } from './byte-ports.ts';

export const viewerHandlers = (context: {
  readonly windows: Windows;
  readonly exams: ExamCatalogue;
  readonly library: AccountLibrary;
  readonly local: LocalLibraryOpener;
  readonly seen: SeenDocuments;
  readonly ports: BytePorts;
}): HandlersOf<
  | 'viewer.open'
  | 'viewer.openAnother'
  | 'viewer.images'
  | 'viewer.instances'
  | 'viewer.priors'
  | 'viewer.connectBytes'
> => {
  const ahead = new Ahead();
  const libraryOf = (examId: string): Promise<LibraryClient> =>
    isLocalExamId(examId) ? context.local.opened() : context.library.opened();
  return {
    'viewer.open': async (input) => {
      // Nothing opens for an exam that is not this account's.
      const exam = await context.exams.find(input.examId);
      if (input.compareWith !== undefined) await context.exams.find(input.compareWith);
      if (!context.windows.examsOnScreen.includes(exam.id)) ahead.begin(exam, libraryOf(exam.id), input);
      await context.windows.openViewer(input);
    },
    'viewer.images': async ({ examId }, { contentsId }) => {
      const exam = await context.exams.find(examId);
      context.windows.shows(contentsId, examId);
      const series = (await ahead.series(examId)) ?? (await (await libraryOf(examId)).examImages(exam));
      context.seen.markInBackground(exam.imagesDocumentId);
      const found = ahead.found(examId);
      const first = found && {
        seriesInstanceUid: found.seriesInstanceUid,
        instances: instancesText(found.headers),
      };
      return { exam, series, first };
    },
    'viewer.instances': async ({ examId, seriesInstanceUid }) => {
      const { studyInstanceUid } = await context.exams.find(examId);
      const known = await ahead.instances(examId, seriesInstanceUid);
      const asked = { examId, studyInstanceUid, seriesInstanceUid };
      return instancesText(known ?? (await (await libraryOf(examId)).instances(asked)));
    },
    'viewer.openAnother': async (input, { contentsId }) => {
      await context.exams.find(input.examId);
      await context.windows.openAnotherViewer(input, contentsId);
    },
    'viewer.priors': async ({ examId }) => context.exams.ofSamePatient(examId),
    'viewer.connectBytes': (_input, { contentsId }) => context.ports.connect(contentsId),
  };
};
