import { sql } from 'kysely';
import type { Account } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import type { Mailer } from '../mail/mailer.ts';
import { textsIn } from '../texts/texts.ts';
import { evenly } from './evenly.ts';
import { hashPassword, rejectionsOf, type PasswordRules } from './passwords.ts';
import type { AccountPrincipal, Principal } from './principal.ts';
import { Refusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import type { Sessions } from './sessions.ts';
import { endSharesOf } from './shares.ts';
import type { SignIn } from './sign-in.ts';
import { textKey } from './text-key.ts';

export interface Accounts {
  get(principal: Principal): Promise<Account>;
  changePassword(
    principal: Principal,
    request: { currentPassword: string; newPassword: string },
  ): Promise<void>;
  deactivate(principal: Principal, password: string): Promise<void>;
  /** Passes the request on to support. Says nothing about whether there is such an account. */
  requestReactivation(username: string, message: string | null): Promise<void>;
}

interface AccountOptions {
  readonly rules: PasswordRules;
  readonly portalName: string;
  readonly supportEmail: string;
}

/** Longer than it takes to write a mail: who asks does not learn from the time whether one was. */
const reactivationMilliseconds = 400;

/** Calls that need an account of one's own; a guest has none. */
export function accountOnly(principal: Principal): AccountPrincipal {
  if (principal.kind === 'guest') throw new Refusal('not-allowed');
  return principal;
}

export function createAccounts(
  db: Database,
  parts: { sessions: Sessions; signIn: SignIn; revocations: Revocations; mailer: Mailer },
  { rules, portalName, supportEmail }: AccountOptions,
): Accounts {
  const rowOf = (me: AccountPrincipal) =>
    db.selectFrom('account').selectAll().where('id', '=', me.accountId).executeTakeFirstOrThrow();

  /** The right password of the caller; a wrong one counts towards the block, as at sign-in. */
  const confirm = async (me: AccountPrincipal, password: string) => {
    const row = await rowOf(me);
    await parts.signIn.checkPassword(row.username, password);
    return row;
  };

  const askForReactivation = async (username: string, message: string | null): Promise<void> => {
    // One mail a day for one account, however often it is asked for.
    const account = await db
      .updateTable('account')
      .set({ reactivationRequestedAt: new Date() })
      .where('usernameKey', '=', textKey(username))
      .where('deactivatedAt', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('reactivationRequestedAt', 'is', null),
          eb('reactivationRequestedAt', '<', sql<Date>`now() - interval '1 day'`),
        ]),
      )
      .returning('username')
      .executeTakeFirst();
    if (!account) return;
    const letter = textsIn('fr').reactivationMail({
      username: account.username,
      message,
      portal: portalName,
    });
    await parts.mailer.post({ to: supportEmail, ...letter });
  };

  return {
    async get(principal) {
      if (principal.kind === 'guest') return guestAccount(db, principal.shareId, principal.displayName);
      const row = await rowOf(principal);
      const patient = row.patientId
        ? await db
            .selectFrom('patient')
            .select(['id', 'displayName', 'birthDate'])
            .where('id', '=', row.patientId)
            .executeTakeFirstOrThrow()
        : null;
      return {
        id: row.id,
        kind: row.kind,
        username: row.username,
        displayName: principal.displayName,
        email: row.email,
        telephone: row.telephone,
        language: row.language,
        createdAt: row.createdAt.toISOString(),
        lastSignInAt: row.previousSignInAt?.toISOString() ?? null,
        patient,
        share: null,
      };
    },

    async changePassword(principal, { currentPassword, newPassword }) {
      const me = accountOnly(principal);
      const row = await confirm(me, currentPassword);
      if (currentPassword === newPassword)
        throw new Refusal('password-rejected', { reasons: ['same-as-current'] });
      const context = [row.username, row.email?.split('@')[0] ?? '', ...me.displayName.split(' ')];
      const reasons = rejectionsOf(newPassword, rules, context);
      if (reasons.length > 0) throw new Refusal('password-rejected', { reasons });
      const passwordHash = await hashPassword(newPassword);
      await db.transaction().execute(async (trx) => {
        await trx.updateTable('account').set({ passwordHash }).where('id', '=', me.accountId).execute();
        await parts.sessions.endAll(trx, me.accountId, me.sessionId);
        // A browser that proved the old password a moment ago holds a code that is not exchanged yet.
        await trx
          .deleteFrom('oidcPayload')
          .where(sql<boolean>`payload ->> 'accountId' = ${me.accountId}`)
          .execute();
      });
    },

    async deactivate(principal, password) {
      if (principal.kind !== 'patient') throw new Refusal('not-allowed');
      await confirm(principal, password);
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('account')
          .set({ deactivatedAt: new Date(), reactivationRequestedAt: null })
          .where('id', '=', principal.accountId)
          .execute();
        await endSharesOf(trx, principal.personId);
        await parts.sessions.endAll(trx, principal.accountId);
      });
      parts.revocations.announce();
    },

    requestReactivation: (username, message) =>
      evenly(reactivationMilliseconds, () => askForReactivation(username, message)),
  };
}

async function guestAccount(db: Database, shareId: string, displayName: string): Promise<Account> {
  const share = await db
    .selectFrom('share')
    .innerJoin('patient', 'patient.id', 'share.patientId')
    .selectAll('share')
    .select('patient.displayName as sharedBy')
    .where('share.id', '=', shareId)
    .executeTakeFirstOrThrow();
  return {
    id: share.id,
    kind: 'guest',
    username: share.recipientEmail,
    displayName,
    email: share.recipientEmail,
    telephone: null,
    language: share.language,
    createdAt: share.createdAt.toISOString(),
    lastSignInAt: share.previousOpenedAt?.toISOString() ?? null,
    patient: null,
    share: {
      id: share.id,
      sharedBy: share.sharedBy,
      endsAt: share.endsAt.toISOString(),
      message: share.message,
      includeReports: share.includeReports,
    },
  };
}
