import { z } from 'zod';
import { examSchema } from '../../../src-shared/domain/exam.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import { findPatients, listPatientExams } from '../../sources/portal/patients.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { KeptAnswers } from '../kept-answers.ts';

/** For professionals. Whom they looked for is not kept on this computer; the exams that they may read are. */
export const patientHandlers = (context: {
  readonly session: Session;
  readonly answers: KeptAnswers;
  readonly exams: ExamCatalogue;
}): HandlersOf<'patients.search' | 'patients.exams'> => ({
  'patients.search': ({ words }) => findPatients(context.session.active.client, words),
  'patients.exams': async ({ patientId }) => {
    const { active } = context.session;
    const { value, freshness } = await context.answers.get(
      `patient ${patientId}`,
      z.array(examSchema),
      (client) => listPatientExams(client, patientId),
    );
    context.exams.learn(active, value);
    return { items: value, freshness };
  },
});
