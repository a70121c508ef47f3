// From nothing to a window that can be used, and what it costs while nobody does anything: the real application against an
// empty window of the same Electron, in turn.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { firstShown, launchApp } from '../helpers/desktop/app.ts';
import { startTestPortal } from '../helpers/portal/portal.ts';
import { usageOfTree } from '../helpers/desktop/process-tree.ts';
import seedTemplate from '../e2e/global-setup.ts';
import { SignInPage } from '../e2e/pages/sign-in-page.ts';

const rounds = 5;
const idleSeconds = 10;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

interface Round {
  readonly startMs: number;
  readonly memory: number;
  /** Seconds of processor a second, while a caret blinks and while none does. */
  readonly withCaret: number;
  readonly withoutCaret: number;
}

async function idle(electron: ElectronApplication): Promise<Omit<Round, 'startMs'>> {
  // What a start leaves to do comes to its end first.
  await wait(5_000);
  const blinking = await watch(electron);
  const page = await electron.firstWindow();
  await page.locator('input:focus').blur();
  await wait(1_000);
  const resting = await watch(electron);
  return { memory: blinking.memory, withCaret: blinking.processor, withoutCaret: resting.processor };
}

async function watch(electron: ElectronApplication): Promise<{ memory: number; processor: number }> {
  const id = electron.process().pid ?? 0;
  const before = usageOfTree(id);
  await wait(idleSeconds * 1_000);
  const after = usageOfTree(id);
  return { memory: after.memory, processor: (after.processor - before.processor) / idleSeconds };
}

/** Starts the application on a folder, and does something with its window once it can be used. */
async function application<T>(
  userData: string,
  use: (electron: ElectronApplication, startMs: number) => T | Promise<T>,
): Promise<T> {
  const started = performance.now();
  const until = (shell: Page): Promise<void> => new SignInPage(shell).username.waitFor();
  const app = await launchApp({ portalAddress: portal.url, userData, until });
  const found = await use(app.electron, performance.now() - started);
  await app.quit();
  return found;
}

async function emptyWindow<T>(
  userData: string,
  use: (electron: ElectronApplication, startMs: number) => T | Promise<T>,
): Promise<T> {
  const started = performance.now();
  const electron = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      `--user-data-dir=${userData}`,
      join(import.meta.dirname, 'empty-app'),
    ],
  });
  const page = await electron.firstWindow();
  await Promise.all([firstShown(electron), page.locator('h1').waitFor()]);
  const found = await use(electron, performance.now() - started);
  await electron.close();
  return found;
}

await seedTemplate();
const portal = await startTestPortal();
const folders = await mkdtemp(join(tmpdir(), 'emage-starts-'));
const [ours, empty]: [Round[], Round[]] = [[], []];
const [oursFirst, emptyFirst]: [number[], number[]] = [[], []];
const justTime = (_: ElectronApplication, startMs: number): number => startMs;
const whole = async (electron: ElectronApplication, startMs: number): Promise<Round> => ({
  startMs,
  ...(await idle(electron)),
});
// The first of each reads the runtime from the disk, and is not counted.
for (let round = 0; round <= rounds; round += 1) {
  const folder = join(folders, String(round));
  // Where nothing was started before, on a folder of its own; then again, as on every other day.
  const first = [
    await application(`${folder}-ours`, justTime),
    await emptyWindow(`${folder}-empty`, justTime),
  ] as const;
  // Chromium keeps what it compiled of a page at the second time that it reads it.
  await application(`${folder}-ours`, justTime);
  const later = [
    await application(`${folder}-ours`, whole),
    await emptyWindow(`${folder}-empty`, whole),
  ] as const;
  if (round === 0) continue;
  oursFirst.push(first[0]);
  emptyFirst.push(first[1]);
  ours.push(later[0]);
  empty.push(later[1]);
}
await rm(folders, { recursive: true });
await portal.dispose();

const yardstick = 'an empty window of the same Electron';
const tell = (name: string, unit: string, value: number, yardstickValue: number, goal: string): void =>
  console.log(
    JSON.stringify({ name, value, unit, yardstick, yardstickValue, ratio: value / yardstickValue, goal }),
  );
tell('the very first start, to a usable window', 'ms', median(oursFirst), median(emptyFirst), 'ratio ≤ 1.5');
for (const [name, unit, of, goal] of [
  ['cold start to a usable window', 'ms', (round: Round) => round.startMs, 'ratio ≤ 1.5'],
  ['memory of all processes, idle', 'MB', (round: Round) => round.memory / 1e6, 'ratio ≤ 2'],
  // Without a GPU a blinking caret is drawn by the processor, in theirs as in ours: what is above it is our own doing.
  ['processor, idle, a caret blinking', '% of a core', (round: Round) => round.withCaret * 100, 'ratio ≤ 1'],
  ['processor, idle, no caret', '% of a core', (round: Round) => round.withoutCaret * 100, 'value ≈ 0'],
] as const)
  tell(name, unit, median(ours.map(of)), median(empty.map(of)), goal);
