import { sql } from 'kysely';
import type { Database, Queryable } from '../db/database.ts';
import { statement, type Places } from '../db/statement.ts';
import { inPlaces, together, type InPlace } from '../db/together.ts';
import { appendAccess, type AccessAction } from './access-log.ts';
import { holderColumns, holderIsIn, holderTables, type HolderRow } from './holders.ts';
import type { Principal } from './principal.ts';
import {
  decisionOf,
  groundsOf,
  holderAsAsker,
  mayReadExam,
  mayReadReport,
  type Decision,
  type GroundsRow,
} from './rights.ts';
import type { Sessions } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** Reads of one exam by one session within this time are one consultation, and one line of the history. */
const consultationMinutes = 30;

type Purpose = 'view' | 'download';

/** A read that is allowed just now, and not in the access history yet. */
export interface AllowedRead {
  /** Reports as well that lie among the images, not only these. */
  readonly reports: boolean;
  /**
   * Makes sure that it stands in the history: written in one transaction with the decision, which is taken once more there.
   * False: it is not allowed any more. Call it before any byte goes out. A viewer that asks for a thousand instances
   * makes one line.
   */
  record(): Promise<boolean>;
}

export interface Reading {
  /**
   * Null: nobody holds this token. `read` is null where they may not. Every image asks this; an exam that is being consulted costs one
   * look at the database, together with whoever else asks just then. The UID must be one.
   */
  images(
    accessToken: string,
    studyInstanceUid: string,
    purpose: Purpose,
  ): Promise<{ readonly principal: Principal; readonly read: AllowedRead | null } | null>;
  /** Decides and, where it is allowed, writes to the access history in the same transaction. Once a request, first of all. */
  report(principal: Principal, reportId: string, purpose: Purpose): Promise<Decision>;
}

const recently = sql<boolean>`consultation.at > now() - make_interval(mins => ${sql.lit(consultationMinutes)})`;

interface Asked {
  /** Of the token. */
  readonly hash: string;
  readonly studyInstanceUid: string;
  readonly action: AccessAction;
}

interface Columns {
  readonly hashes: readonly string[];
  readonly studies: readonly string[];
  readonly actions: readonly string[];
}

type Row = HolderRow & InPlace & GroundsRow & { readonly isOpen: boolean };

/** Who holds a token, every ground there is for them to read a study, and whether this reading stands in the history. */
const holdersAndGrounds = statement((db: Queryable, place: Places<Columns>) =>
  sql<Row>`select asked.place, ${holderColumns}, ${groundsOf(holderAsAsker)},
      exists (select from consultation where consultation.session_id = session.id and consultation.exam_id = exam.id
        and consultation.action = asked.action and ${recently}) as is_open
    from unnest(${place('hashes')}::text[], ${place('studies')}::text[], ${place('actions')}::text[])
      with ordinality as asked(hash, study_instance_uid, action, place) ${holderTables}
    left join exam on exam.study_instance_uid = asked.study_instance_uid
    where ${holderIsIn}`.compile(db),
);

export function createReading(db: Database, sessions: Pick<Sessions, 'accept'>): Reading {
  const holderAndGrounds = together(
    ({ hash, studyInstanceUid, action }: Asked) => `${hash} ${studyInstanceUid} ${action}`,
    async (asked) => {
      const rows = await holdersAndGrounds(db, {
        hashes: asked.map(({ hash }) => hash),
        studies: asked.map(({ studyInstanceUid }) => studyInstanceUid),
        actions: asked.map(({ action }) => action),
      });
      return inPlaces(rows, asked.length);
    },
  );

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
    async images(accessToken, studyInstanceUid, purpose) {
      const action = purpose === 'download' ? 'downloaded' : 'viewed-images';
      const row = await holderAndGrounds({ hash: hashToken(accessToken), studyInstanceUid, action });
      if (!row) return null;
      const principal = await sessions.accept(row);
      const decision = decisionOf(row);
      if (!decision.allowed) return { principal, read: null };
      const { reports } = decision;
      const decide = async (on: Queryable): Promise<Decision> => {
        const now = await mayReadExam(on, principal, { studyInstanceUid });
        return now.allowed && reports && !now.reports ? { allowed: false } : now;
      };
      const record = async (): Promise<boolean> =>
        row.isOpen || (await write(principal, action, decide)).allowed;
      return { principal, read: { reports, record } };
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
