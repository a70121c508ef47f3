// A library of 5,000 kept exams with 2 million instances (as their records and lists say: the files themselves are not
// looked at when it opens) against an empty one; and the search over its list.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from '../../src-main/library/documents.ts';
import { Library } from '../../src-main/library/library.ts';
import { newKeep } from '../../src-main/library/keeping/keep-record.ts';
import { seal } from '../../src-main/library/store/sealed-file.ts';
import { Names } from '../../src-main/library/store/names.ts';
import { examOf, FakeSource } from '../../src-main/library/testing.ts';
import { applyView, everything, prepare } from '../../src-renderer/features/exams/filter.ts';

const EXAMS = 5_000;
const PER_EXAM = 400;
const ROUNDS = 5;
const key = randomBytes(32);
const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const names = new Names(key);
const exams = Array.from({ length: EXAMS }, (_, n) => ({
  ...examOf(`exam-${n}`, PER_EXAM),
  label: `Scanner du thorax ${n}`,
}));

const open = (name: string): Promise<Library> =>
  Library.open(
    {
      folder: join(folder, name),
      key,
      lifetime: 'kept',
      portal: { apiBaseUrl: 'https://portal.example', dicomwebBaseUrl: 'https://portal.example' },
      cacheLimit: 2 ** 40,
    },
    {
      source: new FakeSource(0),
      isOnline: () => false,
      wait: () => Promise.resolve(),
      onChanged: () => undefined,
      onStatus: () => undefined,
      onRemoved: () => undefined,
      onEnded: () => undefined,
      log: () => undefined,
    },
  );
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function openingOf(name: string, expected: number): Promise<number> {
  const started = performance.now();
  const library = await open(name);
  const found = (await library.keeps.list()).length;
  await documents.get(library.shelf.store, 'exams');
  const ms = performance.now() - started;
  if (found !== expected) throw new Error(`${found} exams`);
  await library.close(false);
  return ms;
}

/** Milliseconds that the slowest key takes of a search typed letter by letter, sorted by name as the dearest way. */
function slowestKey(text: string): { ms: number; found: number } {
  const circumstances = { here: new Set<string>(), now: new Date(), collator: new Intl.Collator('fr') };
  const prepared = prepare(exams, () => 'scanner 3 mars 2026');
  let [ms, found] = [0, 0];
  for (let length = 1; length <= text.length; length += 1) {
    const view = { ...everything, text: text.slice(0, length), sort: 'label' } as const;
    const started = performance.now();
    found = applyView(prepared, view, circumstances).length;
    ms = Math.max(ms, performance.now() - started);
  }
  return { ms, found };
}

try {
  for (const name of ['empty', 'full']) await (await open(name)).close(false);
  const root = join(folder, 'full');
  for (const exam of exams) {
    const name = names.ofItem({ kind: 'keep', item: exam.id });
    const record = { ...newKeep(exam, 1), state: 'kept', instancesDone: PER_EXAM, bytes: PER_EXAM * 1000 };
    await writeFile(
      join(root, 'keeps', name),
      seal(key, name, randomBytes(32), Buffer.from(JSON.stringify(record))),
    );
    await mkdir(join(root, 'kept', names.ofExam(exam.id)));
  }
  const library = await open('full');
  await documents.put(library.shelf.store, 'exams', JSON.stringify(exams));
  await library.close(false);
  const [full, empty]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await openingOf('empty', 0));
    full.push(await openingOf('full', EXAMS));
  }
  const [value, yardstickValue] = [median(full), median(empty)];
  console.log(
    JSON.stringify({
      name: 'a library of 5,000 kept exams opened, and its list read',
      value,
      unit: 'ms',
      yardstick: 'an empty one',
      yardstickValue,
      ratio: value / yardstickValue,
      goal: 'value ≤ yardstick + 200',
    }),
  );
  slowestKey('thorax 4321');
  const { ms, found } = slowestKey('thorax 4321');
  if (found !== 1) throw new Error(`${found} exams found`);
  console.log(
    JSON.stringify({
      name: 'a search among 5,000 exams as it is typed, the slowest key',
      value: ms,
      unit: 'ms',
      yardstick: 'what is felt as at once',
      yardstickValue: 100,
      ratio: ms / 100,
      goal: '≤ 1',
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
