// From nothing to a window that can be used, and what it costs while nobody does anything: the real application against an
// empty window of the same Electron, in turn.
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { forget, launchApp } from '../helpers/app.ts';
import { startTestPortal } from '../helpers/portal.ts';
import { usageOfTree } from '../helpers/process-tree.ts';
import seedTemplate from '../e2e/global-setup.ts';
import { SignInPage } from '../e2e/pages/sign-in-page.ts';

const rounds = 5;
const idleSeconds = 10;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

interface Round {
  readonly startMs: number;
  readonly memory: number;
  /** Seconds of processor a second. */
  readonly processor: number;
}

async function idle(electron: ElectronApplication, startMs: number): Promise<Round> {
  const id = electron.process().pid ?? 0;
  // What a start leaves to do comes to its end first.
  await wait(5_000);
  const before = usageOfTree(id);
  await wait(idleSeconds * 1_000);
  const after = usageOfTree(id);
  return {
    startMs,
    memory: after.memory,
    processor: (after.processor - before.processor) / idleSeconds,
  };
}

async function application(): Promise<Round> {
  const started = performance.now();
  const app = await launchApp({ portalAddress: portal.url });
  await new SignInPage(app.shell).username.waitFor();
  const round = await idle(app.electron, performance.now() - started);
  await app.quit();
  await forget(app);
  return round;
}

async function emptyWindow(): Promise<Round> {
  const started = performance.now();
  const electron = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      join(import.meta.dirname, 'empty-app'),
    ],
  });
  const page = await electron.firstWindow();
  await page.locator('h1').waitFor();
  const round = await idle(electron, performance.now() - started);
  await electron.close();
  return round;
}

await seedTemplate();
const portal = await startTestPortal();
const [ours, empty]: [Round[], Round[]] = [[], []];
// The first of each reads the runtime from the disk, and is not counted.
for (let round = 0; round <= rounds; round += 1) {
  const both = [await application(), await emptyWindow()] as const;
  if (round === 0) continue;
  ours.push(both[0]);
  empty.push(both[1]);
}

await portal.dispose();

const yardstick = 'an empty window of the same Electron';
for (const [name, unit, of, goal] of [
  ['cold start to a usable window', 'ms', (round: Round) => round.startMs, 'ratio ≤ 1.5'],
  ['memory of all processes, idle', 'MB', (round: Round) => round.memory / 1e6, 'ratio ≤ 2'],
  // Without a GPU a blinking caret is drawn by the processor, in theirs as in ours: what is above it is our own doing.
  ['processor, idle, a caret blinking', '% of a core', (round: Round) => round.processor * 100, 'ratio ≤ 1'],
] as const) {
  const [value, yardstickValue] = [median(ours.map(of)), median(empty.map(of))];
  console.log(
    JSON.stringify({ name, value, unit, yardstick, yardstickValue, ratio: value / yardstickValue, goal }),
  );
}
