import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { AccountLibrary } from './account-library.ts';

export const libraryHandlers = (context: {
  readonly session: Session;
  readonly library: AccountLibrary;
  readonly exams: ExamCatalogue;
}): HandlersOf<'library.list' | 'library.keep' | 'library.remove'> => {
  /** Fails while the session is locked, which the library does not know of. */
  const opened = () => {
    context.session.assertOpen();
    return context.library.opened();
  };
  return {
    'library.list': async () => (await opened()).list(),
    'library.keep': async ({ examId }) => (await opened()).keep(await context.exams.find(examId)),
    'library.remove': async ({ examId }) => (await opened()).remove(examId),
  };
};
