import { sql } from 'kysely';
import type { Patient } from '../../src-shared/portal-api/generated/types.gen.ts';
import type { Database } from '../db/database.ts';
import type { AccountPrincipal, Principal } from './principal.ts';
import { Refusal } from './refusal.ts';
import { readableByRight } from './rights.ts';
import { containing, textKey } from './text-key.ts';

const mostFound = 50;

export interface Patients {
  find(principal: Principal, q: string): Promise<readonly Patient[]>;
  /** Throws not-allowed unless the caller may read at least one exam of the patient by a right of their own. */
  refuseWithoutRight(principal: Principal, patientId: string): Promise<void>;
}

/** Calls for professionals and administrators; everybody else never has them. */
export function caregiver(principal: Principal): AccountPrincipal {
  if (principal.kind === 'patient' || principal.kind === 'guest') throw new Refusal('not-allowed');
  return principal;
}

export function createPatients(db: Database): Patients {
  return {
    async find(principal, q) {
      const me = caregiver(principal);
      // Blanks and bare accents are nothing to look for: they would find everybody.
      if (textKey(q).length < 2) throw new Refusal('invalid-request', { fields: ['q'] });
      const mayReadSome = sql<boolean>`exists (select from exam where exam.patient_id = patient.id and ${readableByRight(me)})`;
      const temporaryUntil = sql<Date | null>`(select max(temporary_access.ends_at) from temporary_access
        where temporary_access.patient_id = patient.id and temporary_access.professional_id = ${me.personId}
          and temporary_access.ends_at > now())`;
      let query = db
        .selectFrom('patient')
        .select(['id', 'displayName', 'familyName', 'givenName', 'birthDate', 'sex']);
      if (/^\d{4}-\d\d-\d\d$/.test(q.trim()))
        query = query.where(sql<boolean>`birth_date::text = ${q.trim()}`);
      else
        for (const word of textKey(q).split(' ').slice(0, 8))
          query = query.where('searchText', 'like', containing(word));
      const rows = await query
        .select([mayReadSome.as('mayReadSome'), temporaryUntil.as('temporaryUntil')])
        .orderBy('searchText')
        .orderBy('id')
        .limit(mostFound)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        displayName: `${row.familyName.toUpperCase()} ${row.givenName}`,
        birthDate: row.birthDate,
        sex: row.sex,
        access: row.temporaryUntil
          ? 'temporary'
          : row.mayReadSome || me.kind === 'administrator'
            ? 'granted'
            : 'none',
        accessUntil: row.temporaryUntil?.toISOString() ?? null,
      }));
    },

    async refuseWithoutRight(principal, patientId) {
      const me = caregiver(principal);
      const patient = await db
        .selectFrom('patient')
        .select((eb) => [
          'patient.id',
          eb
            .exists(
              eb
                .selectFrom('exam')
                .select('exam.id')
                .whereRef('exam.patientId', '=', 'patient.id')
                .where(readableByRight(me)),
            )
            .as('readable'),
          eb
            .exists(
              eb
                .selectFrom('temporaryAccess')
                .select('temporaryAccess.id')
                .whereRef('temporaryAccess.patientId', '=', 'patient.id')
                .where('temporaryAccess.professionalId', '=', me.personId)
                .where('temporaryAccess.endsAt', '>', sql<Date>`now()`),
            )
            .as('temporary'),
        ])
        .where('patient.id', '=', patientId)
        .executeTakeFirst();
      if (!patient) throw new Refusal('not-found');
      if (!patient.readable && !patient.temporary && me.kind !== 'administrator')
        throw new Refusal('not-allowed');
    },
  };
}
