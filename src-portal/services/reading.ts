import { sql } from 'kysely';
import type { Database, Queryable } from '../db/database.ts';
import { statement, type Places } from '../db/statement.ts';
import { appendAccess, type AccessAction } from './access-log.ts';
import type { AccountPrincipal, GuestPrincipal, Principal } from './principal.ts';
import { decisionOf, groundsOf, mayReadExam, mayReadReport, type Asker, type Decision } from './rights.ts';

/** Reads of one exam by one session within this time are one consultation, and one line of the history. */
const consultationMinutes = 30;

type Purpose = 'view' | 'download';

/** A read that is allowed just now, and not in the access history yet. */
export interface AllowedRead {
  /**
   * Makes sure that it stands in the history: written in one transaction with the decision, which is taken once more there.
   * False: it is not allowed any more. Call it before any byte goes out. A viewer that asks for a thousand instances
   * makes one line.
   */
  record(): Promise<boolean>;
}

export interface Reading {
  /** Null: not allowed. A request of its own each; an exam that is being consulted costs one look at the database. */
  images(principal: Principal, studyInstanceUid: string, purpose: Purpose): Promise<AllowedRead | null>;
  /** Decides and, where it is allowed, writes to the access history in the same transaction. Once a request, first of all. */
  report(principal: Principal, reportId: string, purpose: Purpose): Promise<Decision>;
}

const recently = sql<boolean>`consultation.at > now() - make_interval(mins => ${sql.lit(consultationMinutes)})`;

interface Asked {
  readonly sessionId: string;
  readonly studyInstanceUid: string;
  readonly action: AccessAction;
}

/** Every ground there is to read a study, and whether this reading stands in the history: each instance asks this. */
const groundsAndHistoryOf = <V extends Asked>(askerOf: (place: Places<V>) => Asker) =>
  statement((db: Queryable, place: Places<V>) =>
    groundsOf(db, askerOf(place), { studyInstanceUid: place('studyInstanceUid') }).select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('consultation')
            .select('at')
            .where('sessionId', '=', place('sessionId'))
            .whereRef('consultation.examId', '=', 'exam.id')
            .where('action', '=', place('action'))
            .where(recently),
        )
        .as('isOpen'),
    ),
  );
const askedByGuest = groundsAndHistoryOf<Asked & GuestPrincipal>((place) => ({
  kind: 'guest',
  shareId: place('shareId'),
}));
const askedBy = (kind: AccountPrincipal['kind']) =>
  groundsAndHistoryOf<Asked & AccountPrincipal>((place) => ({
    kind,
    personId: place('personId'),
    email: place('email'),
    readsServiceId: place('readsServiceId'),
  }));
const askedByAccount = {
  patient: askedBy('patient'),
  professional: askedBy('professional'),
  administrator: askedBy('administrator'),
} as const;

const groundsAndHistory = async (db: Database, principal: Principal, asked: Omit<Asked, 'sessionId'>) => {
  const rows =
    principal.kind === 'guest'
      ? await askedByGuest(db, { ...principal, ...asked })
      : await askedByAccount[principal.kind](db, { ...principal, ...asked });
  return rows[0];
};

export function createReading(db: Database): Reading {
  /** What is read now belongs to a consultation that stands in the history already. */
  const isOpen = async (sessionId: string, examId: string, action: AccessAction): Promise<boolean> =>
    (await db
      .selectFrom('consultation')
      .select('at')
      .where('sessionId', '=', sessionId)
      .where('examId', '=', examId)
      .where('action', '=', action)
      .where(recently)
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

  return {
    async images(principal, studyInstanceUid, purpose) {
      const action = purpose === 'download' ? 'downloaded' : 'viewed-images';
      const row = await groundsAndHistory(db, principal, { studyInstanceUid, action });
      if (!decisionOf(row).allowed) return null;
      const decide = (on: Queryable): Promise<Decision> => mayReadExam(on, principal, { studyInstanceUid });
      return {
        record: async () => row?.isOpen === true || (await write(principal, action, decide)).allowed,
      };
    },

    async report(principal, reportId, purpose) {
      const action = purpose === 'download' ? 'downloaded' : 'viewed-report';
      const decide = (on: Queryable): Promise<Decision> => mayReadReport(on, principal, reportId);
      const decision = await decide(db);
      if (!decision.allowed || (await isOpen(principal.sessionId, decision.examId, action))) return decision;
      return write(principal, action, decide);
    },
  };
}

/** The principal as the access history names them. */
export const asPerson = (principal: Principal) => ({
  personId: principal.kind === 'guest' ? principal.shareId : principal.personId,
  personName: principal.displayName,
  establishmentId: principal.kind === 'guest' ? null : principal.establishmentId,
});
