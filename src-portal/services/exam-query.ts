import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Queryable } from '../db/database.ts';
import type { Tables } from '../db/schema.ts';
import { decodeCursor, decodeInstantCursor } from '../http/cursor.ts';
import { isoText } from './instants.ts';
import type { Principal } from './principal.ts';
import {
  readable,
  readableByRight,
  readableByShare,
  readableForGood,
  reportsReadable,
  temporaryAccessEnd,
} from './rights.ts';
import { containing, textKey } from './text-key.ts';

export type ExamSort = 'date' | '-date' | 'label' | '-label' | 'establishment' | '-establishment';

export interface ExamFilter {
  readonly q?: string | undefined;
  readonly modality?: readonly string[] | undefined;
  readonly establishment?: readonly string[] | undefined;
  /** `YYYY-MM-DD`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly new?: boolean | undefined;
  readonly patientId?: string | undefined;
}

/** By a right of their own (and, for a guest, the share), or only what others share with them. */
export type ExamScope = 'mine' | 'shared-with-me' | 'all';

/** The zone in which a day of a filter is meant. */
const zone = 'Europe/Paris';

/** The exams of a scope with what a row of the list needs beside documents. */
export const examsIn = (db: Queryable, principal: Principal, scope: ExamScope) =>
  db
    .selectFrom('exam')
    .innerJoin('establishment', 'establishment.id', 'exam.establishmentId')
    .select([
      'exam.id',
      'exam.patientId',
      'exam.studyInstanceUid',
      'exam.label',
      'exam.labelKey',
      'exam.date',
    ])
    .select(['exam.bodyRegion', 'exam.establishmentId', 'exam.prescriber', 'exam.radiologist'])
    .select([
      'exam.modalities',
      'exam.seriesCount',
      'exam.instanceCount',
      'exam.bytes',
      'exam.withoutReports',
    ])
    .select(['establishment.name as establishmentName', 'establishment.town as establishmentTown'])
    .select([
      'establishment.nameKey',
      reportsReadable(principal).as('reportsReadable'),
      readableForGood(principal).as('forGood'),
      temporaryAccessEnd(principal).as('temporaryUntil'),
      becomesNew(principal).as('canBeNew'),
    ])
    .where(conditionOf(principal, scope));

/** How many exams of a scope match. */
export const countOfExams = (db: Queryable, principal: Principal, scope: ExamScope, filter: ExamFilter) =>
  db
    .selectFrom('exam')
    .select(sql<number>`count(*)`.as('total'))
    .where(conditionOf(principal, scope))
    .where(matching(filter, principal));

export type ExamListRow = Awaited<ReturnType<ReturnType<typeof examsIn>['execute']>>[number];

function conditionOf(principal: Principal, scope: ExamScope) {
  if (scope === 'all') return readable(principal);
  if (scope === 'shared-with-me' || principal.kind === 'guest') return readableByShare(principal);
  return readableByRight(principal);
}

/** Whether exams are announced as new to this principal: to the patient, and to those declared at the exam. */
function becomesNew(principal: Principal) {
  switch (principal.kind) {
    case 'patient':
      return sql<boolean>`exam.patient_id = ${principal.personId}`;
    case 'professional':
      return sql<boolean>`exists (select from exam_correspondent where exam_correspondent.exam_id = exam.id
        and exam_correspondent.professional_id = ${principal.personId})`;
    case 'guest':
    case 'administrator':
      return sql<boolean>`false`;
  }
}

/** An SQL condition over `exam`: a document of it that this principal may see was not seen yet. */
export function hasUnseen(principal: Principal) {
  if (principal.kind === 'guest') return sql<boolean>`false`;
  return sql<boolean>`(${becomesNew(principal)} and exists (
    select from document where document.exam_id = exam.id and not exists (
      select from seen where seen.document_id = document.id and seen.account_id = ${principal.accountId})))`;
}

type ExamQuery<O> = SelectQueryBuilder<Tables, 'exam' | 'establishment', O>;

/** An SQL condition over `exam`: it is what the filter asks for. */
export function matching(filter: ExamFilter, principal: Principal): RawBuilder<boolean> {
  const words = textKey(filter.q ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 12);
  const conditions = words.map((word) => sql<boolean>`exam.search_text like ${containing(word)}`);
  if (filter.patientId) conditions.push(sql`exam.patient_id = ${filter.patientId}`);
  if (filter.modality?.length) conditions.push(hasModality(filter.modality, principal));
  if (filter.establishment?.length)
    conditions.push(sql`exam.establishment_id = any(${[...filter.establishment]}::uuid[])`);
  if (filter.from) conditions.push(sql`exam.date >= (${filter.from}::date)::timestamp at time zone ${zone}`);
  if (filter.to) conditions.push(sql`exam.date < (${filter.to}::date + 1)::timestamp at time zone ${zone}`);
  if (filter.new !== undefined)
    conditions.push(filter.new ? hasUnseen(principal) : sql`not ${hasUnseen(principal)}`);
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` and `)})` : sql`true`;
}

/** The second half: where the principal does not get reports, their modality is none of the exam's. */
const hasModality = (modality: readonly string[], principal: Principal) =>
  sql<boolean>`(exam.modalities && ${[...modality]}::text[]
    and (${reportsReadable(principal)} or exam.without_reports is null
      or jsonb_exists_any(exam.without_reports -> 'modalities', ${[...modality]}::text[])))`;

/** What of an exam's images the principal gets, over a row of `examsIn` by its name. */
export const givenOf = (row: 'page' | 'exam') => {
  const [readsAll, rest] = [sql.ref(`${row}.reportsReadable`), sql.ref(`${row}.withoutReports`)];
  const given = <T>(column: 'modalities' | 'seriesCount' | 'instanceCount' | 'bytes') =>
    sql<T>`(case when ${readsAll} or ${rest} is null then to_jsonb(${sql.ref(`${row}.${column}`)})
      else ${rest} -> ${sql.lit(column)} end)`;
  return {
    modalities: given<string[]>('modalities'),
    seriesCount: given<number>('seriesCount'),
    instanceCount: given<number>('instanceCount'),
    bytes: given<number>('bytes'),
    /** Reports were all there was. */
    isNothing: sql<boolean>`(not ${readsAll} and coalesce((${rest} ->> 'instanceCount')::integer = 0, false))`,
  };
};

const sortColumns = {
  date: sql<string>`exam.date`,
  label: sql<string>`exam.label_key`,
  establishment: sql<string>`establishment.name_key`,
};

const selectedColumns = {
  date: sql<string>`date`,
  label: sql<string>`label_key`,
  establishment: sql<string>`name_key`,
};

export function sorted<O>(
  query: ExamQuery<O>,
  sort: ExamSort,
  cursor: string | undefined,
  limit: number,
): ExamQuery<O> {
  const descending = sort.startsWith('-');
  const column = sortColumns[keyOf(sort)];
  const order = descending ? 'desc' : 'asc';
  const after = keyOf(sort) === 'date' ? instantCursor(cursor) : decodeCursor(cursor);
  let result = query
    .orderBy(column, order)
    .orderBy('exam.id', order)
    // Written out: with a parameter here the database would plan the statement anew each time.
    .limit(sql.lit(limit + 1));
  if (after) {
    const value = keyOf(sort) === 'date' ? sql`${after[0]}::timestamptz` : sql`${after[0]}::text`;
    const comparison = descending ? sql`<` : sql`>`;
    result = result.where(sql<boolean>`(${column}, exam.id) ${comparison} (${value}, ${after[1]}::uuid)`);
  }
  return result;
}

/** The order of `sorted` over what `examsIn` selects. */
export const orderOf = (sort: ExamSort) => {
  const direction = sort.startsWith('-') ? sql`desc` : sql`asc`;
  return sql`${selectedColumns[keyOf(sort)]} ${direction}, id ${direction}`;
};

/** What a cursor says of the last row, over what `examsIn` selects. */
export const cursorValueOf = (sort: ExamSort): RawBuilder<string> => {
  const column = selectedColumns[keyOf(sort)];
  return keyOf(sort) === 'date' ? isoText(column) : column;
};

function keyOf(sort: ExamSort): keyof typeof sortColumns {
  if (sort.endsWith('date')) return 'date';
  return sort.endsWith('label') ? 'label' : 'establishment';
}

function instantCursor(cursor: string | undefined): readonly [string, string] | null {
  const decoded = decodeInstantCursor(cursor);
  return decoded && [decoded.at.toISOString(), decoded.id];
}
