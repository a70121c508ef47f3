import { sql } from 'kysely';
import type {
  AccessEvent,
  AccessPage,
  EstablishmentPage,
  Professional,
  ProfessionalCategory,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import type { AccessEventRow } from '../db/schema.ts';
import { decodeCursor, decodeInstantCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import type { AccountPrincipal, Principal } from './principal.ts';
import { listProfessionals } from './professionals.ts';
import { Refusal } from './refusal.ts';
import { containing } from './text-key.ts';

export interface HistoryFilter {
  readonly exam?: string | undefined;
  readonly person?: string | undefined;
  readonly action?: AccessEventRow['action'] | undefined;
  /** `YYYY-MM-DD`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface Page {
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface Transparency {
  professionals(
    principal: Principal,
    request: Page & { category: ProfessionalCategory | undefined },
  ): Promise<{ items: readonly Professional[]; nextCursor: string | null }>;
  history(principal: Principal, filter: HistoryFilter, page: Page): Promise<AccessPage>;
  establishments(
    principal: Principal,
    request: Page & { q: string | undefined; mine: boolean | undefined },
  ): Promise<EstablishmentPage>;
}

const zone = 'Europe/Paris';

/** Who looked at a record is told to whose record it is. */
function patientOnly(principal: Principal): AccountPrincipal {
  if (principal.kind !== 'patient') throw new Refusal('not-allowed');
  return principal;
}

export function createTransparency(db: Database): Transparency {
  return {
    async professionals(principal, { category, cursor, limit }) {
      const all = await listProfessionals(db, patientOnly(principal).personId);
      const wanted = all.filter((entry) => category === undefined || entry.category === category);
      const start = startAfter(wanted, decodeCursor(cursor));
      const end = start + limit;
      const { items, nextCursor } = pageOf(wanted.slice(start, end + 1), limit, (entry) =>
        encodeCursor(`${end} ${keyOf(entry)}`, entry.personId),
      );
      return { items, nextCursor };
    },

    async history(principal, filter, { cursor, limit }) {
      const me = patientOnly(principal);
      const after = decodeInstantCursor(cursor);
      const rows = await db
        .selectFrom('accessEvent')
        .selectAll()
        .where('patientId', '=', me.personId)
        .$if(filter.exam !== undefined, (query) => query.where('examId', '=', filter.exam ?? ''))
        .$if(filter.person !== undefined, (query) => query.where('personId', '=', filter.person ?? ''))
        .$if(filter.action !== undefined, (query) => query.where('action', '=', filter.action ?? 'shared'))
        .$if(filter.from !== undefined, (query) =>
          query.where(sql<boolean>`at >= (${filter.from ?? ''}::date)::timestamp at time zone ${zone}`),
        )
        .$if(filter.to !== undefined, (query) =>
          query.where(sql<boolean>`at < (${filter.to ?? ''}::date + 1)::timestamp at time zone ${zone}`),
        )
        .$if(after !== null, (query) =>
          query.where(
            sql<boolean>`(at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = pageOf(rows, limit, (row) => encodeCursor(row.at.toISOString(), row.id));
      return { items: items.map(eventOf), nextCursor };
    },

    async establishments(principal, { q, mine, cursor, limit }) {
      const patientId = principal.kind === 'patient' ? principal.personId : null;
      const isMine = sql<boolean>`exists (select from exam
        where exam.establishment_id = establishment.id and exam.patient_id = ${patientId})`;
      const after = decodeCursor(cursor);
      const rows = await db
        .selectFrom('establishment')
        .selectAll()
        .select(isMine.as('mine'))
        .$if(mine !== undefined, (query) => query.where(sql<boolean>`${isMine} = ${mine ?? false}`))
        .$if(q !== undefined, (query) => query.where('nameKey', 'like', containing(q ?? '')))
        .$if(after !== null, (query) =>
          query.where(
            sql<boolean>`(name_key, id) > (${after?.[0] ?? ''}::text, ${after?.[1] ?? null}::uuid)`,
          ),
        )
        .orderBy('nameKey')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = pageOf(rows, limit, (row) => encodeCursor(row.nameKey, row.id));
      return {
        items: items.map((row) => ({
          id: row.id,
          name: row.name,
          kind: row.kind,
          town: row.town,
          address: [row.address, `${row.postcode} ${row.town}`.trim()].filter(Boolean).join(', '),
          telephone: row.telephone,
          sharingSince: row.sharingSince,
          mine: row.mine,
        })),
        nextCursor,
      };
    },
  };
}

const eventOf = (row: AccessEventRow): AccessEvent => ({
  id: row.id,
  at: row.at.toISOString(),
  person: { id: row.personId, displayName: row.personName, role: row.role },
  establishment:
    row.establishmentId !== null && row.establishmentName !== null
      ? { id: row.establishmentId, name: row.establishmentName, town: row.establishmentTown ?? '' }
      : null,
  action: row.action,
  exam:
    row.examId !== null && row.examDate !== null
      ? { id: row.examId, label: row.examLabel ?? '', date: row.examDate.toISOString() }
      : null,
  detail: row.detail,
});

const keyOf = (entry: Professional): string => `${entry.category} ${entry.since ?? ''}`;

/** Where a page goes on: after the last one of the page before, or where that stood if it is on the list no more. */
function startAfter(entries: readonly Professional[], after: readonly [string, string] | null): number {
  if (!after) return 0;
  const [, place, key] = /^(\d{1,6}) (.*)$/.exec(after[0]) ?? [];
  if (place === undefined) throw new Refusal('invalid-request', { fields: ['cursor'] });
  const last = entries.findIndex((entry) => keyOf(entry) === key && entry.personId === after[1]);
  return last === -1 ? Math.max(0, Number(place) - 1) : last + 1;
}
