import type { Portal } from '../portal.ts';
import { loadDemo } from '../seed/load.ts';
import { demoAccounts, seededWorld } from '../seed/seeded-world.ts';

export async function seed(portal: Portal): Promise<number> {
  const world =
    (await seededWorld(portal)) ??
    (await loadDemo(portal, new Date().toISOString(), (line) => console.error(line)));
  for (const { kind, username, password } of demoAccounts(world))
    console.log(`${kind}\t${username}\t${password}`);
  return 0;
}
