import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { TemporaryAccess } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import { textsIn } from '../texts/texts.ts';
import { appendAccess } from './access-log.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { AccountPrincipal, Principal } from './principal.ts';
import { asPerson } from './reading.ts';
import { Refusal } from './refusal.ts';
import type { Revocations } from './revocations.ts';
import { inWords } from './instants.ts';

export const breakGlassHours = 4;
export const breakGlassReasonMinLength = 20;
const mostListed = 200;

export interface BreakGlass {
  /** What the caller opened and is still open. */
  list(principal: Principal): Promise<TemporaryAccess[]>;
  open(principal: Principal, request: { patientId: string; reason: string }): Promise<TemporaryAccess>;
  /** Ends it before its time. */
  end(principal: Principal, id: string): Promise<void>;
}

/** An administrator has access as it is; breaking the glass is for those who care for a person. */
function professionalOnly(principal: Principal): AccountPrincipal {
  if (principal.kind !== 'professional') throw new Refusal('not-allowed');
  return principal;
}

export function createBreakGlass(
  db: Database,
  mailer: Mailer,
  revocations: Revocations,
  portal: { readonly name: string; readonly supportEmail: string },
): BreakGlass {
  return {
    async list(principal) {
      const rows = await db
        .selectFrom('temporaryAccess')
        .innerJoin('patient', 'patient.id', 'temporaryAccess.patientId')
        .select(['temporaryAccess.id', 'startsAt', 'endsAt', 'reason', 'patientId'])
        .select(['patient.displayName', 'patient.birthDate'])
        .where('professionalId', '=', professionalOnly(principal).personId)
        .where('endsAt', '>', sql<Date>`now()`)
        .orderBy('endsAt')
        .limit(mostListed)
        .execute();
      return rows.map(({ id, startsAt, endsAt, reason, patientId, displayName, birthDate }) => ({
        id,
        patient: { id: patientId, displayName, birthDate },
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        reason,
      }));
    },

    async end(principal, id) {
      const ended = await db
        .updateTable('temporaryAccess')
        .set({ endsAt: new Date() })
        .where('id', '=', id)
        .where('professionalId', '=', professionalOnly(principal).personId)
        .where('endsAt', '>', sql<Date>`now()`)
        .returning('id')
        .executeTakeFirst();
      if (!ended) throw new Refusal('not-found');
      // Downloads under way are cut, as when a share ends.
      revocations.announce();
    },

    async open(given, { patientId, reason: words }) {
      const principal = professionalOnly(given);
      const reason = words.replaceAll(/\s+/g, ' ').trim();
      if (reason.length < breakGlassReasonMinLength)
        throw new Refusal('invalid-request', { fields: ['reason'] });
      const startsAt = new Date();
      const endsAt = new Date(startsAt.getTime() + breakGlassHours * 3_600_000);
      const id = uuid();
      const { patient, account, establishment } = await db.transaction().execute(async (trx) => {
        const patient = await trx
          .selectFrom('patient')
          .select(['id', 'displayName', 'birthDate'])
          .where('id', '=', patientId)
          .executeTakeFirst();
        if (!patient) throw new Refusal('not-found');
        await trx
          .insertInto('temporaryAccess')
          .values({ id, professionalId: principal.personId, patientId, startsAt, endsAt, reason })
          .execute();
        await appendAccess(trx, {
          at: startsAt,
          patientId,
          ...asPerson(principal),
          role: 'temporary-access',
          action: 'break-glass',
          examId: null,
          detail: reason,
        });
        const account = await trx
          .selectFrom('account')
          .select(['email', 'language'])
          .where('patientId', '=', patientId)
          .executeTakeFirst();
        const establishment = principal.establishmentId
          ? await trx
              .selectFrom('establishment')
              .select('name')
              .where('id', '=', principal.establishmentId)
              .executeTakeFirst()
          : undefined;
        return { patient, account, establishment };
      });
      if (account?.email) {
        const mail = textsIn(account.language).breakGlassMail({
          professional: principal.displayName,
          establishment: establishment?.name ?? null,
          portal: portal.name,
          from: inWords(startsAt, account.language),
          until: inWords(endsAt, account.language),
          reason,
          support: portal.supportEmail,
        });
        await mailer.post({ to: account.email, ...mail });
      }
      return {
        id,
        patient,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        reason,
      };
    },
  };
}
