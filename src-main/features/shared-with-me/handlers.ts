import { z } from 'zod';
import { examSchema, type Exam } from '../../../src-shared/domain/exam.ts';
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
  readonly onShared: (exams: readonly Exam[]) => void;
}): HandlersOf<'sharedWithMe.list'> => ({
  'sharedWithMe.list': async () => {
    const { active } = context.session;
    const { value, freshness } = await context.answers.get(
      'shared-with-me',
      z.array(examSchema),
      listSharedWithMe,
    );
    const now = Date.now();
    const items = value.filter(({ shared }) => shared === null || Date.parse(shared.until) > now);
    context.exams.learn(active, items);
    if (freshness.source === 'portal') context.onShared(items);
    return { items, freshness };
  },
});
