import { errors, type Adapter, type AdapterFactory, type AdapterPayload } from 'oidc-provider';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { holdsNul } from '../http/holds-nul.ts';

/** Keeps what the OpenID provider has to remember in the portal's database. */
export const oidcAdapter =
  (db: Database): AdapterFactory =>
  (model): Adapter => {
    const rows = (column: 'id' | 'uid', value: string) =>
      db
        .selectFrom('oidcPayload')
        .select(['payload', 'consumedAt'])
        .where('model', '=', model)
        .where(column, '=', value)
        .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', sql<Date>`now()`)]))
        .executeTakeFirst();
    const found = async (column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
      const row = await rows(column, value);
      return row && { ...row.payload, ...(row.consumedAt && { consumed: true }) };
    };
    return {
      async upsert(id, payload, expiresIn) {
        if (holdsNul(payload)) throw new errors.InvalidRequest('a parameter holds NUL');
        const values = {
          payload: JSON.stringify(payload),
          uid: payload.uid ?? null,
          grantId: payload.grantId ?? null,
          expiresAt: expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000),
        };
        await db
          .insertInto('oidcPayload')
          .values({ model, id, ...values, consumedAt: null })
          .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(values))
          .execute();
      },
      find: async (id) => (holdsNul(id) ? undefined : found('id', id)),
      findByUid: (uid) => found('uid', uid),
      // The device flow, which is switched off.
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        await db
          .updateTable('oidcPayload')
          .set({ consumedAt: new Date() })
          .where('model', '=', model)
          .where('id', '=', id)
          .execute();
      },
      async destroy(id) {
        await db.deleteFrom('oidcPayload').where('model', '=', model).where('id', '=', id).execute();
      },
      async revokeByGrantId(grantId) {
        await db.deleteFrom('oidcPayload').where('grantId', '=', grantId).execute();
      },
    };
  };
