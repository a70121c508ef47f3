// A CT of 1,000 slices (525 MB) into the encrypted library, by the real library process, against `curl --parallel` of the
// same addresses to plain files, on loopback and at 100 Mbit/s; and read back, decrypted, over the byte channel.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examOf } from '../../src-main/library/testing.ts';
import { series, startCtServer, study, uidOf } from '../helpers/servers/ct-server.ts';
import { LibraryHost } from '../helpers/desktop/library-host.ts';

const COUNT = Number(process.env['EMAGE_BENCH_COUNT'] ?? 1000);
const ROUNDS = Number(process.env['EMAGE_BENCH_ROUNDS'] ?? 3);
const BYTES = 526_144;
const CONNECTIONS = 6;
/** At 100 Mbit/s, 1,000 slices would take 42 seconds a round. */
const SLOW_COUNT = Math.min(COUNT, 240);
const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const rateOf = (count: number, ms: readonly number[]): number => ((count * BYTES) / 1e6 / median(ms)) * 1000;
const say = (figure: object): void => console.log(JSON.stringify(figure));
const refs = (count: number): object[] =>
  Array.from({ length: count }, (_, n) => ({
    examId: 'exam',
    studyInstanceUid: study,
    seriesInstanceUid: series,
    sopInstanceUid: uidOf(n),
  }));

/**
 * Each round writes into a folder of its own, and all are removed in the end: after a thousand files were removed, ext4 passes over
 * their places one by one whenever a file is made, for a minute and more, and that was half of what was measured here.
 */
let folders = 0;
const newFolder = (): string => join(folder, String((folders += 1)));

/** Each file of a folder, four at one time, and the folder, as the library does before it calls an exam kept. */
async function flush(plain: string): Promise<void> {
  const names = await readdir(plain);
  const work = async (): Promise<void> => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      await using file = await open(join(plain, name), 'r+');
      await file.datasync();
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  await using whole = await open(plain, 'r');
  await whole.sync();
}

async function curl(url: string, count: number, plain = newFolder()): Promise<number> {
  await mkdir(plain);
  const instances = `${url}/dicom-web/studies/${study}/series/${series}/instances`;
  const list = Array.from(
    { length: count },
    (_, n) => `url = "${instances}/${uidOf(n)}"\noutput = "${plain}/${n}"`,
  );
  await writeFile(join(folder, 'urls'), list.join('\n'));
  const started = performance.now();
  const child = spawn('curl', [
    '--silent',
    '--parallel',
    '--parallel-max',
    String(CONNECTIONS),
    '-K',
    join(folder, 'urls'),
  ]);
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - started;
}

async function download(host: LibraryHost, url: string, count: number): Promise<number> {
  await host.call('open', {
    folder: newFolder(),
    key: Buffer.alloc(32, 1).toString('base64'),
    lifetime: 'kept',
    portal: { apiBaseUrl: url, dicomwebBaseUrl: `${url}/dicom-web` },
    cacheLimit: 2 ** 40,
  });
  const kept = host.until(
    ({ kind, entry }) => kind === 'changed' && (entry as { state: string }).state === 'kept',
  );
  const started = performance.now();
  await host.call('keep', { exam: { ...examOf('exam', count), bytes: count * BYTES, reports: [] } });
  await kept;
  return performance.now() - started;
}

interface Memory {
  readonly resident: number;
  readonly proportional: number;
  readonly own: number;
}
const nothing: Memory = { resident: 0, proportional: 0, own: 0 };
const greater = (one: Memory, other: Memory): Memory => ({
  resident: Math.max(one.resident, other.resident),
  proportional: Math.max(one.proportional, other.proportional),
  own: Math.max(one.own, other.own),
});

/** What Electron takes for a main process and one beside it that do nothing. */
async function memoryOfNothing(): Promise<Memory> {
  const host = new LibraryHost({ electron, entry: 'tests/bench/library-host/echo.mjs' });
  await host.call('read', { refs: refs(1), atOnce: 1, echoBytes: BYTES });
  // The metrics are taken five times a second.
  let memory = nothing;
  while (Object.values(memory).includes(0)) memory = await host.call<Memory>('memory');
  await host.stop();
  return memory;
}

async function onLoopback(): Promise<void> {
  const at = join(folder, 'fast');
  const server = await startCtServer(at, { count: COUNT, bytes: BYTES });
  const times = { ours: [], curl: [], durable: [], read: [], channel: [] } as Record<
    'ours' | 'curl' | 'durable' | 'read' | 'channel',
    number[]
  >;
  const memory = { downloading: nothing, reading: nothing };
  try {
    await curl(server.url, COUNT);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const host = new LibraryHost({ electron });
      const read = async (more: object): Promise<number> =>
        (await host.call<{ ms: number }>('read', { refs: refs(COUNT), atOnce: 6, ...more })).ms;
      times.ours.push(await download(host, server.url, COUNT));
      memory.downloading = greater(memory.downloading, await host.call<Memory>('memory'));
      times.read.push(await read({}));
      memory.reading = greater(memory.reading, await host.call<Memory>('memory'));
      times.channel.push(await read({ echoBytes: BYTES }));
      await host.call('close', { erase: false });
      await host.stop();
      const plain = newFolder();
      const fetched = await curl(server.url, COUNT, plain);
      const started = performance.now();
      await flush(plain);
      times.curl.push(fetched);
      times.durable.push(fetched + performance.now() - started);
      const last = Object.entries(times).map(([name, ms]) => `${name} ${ms.at(-1)?.toFixed(0)} ms`);
      process.stderr.write(
        `round ${round}: ${last.join(', ')}; ${memory.downloading.proportional.toFixed(0)} and ${memory.reading.proportional.toFixed(0)} MB\n`,
      );
    }
  } finally {
    await server.dispose();
    await rm(at, { recursive: true });
  }
  const empty = await memoryOfNothing();
  const rate = (ms: readonly number[]): number => rateOf(COUNT, ms);
  for (const [yardstick, ms, goal] of [
    ['curl --parallel to plain files, nothing flushed', times.curl, '≥ 0.8'],
    ['the same, then each file flushed to the disk as we do', times.durable, ''],
  ] as const) {
    say({
      name: `${COUNT} CT slices downloaded into the encrypted library`,
      value: rate(times.ours),
      unit: 'MB/s',
      yardstick,
      yardstickValue: rate(ms),
      ratio: rate(times.ours) / rate(ms),
      goal,
    });
  }
  say({
    name: 'read back decrypted into a renderer',
    value: rate(times.read),
    unit: 'MB/s',
    yardstick: 'the byte channel alone, the same sizes',
    yardstickValue: rate(times.channel),
    ratio: rate(times.read) / rate(times.channel),
    goal: '≥ 300, or ≈ 1',
  });
  for (const [doing, most] of Object.entries(memory)) {
    for (const [way, goal] of [
      ['proportional', '< 300 MB'],
      ['own', ''],
      ['resident', ''],
    ] as const) {
      say({
        name: `memory of main and library, ${doing}, ${way}`,
        value: most[way],
        unit: 'MB',
        yardstick: 'an empty main and an empty utility process, the same window',
        yardstickValue: empty[way],
        ratio: most[way] / empty[way],
        goal,
      });
    }
  }
}

async function atHundredMegabits(): Promise<void> {
  const at = join(folder, 'slow');
  const server = await startCtServer(at, { count: SLOW_COUNT, bytes: BYTES, bytesPerSecond: 12_500_000 });
  try {
    const theirs = await curl(server.url, SLOW_COUNT);
    const host = new LibraryHost({ electron });
    const ours = await download(host, server.url, SLOW_COUNT);
    await host.call('close', { erase: false });
    await host.stop();
    const [value, yardstickValue] = [rateOf(SLOW_COUNT, [ours]), rateOf(SLOW_COUNT, [theirs])];
    say({
      name: `${SLOW_COUNT} CT slices downloaded at 100 Mbit/s`,
      value,
      unit: 'MB/s',
      yardstick: 'curl --parallel to plain files',
      yardstickValue,
      ratio: value / yardstickValue,
      goal: '≥ 0.95',
    });
  } finally {
    await server.dispose();
  }
}

try {
  await onLoopback();
  await atHundredMegabits();
} finally {
  await rm(folder, { recursive: true, force: true });
}
