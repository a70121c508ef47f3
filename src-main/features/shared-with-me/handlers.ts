import { z } from 'zod';
import { accessEndOf, examSchema, type Exam } from '../../../src-shared/domain/exam.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import { listSharedWithMe } from '../../sources/portal/exams.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { KeptAnswers } from '../kept-answers.ts';

/** Kept for offline use, it holds shares that are over since: those are left out whatever this computer remembers. */
export const sharedWithMeHandlers = (context: {
  readonly session: Session;
  readonly answers: KeptAnswers;
  readonly exams: ExamCatalogue;
  /** Hears each list that comes from the portal. */
  readonly onNamed: (exams: readonly Exam[]) => void;
}): HandlersOf<'sharedWithMe.list'> => ({
  'sharedWithMe.list': async () => {
    const { active } = context.session;
    const { value, freshness } = await context.answers.get(
      'shared-with-me',
      z.array(examSchema),
      listSharedWithMe,
    );
    const now = Date.now();
    const items = value.filter((exam) => (accessEndOf(exam) ?? Infinity) > now);
    context.exams.learn(active, items);
    if (freshness.source === 'portal') context.onNamed(items);
    return { items, freshness };
  },
});
