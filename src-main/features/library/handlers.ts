import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { AccountLibrary } from './account-library.ts';
import type { KeptExams } from './kept-exams.ts';

export const libraryHandlers = (context: {
  readonly session: Session;
  readonly library: AccountLibrary;
  readonly exams: ExamCatalogue;
  readonly kept: KeptExams;
}): HandlersOf<
  | 'library.list'
  | 'library.exams'
  | 'library.status'
  | 'library.keep'
  | 'library.remove'
  | 'library.hold'
  | 'library.first'
  | 'library.usage'
  | 'library.forgetCached'
  | 'library.repairs'
> => {
  /** Fails while the session is locked, which the library does not know of. */
  const opened = () => {
    context.session.assertOpen();
    return context.library.opened();
  };
  return {
    'library.list': async () => (await opened()).list(),
    'library.exams': async () => {
      await opened();
      return context.exams.kept();
    },
    'library.status': async () => (await opened()).status(),
    'library.hold': async ({ examId, held }) => (await opened()).hold(examId, held),
    'library.first': async ({ examId }) => (await opened()).first(examId),
    'library.usage': async () => {
      const library = await opened();
      // Without a list the cache is told as a whole.
      const listed = await context.exams.list().catch(() => null);
      return library.usage(listed?.items.map(({ id }) => id) ?? []);
    },
    'library.forgetCached': async ({ examId }) => (await opened()).forgetCached(examId),
    'library.repairs': async () => (await opened()).repairs(),
    'library.keep': async ({ examId }) => {
      const library = await opened();
      const exam = await context.exams.find(examId);
      await library.keep(exam);
      await context.kept.add(exam);
    },
    'library.remove': async ({ examId }) => (await opened()).remove(examId),
  };
};
