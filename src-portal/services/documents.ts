import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { DocumentPage } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database, Queryable } from '../db/database.ts';
import { decodeInstantCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { examsIn, givenOf } from './exam-query.ts';
import type { Principal } from './principal.ts';
import { Refusal } from './refusal.ts';
import { readable, reportsReadable } from './rights.ts';

export interface Documents {
  list(
    principal: Principal,
    request: { isNew: boolean | undefined; cursor: string | undefined; limit: number; titleOfImages: string },
  ): Promise<DocumentPage>;
  markSeen(principal: Principal, documentId: string): Promise<void>;
}

const given = givenOf('exam');

export function createDocuments(db: Database): Documents {
  return {
    async list(principal, { isNew, cursor, limit, titleOfImages }) {
      const after = decodeInstantCursor(cursor);
      const accountId = principal.kind === 'guest' ? null : principal.accountId;
      const unseen = sql<boolean>`(exam.can_be_new and seen.at is null)`;
      const matching = db
        .with('exam', () => examsIn(db, principal, 'mine'))
        .selectFrom('document')
        .innerJoin('exam', 'exam.id', 'document.examId')
        .leftJoin('report', 'report.id', 'document.reportId')
        .leftJoin('seen', (join) =>
          join.onRef('seen.documentId', '=', 'document.id').on('seen.accountId', '=', accountId),
        )
        .where(
          sql<boolean>`case when document.report_id is null then not ${given.isNothing} else exam.reports_readable end`,
        )
        .$if(isNew !== undefined, (query) => query.where(sql<boolean>`${unseen} = ${isNew ?? false}`));
      const rows = await matching
        .select([
          'document.id',
          'document.reportId',
          'document.availableSince',
          'exam.id as examId',
          'exam.label',
        ])
        .select([
          'exam.date',
          'exam.establishmentId',
          'exam.establishmentName',
          given.modalities.as('modalities'),
        ])
        .select(['exam.establishmentTown', 'report.title', 'report.date as reportDate', unseen.as('isNew')])
        .$if(after !== null, (query) =>
          query.where(
            sql<boolean>`(document.available_since, document.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
          ),
        )
        .orderBy('document.availableSince', 'desc')
        .orderBy('document.id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = pageOf(rows, limit, (row) =>
        encodeCursor(row.availableSince.toISOString(), row.id),
      );
      const total =
        cursor !== undefined
          ? undefined
          : nextCursor === null
            ? items.length
            : (await matching.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()).total;
      return {
        items: items.map((row) => ({
          id: row.id,
          kind: row.reportId === null ? 'images' : 'report',
          examId: row.examId,
          reportId: row.reportId,
          title: row.title ?? titleOfImages,
          examLabel: row.label,
          date: (row.reportDate ?? row.date).toISOString(),
          availableSince: row.availableSince.toISOString(),
          modalities: row.modalities,
          establishment: {
            id: row.establishmentId,
            name: row.establishmentName,
            town: row.establishmentTown,
          },
          isNew: row.isNew,
        })),
        nextCursor,
        ...(total !== undefined && { total }),
      };
    },

    async markSeen(principal, documentId) {
      const document = await db
        .selectFrom('document')
        .innerJoin('exam', 'exam.id', 'document.examId')
        .select('document.id')
        .where('document.id', '=', documentId)
        .where((eb) =>
          eb.or([
            eb.and([eb('document.reportId', 'is', null), readable(principal)]),
            eb.and([eb('document.reportId', 'is not', null), reportsReadable(principal)]),
          ]),
        )
        .executeTakeFirst();
      if (!document) throw new Refusal('not-found');
      if (principal.kind === 'guest') return;
      await db
        .insertInto('seen')
        .values({ accountId: principal.accountId, documentId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

/** The exam's images are there: announces them as one document. Later images of the same exam announce nothing new. */
export const announceImages = (db: Queryable, examId: string, since: Date) =>
  db
    .insertInto('document')
    .values({ id: uuid(), examId, reportId: null, availableSince: since })
    .onConflict((conflict) => conflict.column('examId').where('reportId', 'is', null).doNothing())
    .execute();
