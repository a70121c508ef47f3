import { sql } from 'kysely';
import type { Database, Queryable } from '../db/database.ts';
import { appendAccess, type AccessAction } from './access-log.ts';
import type { Principal } from './principal.ts';
import { mayReadExam, mayReadReport, type Decision, type ExamKey } from './rights.ts';

/** Reads of one exam by one session within this time are one consultation, and one line of the history. */
const consultationMinutes = 30;

export interface Reading {
  /**
   * Decides and, where it is allowed, writes to the access history in the same transaction. Call it once a request,
   * before any byte goes out. A viewer that asks for a thousand instances makes one line.
   */
  images(principal: Principal, key: ExamKey, purpose: 'view' | 'download'): Promise<Decision>;
  report(principal: Principal, reportId: string, purpose: 'view' | 'download'): Promise<Decision>;
}

export function createReading(db: Database): Reading {
  /** What is read now belongs to a consultation that stands in the history already. */
  const isOpen = async (sessionId: string, examId: string, action: AccessAction): Promise<boolean> =>
    (await db
      .selectFrom('consultation')
      .select('at')
      .where('sessionId', '=', sessionId)
      .where('examId', '=', examId)
      .where('action', '=', action)
      .where('at', '>', sql<Date>`now() - make_interval(mins => ${consultationMinutes})`)
      .executeTakeFirst()) !== undefined;

  const write = (
    principal: Principal,
    action: AccessAction,
    decide: (on: Queryable) => Promise<Decision>,
  ): Promise<Decision> =>
    db.transaction().execute(async (trx) => {
      const decision = await decide(trx);
      if (!decision.allowed) return decision;
      const opened = await trx
        .insertInto('consultation')
        .values({ sessionId: principal.sessionId, examId: decision.examId, action, at: new Date() })
        .onConflict((conflict) =>
          conflict
            .columns(['sessionId', 'examId', 'action'])
            .doUpdateSet({ at: new Date() })
            .where('consultation.at', '<', sql<Date>`now() - make_interval(mins => ${consultationMinutes})`),
        )
        .returning('examId')
        .executeTakeFirst();
      if (opened) {
        await appendAccess(trx, {
          patientId: decision.patientId,
          ...asPerson(principal),
          role: decision.role,
          action,
          examId: decision.examId,
        });
      }
      return decision;
    });

  const read = async (
    principal: Principal,
    action: AccessAction,
    decide: (on: Queryable) => Promise<Decision>,
  ): Promise<Decision> => {
    const decision = await decide(db);
    if (!decision.allowed || (await isOpen(principal.sessionId, decision.examId, action))) return decision;
    return write(principal, action, decide);
  };

  return {
    images: (principal, key, purpose) =>
      read(principal, purpose === 'download' ? 'downloaded' : 'viewed-images', (on) =>
        mayReadExam(on, principal, key),
      ),
    report: (principal, reportId, purpose) =>
      read(principal, purpose === 'download' ? 'downloaded' : 'viewed-report', (on) =>
        mayReadReport(on, principal, reportId),
      ),
  };
}

/** The principal as the access history names them. */
export const asPerson = (principal: Principal) => ({
  personId: principal.kind === 'guest' ? principal.shareId : principal.personId,
  personName: principal.displayName,
  establishmentId: principal.kind === 'guest' ? null : principal.establishmentId,
});
