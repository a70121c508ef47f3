import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import { openPortal } from '../portal.ts';
import { addToDemoPatient, demoAccounts, loadDemo, seededWorld } from '../seed/load.ts';

export interface ServeOptions {
  /** Fill an empty portal with demo data, and tell its accounts. */
  readonly demo: boolean;
  /** A folder of DICOM for the demo patient's record. */
  readonly dicom: string | undefined;
}

/** Runs until SIGTERM or SIGINT, then answers what is under way and ends. */
export async function serve(config: Config, { demo, dicom }: ServeOptions): Promise<void> {
  const portal = await openPortal(config);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const world = demo
    ? ((await seededWorld(portal)) ??
      (await loadDemo(portal, new Date().toISOString(), say).catch(async (error: unknown) => {
        await portal.close();
        throw error;
      })))
    : undefined;
  if (world && dicom !== undefined) {
    say(`demo data: ${await addToDemoPatient(portal, world, dicom)} studies from the folder`);
  }
  const app = await buildApp(portal);
  const url = await app.listen();
  console.log(JSON.stringify({ event: 'ready', url, ...(world && { accounts: demoAccounts(world) }) }));

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
}
