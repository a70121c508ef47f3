import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { Session } from '../../session/session.ts';
import { isForNow } from '../../sources/portal/failure.ts';
import { findPatients, listPatientExams } from '../../sources/portal/patients.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';

/** For professionals. Whom they looked for is not kept on this computer, nor a record that they opened in an emergency. */
export const patientHandlers = (context: {
  readonly session: Session;
  readonly exams: ExamCatalogue;
  /** Hears each list that comes from the portal. */
  readonly onNamed: (exams: readonly Exam[]) => void;
}): HandlersOf<'patients.search' | 'patients.exams'> => {
  const { session, exams, onNamed } = context;
  return {
    'patients.search': ({ words }) => findPatients(session.active.client, words),
    'patients.exams': async ({ patientId }) => {
      const { active } = session;
      try {
        const items: Exam[] = await listPatientExams(active.client, patientId);
        exams.learn(active, items);
        onNamed(items);
        return { items, freshness: { source: 'portal', asOf: new Date().toISOString() } };
      } catch (error) {
        if (!isForNow(error)) throw error;
        // Without the portal: what the account's own list, which is kept, says of them.
        const { items, freshness } = await exams.list();
        return { items: items.filter(({ patient }) => patient?.id === patientId), freshness };
      }
    },
  };
};
