import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import { openPortal, type Portal } from '../portal.ts';
import { demoAccounts, seededWorld } from '../seed/seeded-world.ts';
import type { World } from '../seed/world.ts';

export interface ServeOptions {
  /** Fill an empty portal with demo data, and tell its accounts. */
  readonly demo: boolean;
  /** A folder of DICOM for the demo patient's record. */
  readonly dicom: string | undefined;
}

/** Runs until SIGTERM, SIGINT or SIGHUP, then answers what is under way and ends. */
export async function serve(config: Config, options: ServeOptions): Promise<void> {
  const portal = await openPortal(config);
  const { app, url, world } = await begin(portal, options).catch(async (error: unknown) => {
    // What is open would keep a process that serves nobody, and its folder locked.
    await portal.close();
    throw error;
  });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // Downloads under way may finish, but not forever.
    const giveUp = setTimeout(() => process.exit(1), 20_000).unref();
    await app.http.close();
    await portal.close();
    clearTimeout(giveUp);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // The terminal that it was started in is closed.
  process.once('SIGHUP', () => void stop());
  // Last: whoever reads it may end the portal at once.
  console.log(JSON.stringify({ event: 'ready', url, ...(world && { accounts: demoAccounts(world) }) }));
}

async function begin(portal: Portal, { demo, dicom }: ServeOptions) {
  const world = demo ? await demoWorld(portal, dicom) : undefined;
  const app = await buildApp(portal);
  const url = await app.listen().catch(async (error: unknown) => {
    await app.http.close();
    throw error;
  });
  return { app, url, world };
}

async function demoWorld(portal: Portal, dicom: string | undefined): Promise<World> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const seeded = await seededWorld(portal);
  if (seeded && dicom === undefined) return seeded;
  const { addToDemoPatient, loadDemo } = await import('../seed/load.ts');
  const world = seeded ?? (await loadDemo(portal, new Date().toISOString(), say));
  if (dicom !== undefined)
    say(`demo data: ${await addToDemoPatient(portal, world, dicom)} studies from the folder`);
  return world;
}
