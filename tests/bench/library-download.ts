// A CT of 1,000 slices (525 MB) into the encrypted library, by the real library process, against `curl --parallel` of the
// same addresses to plain files; and read back, decrypted, over the byte channel.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examOf } from '../../src-main/library/testing.ts';
import { series, startCtServer, study, uidOf } from '../helpers/ct-server.ts';
import { LibraryHost } from '../helpers/library-host.ts';

const COUNT = Number(process.env['EMAGE_BENCH_COUNT'] ?? 1000);
const BYTES = 526_144;
const ROUNDS = Number(process.env['EMAGE_BENCH_ROUNDS'] ?? 3);
const megabytes = (COUNT * BYTES) / 1e6;
const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const server = await startCtServer(folder, { count: COUNT, bytes: BYTES });
const addressOf = (n: number): string =>
  `${server.url}/dicom-web/studies/${study}/series/${series}/instances/${uidOf(n)}`;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function curl(): Promise<number> {
  const plain = join(folder, 'plain');
  await mkdir(plain);
  const list = Array.from({ length: COUNT }, (_, n) => `url = "${addressOf(n)}"\noutput = "${plain}/${n}"`);
  await writeFile(join(folder, 'urls'), list.join('\n'));
  const started = performance.now();
  const child = spawn('curl', ['--silent', '--parallel', '--parallel-max', '6', '-K', join(folder, 'urls')]);
  await new Promise((resolve) => child.once('exit', resolve));
  const ms = performance.now() - started;
  await rm(plain, { recursive: true });
  return ms;
}

const exam = { ...examOf('exam', COUNT), bytes: COUNT * BYTES, reports: [] };
const openInput = {
  folder: join(folder, 'library'),
  key: Buffer.alloc(32, 1).toString('base64'),
  lifetime: 'kept',
  portal: { apiBaseUrl: server.url, dicomwebBaseUrl: `${server.url}/dicom-web` },
  cacheLimit: 2 ** 40,
};
async function download(host: LibraryHost): Promise<number> {
  await host.call('open', openInput);
  const kept = host.until(
    ({ kind, entry }) => kind === 'changed' && (entry as { state: string }).state === 'kept',
  );
  const started = performance.now();
  await host.call('keep', { exam });
  await kept;
  return performance.now() - started;
}

const [ours, theirs, reads, memory]: [number[], number[], number[], number[]] = [[], [], [], []];
try {
  await curl();
  for (let round = 0; round < ROUNDS; round += 1) {
    const host = new LibraryHost({ electron });
    ours.push(await download(host));
    const refs = Array.from({ length: COUNT }, (_, n) => ({
      examId: 'exam',
      studyInstanceUid: study,
      seriesInstanceUid: series,
      sopInstanceUid: uidOf(n),
    }));
    const { ms } = await host.call<{ ms: number }>('read', { refs, atOnce: 6 });
    reads.push(ms);
    memory.push(await host.call<number>('memory'));
    await host.call('close', { erase: true });
    await host.stop();
    theirs.push(await curl());
    process.stderr.write(
      `round ${round + 1}: ours ${ours.at(-1)?.toFixed(0)} curl ${theirs.at(-1)?.toFixed(0)} read ${ms.toFixed(0)} ms, ${memory.at(-1)?.toFixed(0)} MB\n`,
    );
  }
} finally {
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
}
const rate = (ms: readonly number[]): number => (megabytes / median(ms)) * 1000;
const say = (figure: object): void => console.log(JSON.stringify(figure));
say({
  name: '1,000 CT slices downloaded into the encrypted library',
  value: rate(ours),
  unit: 'MB/s',
  yardstick: 'curl --parallel to plain files',
  yardstickValue: rate(theirs),
  ratio: rate(ours) / rate(theirs),
  goal: '≥ 0.8',
});
say({
  name: 'read back decrypted over the byte channel',
  value: rate(reads),
  unit: 'MB/s',
  yardstick: '-',
  yardstickValue: rate(theirs),
  ratio: NaN,
  goal: '≥ 300',
});
say({
  name: 'memory of main and library',
  value: Math.max(...memory),
  unit: 'MB',
  yardstick: 'limit',
  yardstickValue: 300,
  ratio: Math.max(...memory) / 300,
  goal: '≤ 1',
});
