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
      /** Reports as well, not only images. */
      readonly reports: boolean;
    }
  | { readonly allowed: false };

export type ExamKey = { readonly examId: Value<string> } | { readonly studyInstanceUid: Value<string> };

/** What of a principal decides: the principal, or places for it in a statement that serves everybody of the kind. */
export type Asker =
  | { readonly kind: 'guest'; readonly shareId: Value<string> }
  | {
      readonly kind: 'patient' | 'professional' | 'administrator';
      readonly personId: Value<string>;
      readonly email: Value<string | null>;
      readonly readsServiceId: Value<string | null>;
    };

const shareIsOpen = sql<boolean>`share.revoked_at is null and share.ends_at > now()`;
const no = sql<boolean>`false`;

/**
 * For each way of having a right, an SQL condition over the table `exam`. `shared`: by a share, whatever it
 * holds; `sharedReports`: by one with reports.
 */
function grounds(principal: Asker): Record<Ground, RawBuilder<boolean>> {
  switch (principal.kind) {
    case 'guest': {
      const mine = (reports: RawBuilder<boolean>) => sql<boolean>`exists (
        select from share_exam join share on share.id = share_exam.share_id
        where share_exam.exam_id = exam.id and share.id = ${principal.shareId} and ${shareIsOpen} and ${reports})`;
      return {
        ...none,
        shared: mine(sql<boolean>`true`),
        sharedReports: mine(sql<boolean>`share.include_reports`),
      };
    }
    case 'patient':
      return {
        ...none,
        ...byMail(principal.email),
        own: sql<boolean>`exam.patient_id = ${principal.personId}`,
      };
    case 'professional':
      return {
        ...none,
        ...byMail(principal.email),
        correspondent: sql<boolean>`exists (select from exam_correspondent
          where exam_correspondent.exam_id = exam.id and exam_correspondent.professional_id = ${principal.personId})`,
        radiologist: principal.readsServiceId
          ? sql<boolean>`exam.service_id = ${principal.readsServiceId}`
          : no,
        temporary: sql<boolean>`exists (select from temporary_access
          where temporary_access.professional_id = ${principal.personId} and temporary_access.patient_id = exam.patient_id
            and now() between temporary_access.starts_at and temporary_access.ends_at)`,
      };
    case 'administrator':
      return { ...none, administrator: sql<boolean>`true` };
  }
}

type Ground =
  'own' | 'correspondent' | 'radiologist' | 'temporary' | 'administrator' | 'shared' | 'sharedReports';

const none: Record<Ground, RawBuilder<boolean>> = {
  own: no,
  correspondent: no,
  radiologist: no,
  temporary: no,
  administrator: no,
  shared: no,
  sharedReports: no,
};

function byMail(email: Value<string | null>): Partial<Record<Ground, RawBuilder<boolean>>> {
  if (!email) return {};
  const toMe = (reports: RawBuilder<boolean>) => sql<boolean>`exists (
    select from share_exam join share on share.id = share_exam.share_id
    where share_exam.exam_id = exam.id and lower(share.recipient_email) = lower(${email}) and ${shareIsOpen} and ${reports})`;
  return { shared: toMe(sql<boolean>`true`), sharedReports: toMe(sql<boolean>`share.include_reports`) };
}

/** An SQL condition over the table `exam`: the principal may read it by a right that does not end by itself. */
export function readableForGood(principal: Principal): RawBuilder<boolean> {
  const { own, correspondent, radiologist, administrator } = grounds(principal);
  return sql<boolean>`(${own} or ${correspondent} or ${radiologist} or ${administrator})`;
}

/** An SQL condition over the table `exam`: the principal may read it by a right of their own, not by a share. */
export const readableByRight = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableForGood(principal)} or ${grounds(principal).temporary})`;

/** Over the table `exam`: when the principal's temporary access to it ends; null where there is none. */
export const temporaryAccessEnd = (principal: Principal): RawBuilder<Date | null> =>
  principal.kind === 'professional'
    ? sql<Date | null>`(select max(temporary_access.ends_at) from temporary_access
        where temporary_access.professional_id = ${principal.personId} and temporary_access.patient_id = exam.patient_id
          and now() between temporary_access.starts_at and temporary_access.ends_at)`
    : sql<Date | null>`null::timestamptz`;

/** An SQL condition over the table `exam`: somebody shares it with the principal. */
export const readableByShare = (principal: Principal): RawBuilder<boolean> => grounds(principal).shared;

/** An SQL condition over the table `exam`: the principal may read its images. */
export const readable = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableByRight(principal)} or ${readableByShare(principal)})`;

/** An SQL condition over the table `exam`: the principal may read its reports. */
export const reportsReadable = (principal: Principal): RawBuilder<boolean> =>
  sql<boolean>`(${readableByRight(principal)} or ${grounds(principal).sharedReports})`;

/** The exam with every ground there is to read it: what `decisionOf` decides from. */
export function groundsOf(db: Queryable, principal: Asker, key: ExamKey) {
  const is = grounds(principal);
  return db
    .selectFrom('exam')
    .select(['exam.id', 'exam.patientId', 'exam.studyInstanceUid'])
    .select([
      is.own.as('own'),
      is.correspondent.as('correspondent'),
      is.radiologist.as('radiologist'),
      is.temporary.as('temporary'),
      is.administrator.as('administrator'),
      is.shared.as('shared'),
      is.sharedReports.as('sharedReports'),
    ])
    .where((eb) =>
      'examId' in key
        ? eb('exam.id', '=', key.examId)
        : eb('exam.studyInstanceUid', '=', key.studyInstanceUid),
    );
}

export function decisionOf(
  row:
    | (Record<Ground, boolean | null> & {
        readonly id: string;
        readonly patientId: string;
        readonly studyInstanceUid: string;
      })
    | undefined,
): Decision {
  const role = row && roleBy(row);
  if (!role) return { allowed: false };
  return {
    allowed: true,
    examId: row.id,
    patientId: row.patientId,
    studyInstanceUid: row.studyInstanceUid,
    role,
    reports: role !== 'guest' || row.sharedReports === true,
  };
}

/** May this principal read this exam, and as what? */
export const mayReadExam = async (db: Queryable, principal: Principal, key: ExamKey): Promise<Decision> =>
  decisionOf(await groundsOf(db, principal, key).executeTakeFirst());

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

/** The Study Instance UIDs that this principal may read: a subquery for `where study_uid in (…)`. */
export const readableStudyUids = (db: Queryable, principal: Principal) =>
  db.selectFrom('exam').select('exam.studyInstanceUid').where(readable(principal));

function roleBy(row: Record<Ground, boolean | null>): AccessRole | null {
  if (row.own) return 'patient';
  if (row.correspondent) return 'correspondent';
  if (row.radiologist) return 'radiologist';
  if (row.temporary) return 'temporary-access';
  if (row.administrator) return 'administrator';
  return row.shared ? 'guest' : null;
}
