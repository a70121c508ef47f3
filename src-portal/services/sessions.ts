import { sql, type Transaction } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Database, Queryable } from '../db/database.ts';
import type { Tables } from '../db/schema.ts';
import { statement, type Places } from '../db/statement.ts';
import { inPlaces, together, type InPlace } from '../db/together.ts';
import { holderColumns, holderIsIn, holderTables, principalFrom, type HolderRow } from './holders.ts';
import type { Principal } from './principal.ts';
import { Refusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import { hashToken, newToken } from './tokens.ts';

export const accessTokenSeconds = 600;
const refreshTokenDays = 30;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export type SessionOwner = { readonly accountId: string } | { readonly shareId: string };

export interface Sessions {
  start(trx: Transaction<Tables>, owner: SessionOwner, device: string): Promise<Tokens>;
  /** Rotates. A token used twice ends its session: one of the two who used it has no business with it. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Signs out, by either kind of token; an unknown token is nothing to speak of (RFC 7009 §2.2). */
  revoke(token: string): Promise<void>;
  /** Who holds this access token, or null: unknown, expired, signed out, deactivated, share over. */
  principalOf(accessToken: string): Promise<Principal | null>;
  /** The same from a row that another statement has read together with what it was asked for. Notes that the session is used. */
  accept(row: HolderRow): Promise<Principal>;
  list(accountId: string): Promise<readonly SessionRow[]>;
  end(where: { accountId: string; sessionId: string }): Promise<boolean>;
  /** Ends all sessions of an account, or all but one. */
  endAll(db: Queryable, accountId: string, except?: string): Promise<void>;
  tidy(): Promise<void>;
}

interface SessionRow {
  readonly id: string;
  readonly device: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export function createSessions(db: Database, revocations: Revocations): Sessions {
  const issue = async (trx: Queryable, sessionId: string): Promise<Tokens> => {
    const tokens = { accessToken: newToken(), refreshToken: newToken() };
    await trx
      .insertInto('accessToken')
      .values({
        hash: hashToken(tokens.accessToken),
        sessionId,
        expiresAt: secondsFromNow(accessTokenSeconds),
      })
      .execute();
    await trx
      .insertInto('refreshToken')
      .values({
        hash: hashToken(tokens.refreshToken),
        sessionId,
        // A guest's, too: the share's end is asked for at each use, and its patient may put it off.
        expiresAt: daysFromNow(refreshTokenDays),
        usedAt: null,
      })
      .execute();
    return tokens;
  };

  const endWhere = async (on: Queryable, column: 'id' | 'accountId', value: string, except?: string) => {
    const rows = await on
      .updateTable('session')
      .set({ endedAt: new Date() })
      .where(column, '=', value)
      .where('endedAt', 'is', null)
      .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
      .returning('id')
      .execute();
    if (rows.length > 0) revocations.announce();
    return rows.length;
  };

  const holderOf = together(
    (hash: string) => hash,
    async (hashes) => inPlaces(await holdersOf(db, { hashes }), hashes.length),
  );

  const accept = async (row: HolderRow): Promise<Principal> => {
    if (Date.now() - row.lastUsedAt.getTime() > 60_000) {
      await db
        .updateTable('session')
        .set({ lastUsedAt: new Date() })
        .where('id', '=', row.sessionId)
        .execute();
    }
    return principalFrom(row);
  };

  return {
    async start(trx, owner, device) {
      const id = uuid();
      const now = new Date();
      await trx
        .insertInto('session')
        .values({
          id,
          accountId: 'accountId' in owner ? owner.accountId : null,
          shareId: 'shareId' in owner ? owner.shareId : null,
          device,
          createdAt: now,
          lastUsedAt: now,
          endedAt: null,
        })
        .execute();
      return issue(trx, id);
    },

    async refresh(refreshToken) {
      const outcome = await db
        .transaction()
        .execute(async (trx): Promise<Tokens | 'ended' | 'deactivated'> => {
          const row = await trx
            .selectFrom('refreshToken')
            .innerJoin('session', 'session.id', 'refreshToken.sessionId')
            .leftJoin('account', 'account.id', 'session.accountId')
            .leftJoin('share', 'share.id', 'session.shareId')
            .select([
              'refreshToken.usedAt',
              'refreshToken.expiresAt',
              'refreshToken.sessionId',
              'session.endedAt',
            ])
            .select(['account.deactivatedAt', 'share.revokedAt', 'share.endsAt'])
            .where('refreshToken.hash', '=', hashToken(refreshToken))
            .forUpdate('refreshToken')
            .executeTakeFirst();
          if (!row) return 'ended';
          if (row.usedAt) await endWhere(trx, 'id', row.sessionId);
          // Said as such: whatever is kept of the account on that computer is erased at this contact.
          if (row.deactivatedAt && !row.usedAt) return 'deactivated';
          const over = row.endedAt ?? row.usedAt ?? row.revokedAt;
          const now = new Date();
          if (over || row.expiresAt < now || (row.endsAt && row.endsAt < now)) return 'ended';
          await trx
            .updateTable('refreshToken')
            .set({ usedAt: now })
            .where('hash', '=', hashToken(refreshToken))
            .execute();
          await trx.updateTable('session').set({ lastUsedAt: now }).where('id', '=', row.sessionId).execute();
          return issue(trx, row.sessionId);
        });
      if (outcome === 'ended') throw new Refusal('session-ended');
      if (outcome === 'deactivated') throw new Refusal('account-deactivated');
      return outcome;
    },

    async revoke(token) {
      const hash = hashToken(token);
      const row =
        (await db
          .selectFrom('refreshToken')
          .select('sessionId')
          .where('hash', '=', hash)
          .executeTakeFirst()) ??
        (await db.selectFrom('accessToken').select('sessionId').where('hash', '=', hash).executeTakeFirst());
      if (row) await endWhere(db, 'id', row.sessionId);
    },

    async principalOf(accessToken) {
      const row = await holderOf(hashToken(accessToken));
      return row ? accept(row) : null;
    },

    accept,

    list: (accountId) =>
      db
        .selectFrom('session')
        .select(['id', 'device', 'createdAt', 'lastUsedAt'])
        .where('accountId', '=', accountId)
        .where('endedAt', 'is', null)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('refreshToken')
              .select('hash')
              .whereRef('refreshToken.sessionId', '=', 'session.id')
              .where('usedAt', 'is', null)
              .where('expiresAt', '>', sql<Date>`now()`),
          ),
        )
        .orderBy('lastUsedAt', 'desc')
        .limit(200)
        .execute(),

    async end({ accountId, sessionId }) {
      const own = await db
        .selectFrom('session')
        .select('id')
        .where('id', '=', sessionId)
        .where('accountId', '=', accountId)
        .where('endedAt', 'is', null)
        .executeTakeFirst();
      return own !== undefined && (await endWhere(db, 'id', sessionId)) > 0;
    },

    async endAll(on, accountId, except) {
      await endWhere(on, 'accountId', accountId, except);
    },

    async tidy() {
      const now = sql<Date>`now()`;
      await db.deleteFrom('accessToken').where('expiresAt', '<', now).execute();
      // Used refresh tokens stay as long as they could be tried again: that is how a second use is seen.
      await db.deleteFrom('refreshToken').where('expiresAt', '<', now).execute();
      await db
        .deleteFrom('session')
        .where('lastUsedAt', '<', sql<Date>`now() - make_interval(days => ${refreshTokenDays + 1})`)
        .execute();
    },
  };
}

/** Who holds each of these tokens. */
const holdersOf = statement((db: Queryable, place: Places<{ hashes: readonly string[] }>) =>
  sql<HolderRow & InPlace>`select asked.place, ${holderColumns}
    from unnest(${place('hashes')}::text[]) with ordinality as asked(hash, place) ${holderTables}
    where ${holderIsIn}`.compile(db),
);

const secondsFromNow = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const daysFromNow = (days: number): Date => secondsFromNow(days * 86_400);
