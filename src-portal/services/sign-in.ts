import type { Database } from '../db/database.ts';
import { accountGuard, attempt, shareGuard, type AttemptResult, type LockoutRules } from './attempts.ts';
import { verifyPassword } from './passwords.ts';
import { Refusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import type { Sessions, Tokens } from './sessions.ts';
import { textKey } from './text-key.ts';
import { canonicalAccessCode, hashToken } from './tokens.ts';

/** After so many wrong codes in all, a share is revoked: its link is in the wrong hands. */
const shareCodeFailuresInAll = 12;

export interface SignIn {
  /** The account's id, for a right name and password; counts towards the block otherwise. */
  checkPassword(username: string, password: string): Promise<string>;
  withPassword(credentials: { username: string; password: string; device: string }): Promise<Tokens>;
  /** For an account that has proved itself in the browser. */
  withAccount(accountId: string, device: string): Promise<Tokens>;
  withShare(credentials: { token: string; accessCode: string; device: string }): Promise<Tokens>;
}

export function createSignIn(
  db: Database,
  sessions: Sessions,
  revocations: Revocations,
  lockout: LockoutRules,
): SignIn {
  /** The account that this name and password are right for; counts towards the block otherwise. */
  const proven = async (
    username: string,
    password: string,
  ): Promise<{ id: string; passwordHash: string }> => {
    const usernameKey = textKey(username);
    const account = await db
      .selectFrom('account')
      .select(['id', 'passwordHash', 'deactivatedAt'])
      .where('usernameKey', '=', usernameKey)
      .executeTakeFirst();
    const result = await attempt(db, accountGuard(usernameKey), lockout, () =>
      verifyPassword(account?.passwordHash, password),
    );
    refuseUnlessRight(result, 'account-locked');
    if (!account) throw new Refusal('wrong-credentials');
    if (account.deactivatedAt) throw new Refusal('account-deactivated');
    return account;
  };

  /** `passwordHash`: what was proven. A password that was changed in the meantime opens nothing any more. */
  const begin = (accountId: string, device: string, passwordHash?: string): Promise<Tokens> =>
    db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('account')
        .set((eb) => ({ previousSignInAt: eb.ref('lastSignInAt'), lastSignInAt: new Date() }))
        .where('id', '=', accountId)
        .where('deactivatedAt', 'is', null)
        .$if(passwordHash !== undefined, (query) => query.where('passwordHash', '=', passwordHash ?? ''))
        .returning('id')
        .executeTakeFirst();
      if (!row) throw new Refusal('wrong-credentials');
      return sessions.start(trx, { accountId }, device);
    });

  return {
    checkPassword: async (username, password) => (await proven(username, password)).id,
    withAccount: (accountId, device) => begin(accountId, device),

    async withPassword({ username, password, device }) {
      const { id, passwordHash } = await proven(username, password);
      return begin(id, device, passwordHash);
    },

    async withShare({ token, accessCode, device }) {
      const share = await db
        .selectFrom('share')
        .select(['id', 'codeHash', 'revokedAt', 'codesUsedUp', 'endsAt'])
        .where('tokenHash', '=', hashToken(token))
        .executeTakeFirst();
      // A token is too long to guess, but whether one exists is still nobody's business: same answers, same time.
      const key = shareGuard(share?.id ?? hashToken(token));
      const result = await attempt(db, key, lockout, () =>
        verifyPassword(share?.codeHash, canonicalAccessCode(accessCode)),
      );
      if (share && result.kind === 'locked' && result.totalFailures >= shareCodeFailuresInAll) {
        await db
          .updateTable('share')
          .set({ revokedAt: new Date(), codesUsedUp: true })
          .where('id', '=', share.id)
          .where('revokedAt', 'is', null)
          .execute();
        revocations.announce();
      }
      refuseUnlessRight(result, 'share-locked');
      if (!share) throw new Refusal('wrong-credentials');
      if (share.revokedAt)
        throw new Refusal('share-ended', { ended: share.codesUsedUp ? 'codes-used-up' : 'revoked' });
      if (share.endsAt < new Date()) throw new Refusal('share-ended', { ended: 'expired' });
      return db.transaction().execute(async (trx) => {
        await trx
          .updateTable('share')
          .set((eb) => ({
            openings: eb('openings', '+', 1),
            previousOpenedAt: eb.ref('lastOpenedAt'),
            lastOpenedAt: new Date(),
          }))
          .where('id', '=', share.id)
          .execute();
        return sessions.start(trx, { shareId: share.id }, device);
      });
    },
  };
}

function refuseUnlessRight(result: AttemptResult, locked: 'account-locked' | 'share-locked'): void {
  switch (result.kind) {
    case 'right':
      return;
    case 'wrong':
      throw new Refusal('wrong-credentials', { attemptsLeft: result.attemptsLeft });
    case 'busy':
      throw new Refusal('too-many-requests', { retryAfter: 1 });
    case 'locked':
      throw new Refusal(locked, {
        lockedUntil: result.until,
        retryAfter: Math.max(1, Math.ceil((result.until.getTime() - Date.now()) / 1000)),
      });
  }
}
