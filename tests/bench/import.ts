// A disc of 1,000 CT slices into the encrypted library, against `cp -r` of the same folder, in the same run.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Importer } from '../../src-main/library/import/importer.ts';
import { LiveSource } from '../../src-main/library/import/live-source.ts';
import { LocalLibrary } from '../../src-main/library/local-library.ts';

// As many threads for the disk as the library's process has (src-main/library/fork.ts); read when the first is wanted.
process.env['UV_THREADPOOL_SIZE'] = '8';
const run = promisify(execFile);
const generator = join(import.meta.dirname, '../../../shared/dicom/make_big_series.py');
const SLICES = 1000;
const ROUNDS = 3;

if (!existsSync(generator)) {
  process.stderr.write('needs ../shared/dicom\n');
  process.exit(0);
}
const folder = await mkdtemp(join(tmpdir(), 'emage-bench-import-'));
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

interface Round {
  readonly seconds: number;
  readonly megabytes: number;
  /** From the start to the moment from which the exam can be opened. */
  readonly viewable: number;
}

async function importOnce(source: string, name: string): Promise<Round> {
  const live = new LiveSource();
  const library = await LocalLibrary.open({ folder: join(folder, name), libraryKey: randomBytes(32) }, live);
  const started = performance.now();
  let viewable = 0;
  let megabytes = 0;
  await new Promise<void>((resolve, reject) => {
    const importer = new Importer({
      library: () => library,
      live,
      onState: (state) => {
        if (state.kind === 'copying') {
          if (viewable === 0) viewable = performance.now() - started;
          megabytes = state.bytesTotal / 1e6;
        }
        if (state.kind === 'done') resolve();
        if (state.kind === 'failed') reject(new Error(state.error.message));
      },
    });
    importer.start({ paths: [source], name: null });
  });
  const seconds = (performance.now() - started) / 1000;
  await library.close(true);
  return { seconds, megabytes, viewable };
}

try {
  const source = join(folder, 'disc');
  // The system's own: it has what the generator needs.
  await run('/usr/bin/python3', [generator, source, '--slices', String(SLICES), '--format', 'raw']);
  await importOnce(source, 'warm-up');
  const [ours, theirs, durable, viewable]: [number[], number[], number[], number[]] = [[], [], [], []];
  let megabytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
    const copy = join(folder, `copy-${round}`);
    const started = performance.now();
    await run('cp', ['-r', source, copy]);
    const copied = performance.now();
    await run('sync', ['-f', copy]);
    theirs.push((copied - started) / 1000);
    durable.push((performance.now() - started) / 1000);
    await rm(copy, { recursive: true });
    const imported = await importOnce(source, `library-${round}`);
    ours.push(imported.seconds);
    viewable.push(imported.viewable);
    megabytes = imported.megabytes;
  }
  const value = megabytes / median(ours);
  const say = (yardstick: string, seconds: readonly number[], goal: string): void => {
    const yardstickValue = megabytes / median(seconds);
    const ratio = value / yardstickValue;
    console.log(
      JSON.stringify({
        name: 'import of a disc',
        value,
        unit: 'MB/s',
        yardstick,
        yardstickValue,
        ratio,
        goal,
      }),
    );
  };
  say('cp -r', theirs, '≥ 0.5');
  say('cp -r, then flushed to the disk as an import is', durable, '');
  const first = median(viewable);
  const whole = median(ours) * 1000;
  console.log(
    JSON.stringify({
      name: 'exam can be opened after',
      value: first,
      unit: 'ms',
      yardstick: 'the whole import',
      yardstickValue: whole,
      ratio: first / whole,
      goal: '',
    }),
  );
  console.log(
    JSON.stringify({
      name: 'memory at its highest',
      value: process.resourceUsage().maxRSS / 1024,
      unit: 'MiB',
      yardstick: 'allowed',
      yardstickValue: 300,
      ratio: process.resourceUsage().maxRSS / 1024 / 300,
      goal: '≤ 1',
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
