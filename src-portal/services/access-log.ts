import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Queryable } from '../db/database.ts';
import type { AccessEventRow, AccessEventTable, Tables } from '../db/schema.ts';

// Who did what with whose record. Append-only (a trigger refuses change), each row chained to the one before by hash.

export type AccessAction = AccessEventTable['action'];

export interface NewAccessEvent {
  /** Now, unless it is history that is brought along. */
  readonly at?: Date;
  readonly patientId: string;
  readonly personId: string;
  readonly personName: string;
  readonly role: AccessEventTable['role'];
  readonly establishmentId: string | null;
  readonly action: AccessAction;
  readonly examId: string | null;
  readonly detail?: string | null;
}

/** Any number will do; it only has to be the same in every process that writes to this log. */
const chainLock = 4_711_000_001;
const genesis = '0'.repeat(64);

/**
 * Writes events, in the transaction of the read that they tell of: if that fails, so does this, and the reverse.
 * Names and labels are copied as they are now.
 */
export async function appendAccess(
  trx: Transaction<Tables>,
  ...events: readonly NewAccessEvent[]
): Promise<void> {
  if (events.length === 0) return;
  await sql`select pg_advisory_xact_lock(${chainLock})`.execute(trx);
  const last = await trx
    .selectFrom('accessEvent')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const exams = await namesOf(trx, 'exam', events);
  const establishments = await namesOf(trx, 'establishment', events);
  let { seq, hash } = last ?? { seq: 0, hash: genesis };
  const rows: AccessEventRow[] = [];
  for (const event of events) {
    const exam = event.examId ? exams.get(event.examId) : undefined;
    const establishment = event.establishmentId ? establishments.get(event.establishmentId) : undefined;
    const row = {
      seq: ++seq,
      id: uuid(),
      at: event.at ?? new Date(),
      patientId: event.patientId,
      personId: event.personId,
      personName: event.personName,
      role: event.role,
      establishmentId: event.establishmentId,
      establishmentName: establishment?.name ?? null,
      establishmentTown: establishment?.town ?? null,
      action: event.action,
      examId: event.examId,
      examLabel: exam?.label ?? null,
      examDate: exam?.date ?? null,
      detail: event.detail ?? null,
      previousHash: hash,
    };
    hash = hashOf(row);
    rows.push({ ...row, hash });
  }
  for (let start = 0; start < rows.length; start += 500) {
    await trx
      .insertInto('accessEvent')
      .values(rows.slice(start, start + 500))
      .execute();
  }
}

async function namesOf(
  trx: Transaction<Tables>,
  table: 'exam',
  events: readonly NewAccessEvent[],
): Promise<Map<string, { label: string; date: Date }>>;
async function namesOf(
  trx: Transaction<Tables>,
  table: 'establishment',
  events: readonly NewAccessEvent[],
): Promise<Map<string, { name: string; town: string }>>;
async function namesOf(
  trx: Transaction<Tables>,
  table: 'exam' | 'establishment',
  events: readonly NewAccessEvent[],
) {
  const ids = [...new Set(events.map((event) => (table === 'exam' ? event.examId : event.establishmentId)))];
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return new Map();
  const rows =
    table === 'exam'
      ? await trx.selectFrom('exam').select(['id', 'label', 'date']).where('id', 'in', known).execute()
      : await trx
          .selectFrom('establishment')
          .select(['id', 'name', 'town'])
          .where('id', 'in', known)
          .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** SHA-256 over the hash before and the row's values in the order of the columns, as JSON. */
const hashOf = (row: Omit<AccessEventRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.previousHash,
        row.seq,
        row.id,
        row.at,
        row.patientId,
        row.personId,
        row.personName,
        row.role,
        row.establishmentId,
        row.establishmentName,
        row.establishmentTown,
        row.action,
        row.examId,
        row.examLabel,
        row.examDate,
        row.detail,
      ]),
    )
    .digest('hex');

export type Verification =
  | { readonly intact: true; readonly events: number; readonly head: string }
  /** `brokenAt`: the number of the first event that is wrong or missing. */
  | { readonly intact: false; readonly events: number; readonly brokenAt: number };

/**
 * Walks the whole chain. A log that was cut at its end is intact in itself, and so is one that was written anew from
 * some event on: `known`, what an earlier run answered, must stand in it.
 */
export async function verifyAccessLog(
  db: Queryable,
  known?: { readonly head: string; readonly events: number },
): Promise<Verification> {
  let head = genesis;
  let events = 0;
  for (;;) {
    const rows = await db
      .selectFrom('accessEvent')
      .selectAll()
      .where('seq', '>', events)
      .orderBy('seq')
      .limit(1000)
      .execute();
    if (rows.length === 0) {
      return known && known.events > events
        ? { intact: false, events, brokenAt: events + 1 }
        : { intact: true, events, head };
    }
    for (const { hash, ...row } of rows) {
      if (row.seq !== events + 1 || row.previousHash !== head || hashOf(row) !== hash) {
        return { intact: false, events, brokenAt: events + 1 };
      }
      head = hash;
      events += 1;
      if (known?.events === events && known.head !== head) return { intact: false, events, brokenAt: events };
    }
  }
}
