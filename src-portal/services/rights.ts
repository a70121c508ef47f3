import { sql, type RawBuilder } from 'kysely';
import type { Queryable } from '../db/database.ts';
import type { AccessEventTable } from '../db/schema.ts';
import type { Value } from '../db/statement.ts';
import type { Principal } from './principal.ts';

// The one place that decides who may read what. Every route asks it, none decides by itself.
//
// | who                        | may read                                                              |
// | patient                    | their own record                                                      |
// | declared correspondent     | the exams they were declared at                                       |
// | radiologist of the service | the exams made in that service                                        |
// | administrator              | every exam                                                            |
// | guest of a share           | the share's exams until it ends; reports where the share says so      |
// | account a share is sent to | the same, by the account's e-mail address                             |
// | temporary access           | the whole record of one patient until it ends                         |
//
// A deactivated account has no session, so it is no principal at all (sessions.ts).

export type AccessRole = AccessEventTable['role'];

export type Decision =
  | {
      readonly allowed: true;
      readonly examId: string;
      readonly patientId: string;
      readonly studyInstanceUid: string;
      /** As what they read: for the access history. */
      readonly role: AccessRole;
      /** Reports as well, not only images: the portal's own, and those among the images. */
      readonly reports: boolean;
    }
  | { readonly allowed: false };

type ExamKey = { readonly examId: string } | { readonly studyInstanceUid: string };

/** What of somebody decides: values, or columns of a statement that asks for many. Null: there is none. */
export interface Asker {
  readonly patientId: Value<string> | null;
  readonly professionalId: Value<string> | null;
  readonly readsServiceId: Value<string> | null;
  readonly isAdministrator: RawBuilder<boolean>;
  /** What shares are sent to. */
  readonly email: Value<string> | null;
  /** The share that a guest came by. */
  readonly shareId: Value<string> | null;
}

const yes = sql<boolean>`true`;
const no = sql<boolean>`false`;

function askerOf(principal: Principal): Asker {
  const nobody: Asker = {
    patientId: null,
    professionalId: null,
    readsServiceId: null,
    isAdministrator: no,
    email: null,
    shareId: null,
  };
  switch (principal.kind) {
    case 'guest':
      return { ...nobody, shareId: principal.shareId };
    case 'patient':
      return { ...nobody, patientId: principal.personId, email: principal.email };
    case 'professional':
      return {
        ...nobody,
        professionalId: principal.personId,
        readsServiceId: principal.readsServiceId,
        email: principal.email,
      };
    case 'administrator':
      return { ...nobody, isAdministrator: yes };
  }
}

/** The same of whoever holds a token, in the columns that `holders.ts` names. */
export const holderAsAsker: Asker = {
  patientId: sql<string>`account.patient_id`,
  professionalId: sql<string>`(case account.kind when 'professional' then account.professional_id end)`,
  readsServiceId: sql<string>`(case account.kind when 'professional' then professional.reads_service_id end)`,
  isAdministrator: sql<boolean>`account.kind = 'administrator'`,
  email: sql<string>`(case when account.kind <> 'administrator' then account.email end)`,
  shareId: sql<string>`session.share_id`,
};

type Ground =
  'own' | 'correspondent' | 'radiologist' | 'temporary' | 'administrator' | 'shared' | 'sharedReports';

/**
 * For each way of having a right, an SQL condition over the table `exam`. `shared`: by a share, whatever it
 * holds; `sharedReports`: by one with reports.
 */
function grounds(asker: Asker): Record<Ground, RawBuilder<boolean>> {
  const { patientId, professionalId, readsServiceId, isAdministrator } = asker;
  return {
    own: patientId ? sql`exam.patient_id = ${patientId}` : no,
    correspondent: professionalId
      ? sql`exists (select from exam_correspondent
          where exam_correspondent.exam_id = exam.id and exam_correspondent.professional_id = ${professionalId})`
      : no,
    radiologist: readsServiceId ? sql`exam.service_id = ${readsServiceId}` : no,
    temporary: professionalId
      ? sql`exists (select from temporary_access
          where temporary_access.professional_id = ${professionalId} and temporary_access.patient_id = exam.patient_id
            and temporary_access.ends_at > now())`
      : no,
    administrator: isAdministrator,
    shared: sharedWith(asker, yes),
    sharedReports: sharedWith(asker, sql`share.include_reports`),
  };
}

function sharedWith(asker: Asker, reports: RawBuilder<boolean>): RawBuilder<boolean> {
  const isTheirs = sharedToNow(asker);
  if (!isTheirs) return no;
  return sql`exists (select from share_exam join share on share.id = share_exam.share_id
    where share_exam.exam_id = exam.id and ${isTheirs} and ${reports})`;
}

/** Over the table `share`: it is for them, and not over. Null: none can be. */
function sharedToNow({ shareId, email }: Asker): RawBuilder<boolean> | null {
  const ways: RawBuilder<boolean>[] = [];
  if (shareId) ways.push(sql`share.id = ${shareId}`);
  if (email) ways.push(sql`lower(share.recipient_email) = lower(${email})`);
  if (ways.length === 0) return null;
  return sql`(${sql.join(ways, sql` or `)}) and share.revoked_at is null and share.ends_at > now()`;
}

/** An SQL condition over the table `exam`: the principal may read it by a right that does not end by itself. */
export function readableForGood(principal: Principal): RawBuilder<boolean> {
  const { own, correspondent, radiologist, administrator } = grounds(askerOf(principal));
  return sql<boolean>`(${own} or ${correspondent} or ${radiologist} or ${administrator})`;
}

/** An SQL condition over the table `exam`: the principal may read it by a right of their own, not by a share. */
export const readableByRight = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableForGood(principal)} or ${grounds(askerOf(principal)).temporary})`;

/** Over the table `exam`: when the principal's temporary access to it ends; null where there is none. */
export const temporaryAccessEnd = (principal: Principal): RawBuilder<Date | null> =>
  principal.kind === 'professional'
    ? sql<Date | null>`(select max(temporary_access.ends_at) from temporary_access
        where temporary_access.professional_id = ${principal.personId} and temporary_access.patient_id = exam.patient_id
          and temporary_access.ends_at > now())`
    : sql<Date | null>`null::timestamptz`;

/** An SQL condition over the table `exam`: somebody shares it with the principal. */
export const readableByShare = (principal: Principal): RawBuilder<boolean> =>
  grounds(askerOf(principal)).shared;

/** An SQL condition over the table `share`: the principal has it, and it is not over. */
export const sharedWithNow = (principal: Principal): RawBuilder<boolean> =>
  sharedToNow(askerOf(principal)) ?? no;

/** An SQL condition over the table `exam`: the principal may read its images. */
export const readable = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableByRight(principal)} or ${readableByShare(principal)})`;

/** An SQL condition over the table `exam`: the principal may read its reports. */
export const reportsReadable = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableByRight(principal)} or ${grounds(askerOf(principal)).sharedReports})`;

/** The columns of an exam with every ground there is to read it: what `decisionOf` decides from. */
export function groundsOf(asker: Asker) {
  const is = grounds(asker);
  return sql`exam.id as exam_id, exam.patient_id, exam.study_instance_uid, ${is.own} as own,
    ${is.correspondent} as correspondent, ${is.radiologist} as radiologist, ${is.temporary} as temporary,
    ${is.administrator} as administrator, ${is.shared} as shared, ${is.sharedReports} as shared_reports`;
}

export interface GroundsRow extends Record<Ground, boolean | null> {
  readonly examId: string;
  readonly patientId: string;
  readonly studyInstanceUid: string;
}

export function decisionOf(row: GroundsRow | undefined): Decision {
  const role = row && roleBy(row);
  if (!role) return { allowed: false };
  return {
    allowed: true,
    examId: row.examId,
    patientId: row.patientId,
    studyInstanceUid: row.studyInstanceUid,
    role,
    reports: role !== 'guest' || row.sharedReports === true,
  };
}

/** May this principal read this exam, and as what? */
export async function mayReadExam(db: Queryable, principal: Principal, key: ExamKey): Promise<Decision> {
  const which =
    'examId' in key ? sql`exam.id = ${key.examId}` : sql`exam.study_instance_uid = ${key.studyInstanceUid}`;
  const asked = sql<GroundsRow>`select ${groundsOf(askerOf(principal))} from exam where ${which}`;
  return decisionOf((await asked.execute(db)).rows[0]);
}

/** May this principal read this report? The decision is over its exam. */
export async function mayReadReport(
  db: Queryable,
  principal: Principal,
  reportId: string,
): Promise<Decision> {
  const report = await db.selectFrom('report').select('examId').where('id', '=', reportId).executeTakeFirst();
  if (!report) return { allowed: false };
  const decision = await mayReadExam(db, principal, { examId: report.examId });
  return decision.allowed && !decision.reports ? { allowed: false } : decision;
}

/** May this principal put images into the portal? */
export const mayStore = (principal: Principal): boolean => principal.kind === 'administrator';

/** The studies that this principal may read, and of which of them the reports as well. */
export const readableStudies = (db: Queryable, principal: Principal) =>
  db
    .selectFrom('exam')
    .select(['exam.studyInstanceUid', reportsReadable(principal).as('reports')])
    .where(readable(principal))
    .execute();

function roleBy(row: GroundsRow): AccessRole | null {
  if (row.own) return 'patient';
  if (row.correspondent) return 'correspondent';
  if (row.radiologist) return 'radiologist';
  if (row.temporary) return 'temporary-access';
  if (row.administrator) return 'administrator';
  return row.shared ? 'guest' : null;
}
