import type { Portal } from '../portal.ts';
import { buildWorld } from './build-world.ts';
import type { World, WorldAccount } from './world.ts';

// Apart from what makes the demo data, which draws and sets type: a portal that holds them already starts without it.

export interface DemoAccount {
  readonly kind: WorldAccount['kind'];
  readonly username: string;
  readonly password: string;
}

/** Its value is the instant that the demo world was built for. */
export const seededFact = 'seeded';

/** Accounts that can sign in, patients first; the first patient is the one whose record the demo shows. */
export const demoAccounts = (world: World): readonly DemoAccount[] =>
  [...world.patients, ...world.professionals, ...world.administrators].flatMap((person) =>
    person.credentials ? [{ kind: person.kind, ...person.credentials }] : [],
  );

/** The demo world that this portal holds, or undefined where it was never seeded. */
export async function seededWorld({ db }: Portal): Promise<World | undefined> {
  const row = await db
    .selectFrom('portalFact')
    .select('value')
    .where('name', '=', seededFact)
    .executeTakeFirst();
  return row && buildWorld(row.value);
}
