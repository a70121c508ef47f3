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
  const checkPassword = async (username: string, password: string): Promise<string> => {
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
    return account.id;
  };

  const withAccount = (accountId: string, device: string): Promise<Tokens> =>
    db.transaction().execute(async (trx) => {
      await trx
        .updateTable('account')
        .set((eb) => ({ previousSignInAt: eb.ref('lastSignInAt'), lastSignInAt: new Date() }))
        .where('id', '=', accountId)
        .execute();
      return sessions.start(trx, { accountId }, device);
    });

  return {
    checkPassword,
    withAccount,

    withPassword: async ({ username, password, device }) =>
      withAccount(await checkPassword(username, password), device),

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
          .set((eb) => ({ openings: eb('openings', '+', 1), lastOpenedAt: new Date() }))
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
