import { v7 as uuid } from 'uuid';
import type { Transaction } from 'kysely';
import type { Queryable } from '../db/database.ts';
import type { Tables } from '../db/schema.ts';
import { appendAccess } from '../services/access-log.ts';
import { hashPassword } from '../services/passwords.ts';
import { textKey } from '../services/text-key.ts';
import { canonicalAccessCode, hashToken } from '../services/tokens.ts';
import type { World, WorldExam } from './world.ts';

export type ReportFacts = ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;

export async function loadExams(
  db: Queryable,
  world: World,
  serviceOf: ReadonlyMap<string, string>,
  reportFacts: ReportFacts,
): Promise<void> {
  const establishments = new Map(
    world.establishments.map((establishment) => [establishment.id, establishment]),
  );
  const exams = world.exams.map((exam) => {
    const establishment = establishments.get(exam.establishmentId);
    const serviceId = serviceOf.get(exam.establishmentId);
    if (!establishment || serviceId === undefined) throw new Error(`exam ${exam.key}: no such establishment`);
    return {
      id: exam.id,
      patientId: exam.patientId,
      studyInstanceUid: exam.studyInstanceUid,
      accessionNumber: exam.accessionNumber,
      label: exam.label,
      labelKey: textKey(exam.label),
      date: new Date(exam.date),
      bodyRegion: exam.bodyRegion,
      establishmentId: exam.establishmentId,
      serviceId,
      prescriber: exam.prescriber,
      radiologist: exam.radiologist,
      modalities: [...exam.modalities],
      searchText: textKey(
        [
          exam.label,
          exam.bodyRegion,
          exam.prescriber,
          exam.radiologist,
          establishment.name,
          establishment.town,
        ].join(' '),
      ),
    };
  });
  await inParts(exams, (part) => db.insertInto('exam').values(part).execute());
  const correspondents = world.exams.flatMap((exam) =>
    exam.correspondentIds.map((professionalId) => ({ examId: exam.id, professionalId })),
  );
  await inParts(correspondents, (part) => db.insertInto('examCorrespondent').values(part).execute());

  const reports = world.exams.flatMap((exam) =>
    exam.reports.flatMap((report) => {
      const facts = reportFacts.get(report.id);
      const { id, title, author } = report;
      return facts ? [{ id, examId: exam.id, title, date: new Date(report.date), author, ...facts }] : [];
    }),
  );
  await inParts(reports, (part) => db.insertInto('report').values(part).execute());
  await loadDocuments(db, world.exams, new Set(reports.map((report) => report.id)));
}

/** Documents, and which of them their patients have seen. */
async function loadDocuments(
  db: Queryable,
  exams: readonly WorldExam[],
  reportIds: ReadonlySet<string>,
): Promise<void> {
  const documents = exams.flatMap((exam) => [
    ...(exam.images && exam.imagesAvailable
      ? [{ exam, reportId: null, since: exam.availableSince, isNew: exam.imagesAreNew }]
      : []),
    ...exam.reports
      .filter((report) => reportIds.has(report.id))
      .map((report) => ({ exam, reportId: report.id, since: report.date, isNew: report.isNew })),
  ]);
  const rows = documents.map((document) => ({ id: uuid(), ...document }));
  await inParts(rows, (part) =>
    db
      .insertInto('document')
      .values(
        part.map(({ id, exam, reportId, since }) => ({
          id,
          examId: exam.id,
          reportId,
          availableSince: new Date(since),
        })),
      )
      .execute(),
  );
  // Everybody who was declared at an exam has seen what the patient has seen.
  const accounts = new Set(
    (await db.selectFrom('account').select('id').execute()).map((account) => account.id),
  );
  const seen = rows
    .filter((row) => !row.isNew)
    .flatMap((row) =>
      [row.exam.patientId, ...row.exam.correspondentIds]
        .filter((accountId) => accounts.has(accountId))
        .map((accountId) => ({ accountId, documentId: row.id })),
    );
  await inParts(seen, (part) => db.insertInto('seen').values(part).execute());
}

/** Hashes of access codes by the share's id. */
export async function hashAccessCodes(world: World): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(
      world.shares.map(
        async ({ id, accessCode }) => [id, await hashPassword(canonicalAccessCode(accessCode))] as const,
      ),
    ),
  );
}

export async function loadShares(
  db: Queryable,
  world: World,
  codeHashes: ReadonlyMap<string, string>,
): Promise<void> {
  if (world.shares.length > 0) {
    await db
      .insertInto('share')
      .values(
        world.shares.map((share) => ({
          id: share.id,
          patientId: share.patientId,
          tokenHash: hashToken(share.token),
          codeHash: codeHashes.get(share.id) ?? '',
          recipientEmail: share.recipientEmail,
          recipientName: share.recipientName,
          kind: share.recipientKind,
          includeReports: share.withReports,
          message: share.message,
          language: share.language,
          createdAt: new Date(share.createdAt),
          endsAt: new Date(share.endsAt),
          revokedAt: instantOrNull(share.revokedAt),
          openings: share.openings.length,
          lastOpenedAt: instantOrNull(share.openings.at(-1) ?? null),
        })),
      )
      .execute();
    await db
      .insertInto('shareExam')
      .values(world.shares.flatMap((share) => share.examIds.map((examId) => ({ shareId: share.id, examId }))))
      .execute();
  }
  if (world.temporaryAccesses.length > 0) {
    await db
      .insertInto('temporaryAccess')
      .values(
        world.temporaryAccesses.map(({ id, professionalId, patientId, start, end, reason }) => ({
          id,
          professionalId,
          patientId,
          startsAt: new Date(start),
          endsAt: new Date(end),
          reason,
        })),
      )
      .execute();
  }
}

export async function loadHistory(trx: Transaction<Tables>, world: World): Promise<void> {
  await appendAccess(
    trx,
    ...world.accesses.map((access) => ({
      at: new Date(access.at),
      patientId: access.patientId,
      personId: access.personId,
      personName: access.personName,
      role: access.role,
      establishmentId: access.establishmentId,
      action: access.action,
      examId: access.examId,
      detail: access.detail,
    })),
  );
}

const instantOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A statement has at most 65,535 parameters. */
async function inParts<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) await insert(rows.slice(start, start + 500));
}
