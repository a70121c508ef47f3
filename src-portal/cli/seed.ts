import type { Portal } from '../portal.ts';
import { demoAccounts, loadDemo, seededWorld } from '../seed/load.ts';

export async function seed(portal: Portal): Promise<number> {
  const world =
    (await seededWorld(portal)) ??
    (await loadDemo(portal, new Date().toISOString(), (line) => console.error(line)));
  for (const { kind, username, password } of demoAccounts(world))
    console.log(`${kind}\t${username}\t${password}`);
  return 0;
}
