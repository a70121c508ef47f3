import type { Exam, ExamWithSeries, SeriesSummary } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import { encodeCursor } from '../http/cursor.ts';
import { examsAsJson } from './exam-json.ts';
import {
  countOfExams,
  cursorValueOf,
  examsIn,
  matching,
  orderOf,
  sorted,
  type ExamFilter,
  type ExamScope,
  type ExamSort,
} from './exam-query.ts';
import type { Principal } from './principal.ts';
import { Refusal } from './refusal.ts';
import { mayReadExam } from './rights.ts';

export interface ExamListRequest {
  readonly scope: ExamScope;
  readonly filter: ExamFilter;
  readonly sort: ExamSort;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface Exams {
  /** An `ExamPage` as JSON: it goes out as the database wrote it. */
  listAsJson(principal: Principal, request: ExamListRequest): Promise<string>;
  get(principal: Principal, examId: string): Promise<ExamWithSeries>;
}

/** What a study's index says of its series, with the reports among the images or without them. */
export type SeriesLister = (studyInstanceUid: string, reports: boolean) => Promise<readonly SeriesSummary[]>;

export function createExams(db: Database, seriesOf: SeriesLister): Exams {
  return {
    async listAsJson(principal, { scope, filter, sort, cursor, limit }) {
      const isFirst = cursor === undefined;
      const wanted = examsIn(db, principal, scope).where(matching(filter, principal));
      const { items, found, total, lastId, lastValue } = await examsAsJson(db, principal, {
        rows: sorted(wanted, sort, cursor, limit),
        order: orderOf(sort),
        cursorValue: cursorValueOf(sort),
        limit,
        count: isFirst ? countOfExams(db, principal, scope, filter) : null,
      });
      const nextCursor =
        found > limit && lastId !== null && lastValue !== null ? encodeCursor(lastValue, lastId) : null;
      const rest = JSON.stringify({ nextCursor, ...(isFirst && { total: total ?? found }) });
      return `{"items":${items},${rest.slice(1)}`;
    },

    async get(principal, examId) {
      const { items } = await examsAsJson(db, principal, {
        rows: examsIn(db, principal, 'all').where('exam.id', '=', examId),
        order: orderOf('date'),
        cursorValue: cursorValueOf('date'),
        limit: 1,
        count: null,
      });
      // Written in our own statement, which the contract's tests hold against the contract.
      const [exam] = JSON.parse(items) as Exam[];
      if (!exam) throw new Refusal('not-found');
      const decision = await mayReadExam(db, principal, { examId });
      if (!decision.allowed) throw new Refusal('not-found');
      const series = exam.imagesAvailable ? await seriesOf(exam.studyInstanceUid, decision.reports) : [];
      return { ...exam, series: [...series] };
    },
  };
}
