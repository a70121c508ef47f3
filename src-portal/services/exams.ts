import { sql } from 'kysely';
import type {
  Exam,
  ExamPage,
  ExamWithSeries,
  PatientRef,
  SeriesSummary,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import { pageOf } from '../http/cursor.ts';
import {
  countOfExams,
  examCursor,
  examsIn,
  matching,
  sorted,
  type ExamFilter,
  type ExamListRow,
  type ExamScope,
  type ExamSort,
} from './exam-query.ts';
import type { Principal } from './principal.ts';
import { Refusal } from './refusal.ts';

export interface ExamListRequest {
  readonly scope: ExamScope;
  readonly filter: ExamFilter;
  readonly sort: ExamSort;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface Exams {
  list(principal: Principal, request: ExamListRequest): Promise<ExamPage>;
  get(principal: Principal, examId: string): Promise<ExamWithSeries>;
}

/** What a study's index says of its series. */
export type SeriesLister = (studyInstanceUid: string) => Promise<readonly SeriesSummary[]>;

export function createExams(db: Database, seriesOf: SeriesLister): Exams {
  return {
    async list(principal, { scope, filter, sort, cursor, limit }) {
      const wanted = examsIn(db, principal, scope).where(matching(filter, principal));
      const rows = await sorted(wanted, sort, cursor, limit).execute();
      const { items, nextCursor } = pageOf(rows, limit, examCursor(sort));
      const [documented, total] = await Promise.all([
        withDocuments(db, principal, items),
        cursor === undefined && nextCursor !== null
          ? countOfExams(db, principal, scope, filter)
          : Promise.resolve(items.length),
      ]);
      return {
        items: documented,
        nextCursor,
        ...(cursor === undefined && { total }),
      };
    },

    async get(principal, examId) {
      const row = await examsIn(db, principal, 'all').where('exam.id', '=', examId).executeTakeFirst();
      const [exam] = row ? await withDocuments(db, principal, [row]) : [];
      if (!exam) throw new Refusal('not-found');
      const series = exam.imagesAvailable ? await seriesOf(exam.studyInstanceUid) : [];
      return { ...exam, series: [...series] };
    },
  };
}

async function withDocuments(
  db: Database,
  principal: Principal,
  rows: readonly ExamListRow[],
): Promise<Exam[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const documents = grouped(
    await db
      .selectFrom('document')
      .leftJoin('report', 'report.id', 'document.reportId')
      .leftJoin('seen', (join) =>
        join
          .onRef('seen.documentId', '=', 'document.id')
          .on('seen.accountId', '=', principal.kind === 'guest' ? null : principal.accountId),
      )
      .select(['document.id', 'document.examId', 'document.reportId', 'seen.at as seenAt'])
      .select(['report.title', 'report.date', 'report.author', 'report.bytes'])
      .where(sql<boolean>`document.exam_id = any(${ids}::uuid[])`)
      .orderBy('report.date')
      .orderBy('document.id')
      .execute(),
    (document) => document.examId,
  );
  const shared = rows.filter((row) => !row.forGood).map((row) => row.id);
  const shares = await sharesOf(db, principal, shared);
  const patients = await patientsOf(db, principal, rows);
  return rows.map((row) => {
    const visible = (documents.get(row.id) ?? []).filter(
      (document) => document.reportId === null || row.reportsReadable,
    );
    const share = shares.get(row.id);
    const temporaryUntil = row.forGood ? null : row.temporaryUntil;
    const images = visible.find((document) => document.reportId === null);
    return {
      id: row.id,
      studyInstanceUid: row.studyInstanceUid,
      label: row.label,
      date: row.date.toISOString(),
      modalities: row.modalities,
      bodyRegion: row.bodyRegion,
      establishment: { id: row.establishmentId, name: row.establishmentName, town: row.establishmentTown },
      prescriber: row.prescriber,
      radiologist: row.radiologist,
      seriesCount: row.seriesCount,
      instanceCount: row.instanceCount,
      bytes: row.bytes,
      imagesAvailable: images !== undefined,
      imagesDocumentId: images?.id ?? null,
      reports: visible.flatMap((document) =>
        document.reportId === null || document.date === null
          ? []
          : [
              {
                id: document.reportId,
                documentId: document.id,
                title: document.title ?? '',
                date: document.date.toISOString(),
                author: document.author,
                bytes: document.bytes ?? 0,
                isNew: row.canBeNew && document.seenAt === null,
              },
            ],
      ),
      isNew: row.canBeNew && visible.some((document) => document.seenAt === null),
      patient: (share && !temporaryUntil ? null : patients.get(row.patientId)) ?? null,
      sharedBy: share?.by ?? null,
      sharedUntil: share?.until.toISOString() ?? null,
      temporaryUntil: temporaryUntil?.toISOString() ?? null,
    };
  });
}

/** Whose exams these are, for those who care for several patients. */
async function patientsOf(
  db: Database,
  principal: Principal,
  rows: readonly ExamListRow[],
): Promise<Map<string, PatientRef>> {
  if (principal.kind === 'patient' || principal.kind === 'guest') return new Map();
  const patients = await db
    .selectFrom('patient')
    .select(['id', 'displayName', 'birthDate'])
    .where('id', 'in', [...new Set(rows.map((row) => row.patientId))])
    .execute();
  return new Map(patients.map((patient) => [patient.id, patient]));
}

/** By whom and until when, of exams that no lasting right reads: the share that lasts longest. */
async function sharesOf(
  db: Database,
  principal: Principal,
  examIds: readonly string[],
): Promise<Map<string, { by: string; until: Date }>> {
  if (examIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('shareExam')
    .innerJoin('share', 'share.id', 'shareExam.shareId')
    .innerJoin('patient', 'patient.id', 'share.patientId')
    .select(['shareExam.examId', 'share.endsAt', 'patient.displayName'])
    .where('shareExam.examId', 'in', examIds)
    .where('share.revokedAt', 'is', null)
    .where('share.endsAt', '>', sql<Date>`now()`)
    .where((eb) =>
      principal.kind === 'guest'
        ? eb('share.id', '=', principal.shareId)
        : eb(eb.fn<string>('lower', ['share.recipientEmail']), '=', (principal.email ?? '').toLowerCase()),
    )
    .orderBy('share.endsAt')
    .execute();
  return new Map(rows.map((row) => [row.examId, { by: row.displayName, until: row.endsAt }]));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
