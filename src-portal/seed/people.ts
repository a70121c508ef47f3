import { v7 as uuid } from 'uuid';
import type { Queryable } from '../db/database.ts';
import type { EstablishmentTable } from '../db/schema.ts';
import { hashPassword } from '../services/passwords.ts';
import { textKey } from '../services/text-key.ts';
import type { EstablishmentKind, World, WorldAccount } from './world.ts';

const kinds: Readonly<Record<EstablishmentKind, EstablishmentTable['kind']>> = {
  'university-hospital': 'public-hospital',
  hospital: 'public-hospital',
  clinic: 'clinic',
  'imaging-centre': 'imaging-centre',
};

/** Hashes of passwords by the person's id, made beside the images: they take their time on purpose. */
export async function hashPasswords(world: World): Promise<ReadonlyMap<string, string>> {
  const people: readonly WorldAccount[] = [
    ...world.patients,
    ...world.professionals,
    ...world.administrators,
  ];
  const entries = people.flatMap((person) =>
    person.credentials ? [[person.id, hashPassword(person.credentials.password)] as const] : [],
  );
  return new Map(await Promise.all(entries.map(async ([id, hash]) => [id, await hash] as const)));
}

/** Establishments with their services, people and accounts. Answers the service of each establishment. */
export async function loadPeople(
  db: Queryable,
  world: World,
  hashes: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  await db
    .insertInto('establishment')
    .values(
      world.establishments.map(({ id, name, kind, address, postcode, town, telephone, sharingSince }) => ({
        id,
        name,
        nameKey: textKey(`${name} ${town}`),
        kind: kinds[kind],
        address,
        postcode,
        town,
        telephone,
        sharingSince,
      })),
    )
    .execute();
  const services = world.establishments.map(({ id, service }) => ({
    id: uuid(),
    establishmentId: id,
    name: service,
  }));
  await db.insertInto('service').values(services).execute();
  const serviceOf = new Map(services.map((service) => [service.establishmentId, service.id]));

  await db
    .insertInto('patient')
    .values(
      world.patients.map(({ id, patientNumber, familyName, givenName, displayName, birthDate, sex }) => ({
        id,
        patientNumber,
        familyName,
        givenName,
        displayName,
        birthDate,
        sex,
        searchText: textKey(`${familyName} ${givenName} ${patientNumber}`),
      })),
    )
    .execute();
  await db
    .insertInto('professional')
    .values(
      [...world.professionals, ...world.administrators].map((person) => ({
        id: person.id,
        familyName: person.familyName,
        givenName: person.givenName,
        displayName: person.displayName,
        role: person.role,
        rpps: person.kind === 'professional' ? person.rpps : null,
        establishmentId: person.establishmentId,
        readsServiceId:
          person.kind === 'professional' &&
          person.profession === 'radiologist' &&
          person.establishmentId !== null
            ? (serviceOf.get(person.establishmentId) ?? null)
            : null,
        isAdministrator: person.kind === 'administrator',
        searchText: textKey(`${person.familyName} ${person.givenName}`),
      })),
    )
    .execute();
  await db
    .insertInto('account')
    .values(
      [...world.patients, ...world.professionals, ...world.administrators].flatMap((person) => {
        const passwordHash = hashes.get(person.id);
        if (!person.credentials || passwordHash === undefined) return [];
        return [
          {
            id: person.id,
            kind: person.kind,
            username: person.credentials.username,
            usernameKey: textKey(person.credentials.username),
            passwordHash,
            email: person.email,
            telephone: person.telephone,
            patientId: person.kind === 'patient' ? person.id : null,
            professionalId: person.kind === 'patient' ? null : person.id,
          },
        ];
      }),
    )
    .execute();
  return serviceOf;
}
