// The encrypted library against plain files, on the same disk, in the same run.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../../src-main/library/store/store.ts';
import { instanceKey } from '../../src-main/library/store/names.ts';

const INSTANCES = 400;
/** A CT slice of 512 × 512 in 16 bits, with its header. */
const BYTES = 526_144;
const ROUNDS = 5;
const AT_ONCE = 4;
const megabytes = (INSTANCES * BYTES) / 1e6;

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const plainFolder = join(folder, 'plain');
await mkdir(plainFolder);
const open = async (name: string): Promise<Store> => {
  const store = await Store.open({
    folder: join(folder, name),
    libraryKey: randomBytes(32),
    cacheLimit: 2 ** 40,
  });
  await store.settled();
  return store;
};
const slices = Array.from({ length: 16 }, () => randomBytes(BYTES));
const slice = (n: number): Buffer => slices[n % slices.length] ?? Buffer.alloc(0);
const plainPath = (n: number): string => join(plainFolder, `${n}.dcm`);

/** Milliseconds for all instances, a few at a time. */
async function time(one: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < INSTANCES) await one(next++);
    }),
  );
  return performance.now() - started;
}
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const rate = (ms: readonly number[]): number => (megabytes / median(ms)) * 1000;

function say(
  name: string,
  ours: readonly number[],
  yardstick: string,
  theirs: readonly number[],
  goal: string,
): void {
  const [value, yardstickValue] = [rate(ours), rate(theirs)];
  console.log(
    JSON.stringify({
      name,
      value,
      unit: 'MB/s',
      yardstick,
      yardstickValue,
      ratio: value / yardstickValue,
      goal,
    }),
  );
}

async function put(store: Store, n: number): Promise<void> {
  const key = instanceKey('exam', `1.2.3.${n}`);
  const writer = store.writers.begin(key);
  // As it arrives from a network.
  for (let at = 0; at < BYTES; at += 65_536) await writer.push(slice(n).subarray(at, at + 65_536));
  await store.commitItem(key, writer);
}

try {
  const [written, writtenPlain, read, readPlain]: [number[], number[], number[], number[]] = [[], [], [], []];
  let store = await open('warm-up');
  await time((n) => put(store, n));
  await time((n) => writeFile(plainPath(n), slice(n)));
  for (let round = 0; round < ROUNDS; round += 1) {
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
    await store.erase();
    store = await open(`library-${round}`);
    await rm(plainFolder, { recursive: true });
    await mkdir(plainFolder);
    written.push(await time((n) => put(store, n)));
    writtenPlain.push(await time((n) => writeFile(plainPath(n), slice(n))));
    read.push(await time((n) => store.read(instanceKey('exam', `1.2.3.${n}`))));
    readPlain.push(await time((n) => readFile(plainPath(n))));
  }
  say('instances read and decrypted', read, 'plain files read', readPlain, '≥ 0.3');
  say('instances encrypted and stored', written, 'plain files written', writtenPlain, '≥ 0.5');
} finally {
  await rm(folder, { recursive: true, force: true });
}
