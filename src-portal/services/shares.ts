import { sql, type Transaction } from 'kysely';
import { v7 as uuid } from 'uuid';
import type {
  Share,
  ShareCreated,
  SharePage,
  ShareRequest,
  ShareState,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ShareRow, Tables } from '../db/schema.ts';
import { decodeInstantCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import type { Mailer } from '../mail/mailer.ts';
import { textsIn } from '../texts/texts.ts';
import { appendAccess } from './access-log.ts';
import { inWords } from './instants.ts';
import { hashPassword } from './passwords.ts';
import type { AccountPrincipal, Principal } from './principal.ts';
import { asPerson } from './reading.ts';
import { Refusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import { canonicalAccessCode, hashToken, newAccessCode, newToken } from './tokens.ts';

export const shareRules = { maxExams: 50, messageMaxLength: 1000 } as const;

const dayInMs = 86_400_000;

export interface Shares {
  create(principal: Principal, request: ShareRequest): Promise<ShareCreated>;
  list(
    principal: Principal,
    request: {
      state?: ShareState | undefined;
      exam?: string | undefined;
      cursor: string | undefined;
      limit: number;
    },
  ): Promise<SharePage>;
  get(principal: Principal, id: string): Promise<Share>;
  changeEnd(principal: Principal, id: string, endsAt: string): Promise<Share>;
  revoke(principal: Principal, id: string): Promise<void>;
}

interface ShareOptions {
  readonly durationsDays: readonly number[];
  readonly portalName: string;
  readonly supportEmail: string;
  readonly baseUrl: () => string;
}

/** Sharing belongs to patients: it is their record. */
function patientOnly(principal: Principal): AccountPrincipal {
  if (principal.kind !== 'patient') throw new Refusal('not-allowed');
  return principal;
}

export function createShares(
  db: Database,
  mailer: Mailer,
  revocations: Revocations,
  { durationsDays, portalName, supportEmail, baseUrl }: ShareOptions,
): Shares {
  const own = async (principal: Principal, id: string): Promise<ShareRow> => {
    const row = await db
      .selectFrom('share')
      .selectAll()
      .where('id', '=', id)
      .where('patientId', '=', patientOnly(principal).personId)
      .executeTakeFirst();
    if (!row) throw new Refusal('not-found');
    return row;
  };
  const one = async (row: ShareRow): Promise<Share> => {
    const [share] = await withExams(db, [row]);
    if (!share) throw new Refusal('not-found');
    return share;
  };

  return {
    async create(principal, request) {
      const me = patientOnly(principal);
      if (!durationsDays.includes(request.durationDays)) throw new Refusal('share-duration-not-allowed');
      const [token, code] = [newToken(), newAccessCode()];
      const now = new Date();
      const row: ShareRow = {
        id: uuid(),
        patientId: me.personId,
        tokenHash: hashToken(token),
        codeHash: await hashPassword(canonicalAccessCode(code)),
        recipientEmail: request.recipientEmail,
        recipientName: request.recipientName?.trim() || null,
        kind: request.kind,
        includeReports: request.includeReports,
        message: request.message?.trim() || null,
        language: request.language ?? 'fr',
        createdAt: now,
        endsAt: new Date(now.getTime() + request.durationDays * dayInMs),
        revokedAt: null,
        codesUsedUp: false,
        openings: 0,
        lastOpenedAt: null,
        previousOpenedAt: null,
      };
      const share = await db.transaction().execute(async (trx) => {
        // It may have been deactivated a moment ago, which ends shares: one that comes after it would be left open.
        const isActive = await trx
          .selectFrom('account')
          .select('id')
          .where('id', '=', me.accountId)
          .where('deactivatedAt', 'is', null)
          .forShare()
          .executeTakeFirst();
        if (!isActive) throw new Refusal('not-signed-in');
        const exams = await trx
          .selectFrom('exam')
          .select('id')
          .where('id', 'in', request.examIds)
          .where('patientId', '=', me.personId)
          .execute();
        if (exams.length !== request.examIds.length) throw new Refusal('not-found');
        await trx.insertInto('share').values(row).execute();
        await trx
          .insertInto('shareExam')
          .values(exams.map((exam) => ({ shareId: row.id, examId: exam.id })))
          .execute();
        await tellOfSharing(
          trx,
          me,
          row,
          exams.map((exam) => exam.id),
        );
        return (await withExams(trx, [row]))[0];
      });
      if (!share) throw new Refusal('not-found');
      const link = `${baseUrl()}/s/${token}`;
      const letter = textsIn(row.language).shareMail({
        patient: me.displayName,
        portal: portalName,
        link,
        until: inWords(row.endsAt, row.language),
        message: row.message,
        examCount: share.exams.length,
        support: supportEmail,
      });
      await mailer.post({ to: row.recipientEmail, ...letter });
      return { ...share, accessCode: code, link };
    },

    async list(principal, { state, exam, cursor, limit }) {
      const after = decodeInstantCursor(cursor);
      const rows = await db
        .selectFrom('share')
        .selectAll()
        .where('patientId', '=', patientOnly(principal).personId)
        .$if(state !== undefined, (query) => query.where(sql<boolean>`${stateInSql} = ${state ?? ''}`))
        .$if(exam !== undefined, (query) =>
          query.where('id', 'in', (eb) =>
            eb
              .selectFrom('shareExam')
              .select('shareExam.shareId')
              .where('shareExam.examId', '=', exam ?? ''),
          ),
        )
        .$if(after !== null, (query) =>
          query.where(
            sql<boolean>`(created_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`,
          ),
        )
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = pageOf(rows, limit, (row) =>
        encodeCursor(row.createdAt.toISOString(), row.id),
      );
      return { items: await withExams(db, items), nextCursor };
    },

    get: async (principal, id) => one(await own(principal, id)),

    async changeEnd(principal, id, endsAt) {
      const me = patientOnly(principal);
      const row = await own(me, id);
      if (row.revokedAt) throw new Refusal('share-ended');
      const end = new Date(endsAt);
      const latest = Date.now() + Math.max(...durationsDays) * dayInMs;
      // A client's clock may be a little ahead.
      if (!(end.getTime() > Date.now() && end.getTime() <= latest + 60_000)) {
        throw new Refusal('share-duration-not-allowed');
      }
      const changed = await db.transaction().execute(async (trx) => {
        // It may have been revoked or changed since it was read.
        const before = await trx
          .selectFrom('share')
          .select('endsAt')
          .where('id', '=', id)
          .where('revokedAt', 'is', null)
          .forUpdate()
          .executeTakeFirst();
        if (!before) throw new Refusal('share-ended');
        const after = await trx
          .updateTable('share')
          .set({ endsAt: end })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        // What is shared for longer is shared once more, all the more where it had been over.
        if (end > before.endsAt) {
          const exams = await trx
            .selectFrom('shareExam')
            .select('examId')
            .where('shareId', '=', id)
            .execute();
          await tellOfSharing(
            trx,
            me,
            after,
            exams.map((exam) => exam.examId),
          );
        }
        return after;
      });
      revocations.announce();
      return one(changed);
    },

    async revoke(principal, id) {
      const row = await own(principal, id);
      if (row.revokedAt) return;
      await db.transaction().execute((trx) => endShares(trx, [id]));
      revocations.announce();
    },
  };
}

/** In the access history: a line an exam. */
const tellOfSharing = (
  trx: Transaction<Tables>,
  me: AccountPrincipal,
  { recipientName, recipientEmail }: ShareRow,
  examIds: readonly string[],
): Promise<void> =>
  appendAccess(
    trx,
    ...examIds.map((examId) => ({
      patientId: me.personId,
      ...asPerson(me),
      role: 'patient' as const,
      action: 'shared' as const,
      examId,
      detail: recipientName ?? recipientEmail,
    })),
  );

/** Ends shares now, and the sessions of their guests. */
async function endShares(trx: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const now = new Date();
  await trx
    .updateTable('share')
    .set({ revokedAt: now })
    .where('id', 'in', ids)
    .where('revokedAt', 'is', null)
    .execute();
  await trx
    .updateTable('session')
    .set({ endedAt: now })
    .where('shareId', 'in', ids)
    .where('endedAt', 'is', null)
    .execute();
}

/** Ends every share of a patient that is open. */
export async function endSharesOf(trx: Queryable, patientId: string): Promise<void> {
  const open = await trx
    .selectFrom('share')
    .select('id')
    .where('patientId', '=', patientId)
    .where('revokedAt', 'is', null)
    .where('endsAt', '>', sql<Date>`now()`)
    .execute();
  await endShares(
    trx,
    open.map((share) => share.id),
  );
}

const stateInSql = sql<ShareState>`case when revoked_at is not null then 'revoked' when ends_at <= now() then 'expired' else 'active' end`;

const stateOf = (row: ShareRow): ShareState => {
  if (row.revokedAt) return 'revoked';
  return row.endsAt <= new Date() ? 'expired' : 'active';
};

async function withExams(db: Queryable, rows: readonly ShareRow[]): Promise<Share[]> {
  if (rows.length === 0) return [];
  const exams = await db
    .selectFrom('shareExam')
    .innerJoin('exam', 'exam.id', 'shareExam.examId')
    .select(['shareExam.shareId', 'exam.id', 'exam.label', 'exam.date'])
    .where(
      'shareExam.shareId',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('exam.date', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    exams: exams
      .filter((exam) => exam.shareId === row.id)
      .map((exam) => ({ id: exam.id, label: exam.label, date: exam.date.toISOString() })),
    recipientEmail: row.recipientEmail,
    recipientName: row.recipientName,
    kind: row.kind,
    includeReports: row.includeReports,
    message: row.message,
    language: row.language,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: stateOf(row),
    openings: row.openings,
    lastOpenedAt: row.lastOpenedAt?.toISOString() ?? null,
  }));
}
