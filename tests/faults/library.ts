// Kills the real library process, a hundred times, at random moments of a download, of a removal and of a start; and looks
// each time whether anything complete was lost or anything incomplete passes for complete. Then tells stories of everything else
// that may befall a library (fault-story.ts). `-- ROUNDS STORIES` for fewer or more.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LibraryEntry, LibraryRepairs } from '../../src-shared/domain/library.ts';
import { instanceKey } from '../../src-main/library/store/names.ts';
import { Store } from '../../src-main/library/store/store.ts';
import { examOf } from '../../src-main/library/testing.ts';
import { series, startCtServer, study, uidOf } from '../helpers/servers/ct-server.ts';
import { LibraryHost } from '../helpers/desktop/library-host.ts';
import { tellFaultStory } from './fault-story.ts';

const ROUNDS = Number(process.argv[2] ?? 100);
const STORIES = Number(process.argv[3] ?? 500);
const COUNT = 60;
const BYTES = 526_144;
const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
const key = Buffer.alloc(32, 1);

const folder = await mkdtemp(join(tmpdir(), 'emage-faults-'));
const library = join(folder, 'library');
const server = await startCtServer(folder, { count: COUNT, bytes: BYTES, bytesPerSecond: 12_000_000 });
const exam = (id: string) => ({ ...examOf(id, COUNT), bytes: COUNT * BYTES, reports: [] });
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sent = await Promise.all(
  Array.from({ length: COUNT }, async (_, n) =>
    digest(
      await readFile(join(folder, 'www/dicom-web/studies', study, 'series', series, 'instances', uidOf(n))),
    ),
  ),
);

async function start(): Promise<{ host: LibraryHost; pid: number }> {
  const host = new LibraryHost({ electron });
  let pid = 0;
  host.on((message) => {
    if (message.kind === 'spawned') pid = Number(message['pid']);
  });
  await host.until(({ kind }) => kind === 'ready');
  return { host, pid };
}
const open = (host: LibraryHost): Promise<void> =>
  host.call('open', {
    folder: library,
    key: key.toString('base64'),
    lifetime: 'kept',
    portal: { apiBaseUrl: server.url, dicomwebBaseUrl: `${server.url}/dicom-web` },
    cacheLimit: 2 ** 40,
  });

/** Looks at the folder itself, with nobody running: what is there must be whole and right. */
async function inspect(complete: Set<string>): Promise<{ instances: number; wrong: string[] }> {
  const wrong: string[] = [];
  const store = await Store.open({
    folder: library,
    libraryKey: key,
    cacheLimit: 2 ** 40,
    onDamage: (damaged) => wrong.push(`a half file: ${JSON.stringify(damaged)}`),
  });
  await store.settled();
  // Cleared away here already: the next start finds none.
  tally.unfinished += store.found.unfinished;
  let instances = 0;
  for (const id of ['one', 'two']) {
    for (let n = 0; n < COUNT; n += 1) {
      const bytes = await store.read(instanceKey(id, uidOf(n)));
      if (bytes && digest(new Uint8Array(bytes)) !== sent[n]) wrong.push(`other bytes: ${id} ${n}`);
      if (!bytes && complete.has(id)) wrong.push(`lost of a complete exam: ${id} ${n}`);
      if (bytes) instances += 1;
    }
  }
  return { instances, wrong };
}

const failures: string[] = [];
const tally = { completed: 0, removed: 0, resumed: 0, unfinished: 0, interrupted: 0 };
try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { host, pid } = await start();
    const complete = new Set<string>();
    const killed = delay(Math.random() * (round % 4 === 0 ? 150 : 2500)).then(() =>
      process.kill(pid, 'SIGKILL'),
    );
    const work = async (): Promise<void> => {
      await open(host);
      const repairs = await host.call<LibraryRepairs>('repairs');
      tally.resumed += repairs.resumed;
      tally.interrupted += Number(repairs.interrupted);
      for (const entry of await host.call<LibraryEntry[]>('list'))
        if (entry.state === 'kept') complete.add(entry.examId);
      host.on((message) => {
        const entry = message['entry'] as LibraryEntry | undefined;
        if (message.kind === 'changed' && entry?.state === 'kept') {
          complete.add(entry.examId);
          tally.completed += 1;
        }
      });
      for (const id of ['one', 'two']) {
        if (complete.has(id) && Math.random() < 0.5) {
          complete.delete(id);
          tally.removed += 1;
          await host.call('remove', { examId: id });
        }
        if (!complete.has(id)) await host.call('keep', { exam: exam(id) });
      }
    };
    await Promise.race([work().catch(() => undefined), host.exited]);
    await killed;
    await host.exited;
    const { instances, wrong } = await inspect(complete);
    failures.push(...wrong.map((what) => `round ${round}: ${what}`));
    console.log(
      `round ${String(round).padStart(3)}: ${instances} of ${2 * COUNT} instances here, ` +
        `${complete.size} exams complete, ${wrong.length === 0 ? 'all whole' : wrong.join('; ')}`,
    );
  }
} finally {
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
}
console.log(
  `${ROUNDS} kills: ${tally.completed} exams came to their end, ${tally.removed} were removed, ${tally.resumed} downloads ` +
    `were taken up again, ${tally.unfinished} unfinished files were cleared away, ${tally.interrupted} starts knew of the kill. ` +
    (failures.length === 0
      ? 'Nothing complete was lost, nothing incomplete passed for complete.'
      : failures.join('\n')),
);

const counts = new Map<string, number>();
for (let seed = 1; seed <= STORIES; seed += 1) {
  const told = await tellFaultStory(seed);
  for (const [what, count] of Object.entries(told.counts)) counts.set(what, (counts.get(what) ?? 0) + count);
  for (const what of told.wrong) console.log(`story ${seed}: ${what}`);
  failures.push(...told.wrong);
}
console.log(`${STORIES} stories: ${[...counts].map(([what, count]) => `${what} ${count}`).join(', ')}.`);
process.exit(failures.length === 0 ? 0 : 1);
