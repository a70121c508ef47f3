import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { Portal } from '../portal.ts';
import { accountGuard, blockedNow, forgetFailures } from '../services/attempts.ts';
import { hashPassword, rejectionsOf } from '../services/passwords.ts';
import { endSharesOf } from '../services/shares.ts';
import { textKey } from '../services/text-key.ts';

/** The command line's options. */
type Options = Readonly<Record<string, string | boolean | undefined>>;

const newUserSchema = z.object({
  kind: z.enum(['patient', 'professional', 'administrator']),
  'family-name': z.string().min(1),
  'given-name': z.string().min(1),
  'birth-date': z.iso.date().optional(),
  sex: z.enum(['F', 'M', 'O']).optional(),
  number: z.string().min(1).optional(),
  email: z.email().optional(),
  role: z.string().optional(),
});

/** Manages accounts from the operator's console. Exit status 2: what was asked for cannot be done. */
export async function user(
  portal: Portal,
  action: string,
  username: string | undefined,
  options: Options,
): Promise<number> {
  if (action === 'list') return list(portal);
  if (username === undefined) return refuse('Which user name?');
  if (action === 'add') return add(portal, username, options);
  const account = await portal.db
    .selectFrom('account')
    .select(['id', 'usernameKey', 'patientId'])
    .where('usernameKey', '=', textKey(username))
    .executeTakeFirst();
  if (!account) return refuse(`There is no account ${username}.`);
  const change = portal.db.updateTable('account').where('id', '=', account.id);
  switch (action) {
    case 'password': {
      const passwordHash = await newPassword(portal, username);
      if (passwordHash === null) return 2;
      await change.set({ passwordHash }).execute();
      await endSessions(portal, account.id);
      // Whoever asked for it has tried the old one too often, as a rule.
      await forgetFailures(portal.db, accountGuard(account.usernameKey));
      return 0;
    }
    case 'unlock':
      await forgetFailures(portal.db, accountGuard(account.usernameKey));
      return 0;
    case 'deactivate':
      await change.set({ deactivatedAt: new Date() }).execute();
      if (account.patientId !== null) await endSharesOf(portal.db, account.patientId);
      await endSessions(portal, account.id);
      return 0;
    case 'reactivate':
      await change.set({ deactivatedAt: null, reactivationRequestedAt: null }).execute();
      return 0;
    default:
      return 2;
  }
}

async function list({ db }: Portal): Promise<number> {
  const rows = await db
    .selectFrom('account')
    .select(['username', 'usernameKey', 'kind', 'deactivatedAt', 'reactivationRequestedAt'])
    .orderBy('username')
    .execute();
  const blocked = await blockedNow(db);
  for (const row of rows) {
    const until = blocked.get(accountGuard(row.usernameKey));
    console.log(`${row.kind}\t${row.username}\t${stateOf(row, until)}`);
  }
  return 0;
}

function stateOf(
  row: { readonly deactivatedAt: Date | null; readonly reactivationRequestedAt: Date | null },
  blockedUntil: Date | undefined,
): string {
  if (row.deactivatedAt)
    return row.reactivationRequestedAt ? 'deactivated, asks for reactivation' : 'deactivated';
  return blockedUntil ? `blocked until ${blockedUntil.toISOString()}` : 'active';
}

async function add(portal: Portal, username: string, options: Options): Promise<number> {
  const parsed = newUserSchema.safeParse(options);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error));
  const person = parsed.data;
  const taken = await portal.db
    .selectFrom('account')
    .select('id')
    .where('usernameKey', '=', textKey(username))
    .executeTakeFirst();
  if (taken) return refuse(`There is an account ${username} already.`);
  const passwordHash = await newPassword(portal, username);
  if (passwordHash === null) return 2;
  const id = uuid();
  const names = { familyName: person['family-name'], givenName: person['given-name'] };
  const displayName = `${names.givenName} ${names.familyName}`;
  await portal.db.transaction().execute(async (trx) => {
    const patientNumber = person.number ?? id;
    const known =
      person.kind === 'patient'
        ? await trx
            .selectFrom('patient')
            .select('id')
            .where('patientNumber', '=', patientNumber)
            .executeTakeFirst()
        : undefined;
    const personId = known?.id ?? id;
    if (person.kind === 'patient' && !known) {
      const searchText = textKey(`${names.familyName} ${names.givenName} ${patientNumber}`);
      const birthDate = person['birth-date'] ?? null;
      await trx
        .insertInto('patient')
        .values({ id, patientNumber, ...names, displayName, birthDate, sex: person.sex ?? null, searchText })
        .execute();
    } else if (person.kind !== 'patient') {
      await trx
        .insertInto('professional')
        .values({
          id,
          ...names,
          displayName,
          role: person.role ?? '',
          isAdministrator: person.kind === 'administrator',
          searchText: textKey(`${names.familyName} ${names.givenName}`),
        })
        .execute();
    }
    await trx
      .insertInto('account')
      .values({
        id,
        kind: person.kind,
        username,
        usernameKey: textKey(username),
        passwordHash,
        email: person.email ?? null,
        patientId: person.kind === 'patient' ? personId : null,
        professionalId: person.kind === 'patient' ? null : personId,
      })
      .execute();
  });
  return 0;
}

/** From standard input, or made up and printed; null where the rules speak against it. */
async function newPassword({ config }: Portal, username: string): Promise<string | null> {
  const given = process.stdin.isTTY ? '' : (await text(process.stdin)).replace(/\r?\n$/, '');
  if (given === '') {
    const made = randomBytes(15).toString('base64url');
    console.log(`password\t${made}`);
    return hashPassword(made);
  }
  const reasons = rejectionsOf(given, { minLength: config.passwordMinLength, maxLength: 256 }, [username]);
  if (reasons.length === 0) return hashPassword(given);
  refuse(`This password is not accepted: ${reasons.join(', ')}.`);
  return null;
}

const endSessions = ({ db }: Portal, accountId: string) =>
  db
    .updateTable('session')
    .set({ endedAt: new Date() })
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .execute();

function refuse(reason: string): number {
  console.error(reason);
  return 2;
}
