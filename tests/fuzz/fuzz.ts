// Each entrance is given damaged input for a fixed time: `fuzz.ts SECONDS [TARGET…]`. A finding is kept in cases/TARGET/, from
// where every test run takes it again.
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { caseOf } from './mutate.ts';
import { targets } from './targets.ts';

const longestCaseMs = 20_000;

interface Finding {
  readonly number: number;
  readonly what: string;
}

/** Runs one target for a time. Answers how many cases it took, and what it found. */
async function fuzz(
  name: string,
  seconds: number,
  first: number,
): Promise<{ taken: number; finding: Finding | null }> {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  progress[0] = first;
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    workerData: { name, first, progress },
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  try {
    return await new Promise((resolve) => {
      const end = (what: string | null): void => {
        clearInterval(watch);
        clearTimeout(over);
        const number = Atomics.load(progress, 0);
        resolve({ taken: number - first, finding: what === null ? null : { number, what } });
      };
      let [seen, since] = [first, Infinity];
      let over: NodeJS.Timeout | undefined;
      const watch = setInterval(() => {
        const now = Atomics.load(progress, 0);
        if (now !== seen) [seen, since] = [now, Date.now()];
        else if (Date.now() - since > longestCaseMs) end(`took more than ${longestCaseMs / 1000} s`);
      }, 200);
      worker.once('message', () => {
        since = Date.now();
        over = setTimeout(() => end(null), seconds * 1000);
      });
      // A promise that nobody is left to settle ends the thread.
      worker.once('exit', () => end('never answered'));
      worker.once('error', (error) => end(error instanceof Error ? (error.stack ?? error.message) : 'died'));
    });
  } finally {
    await worker.terminate();
  }
}

const [seconds = '10', ...wanted] = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(targets);
// Another beginning at each run; a run can be repeated with it.
const first = Number(process.env['FUZZ_FIRST'] ?? Date.now() % 1_000_000_000);
console.log(`first case: ${first}`);

async function take(name: string): Promise<void> {
  const { taken, finding } = await fuzz(name, Number(seconds), first);
  console.log(`${name}: ${taken} cases${finding === null ? '' : ', a finding'}`);
  if (finding === null) return;
  process.exitCode = 1;
  const input = caseOf(finding.number, (await targets[name]?.().seeds()) ?? []);
  const folder = join(import.meta.dirname, 'cases', name);
  await mkdir(folder, { recursive: true });
  const file = join(folder, createHash('sha256').update(input).digest('hex').slice(0, 16));
  await writeFile(file, input);
  console.error(`${finding.what}\ncase ${finding.number}, kept as ${file}`);
}

// A core each, where there are two.
const waiting = [...names];
const inTurn = async (): Promise<void> => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await take(name);
};
await Promise.all([inTurn(), inTurn()]);
