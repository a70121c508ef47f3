// A study of 1,000 instances (525 MB) from the portal, against the same bytes from nginx and from Orthanc's own DICOMweb:
// as one answer, and instance by instance over six connections, as the client asks for it.
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBigStudy, type BigStudy } from '../helpers/dicom/big-study.ts';
import { startBenchPortal } from '../helpers/portal/bench-portal.ts';
import { freePort } from '../helpers/servers/free-port.ts';
import { serverOfFiles, startNginx } from '../helpers/servers/nginx.ts';
import { startOrthanc } from '../helpers/servers/orthanc.ts';

const slices = 1000;
const rounds = 3;
const connections = 6;
const multipart = 'multipart/related; type="application/dicom"; transfer-syntax=*';

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const images = join(folder, 'images');
const big = await writeBigStudy(images, slices);
const agent = new Agent({ keepAlive: true, maxSockets: connections });

/** Reads an answer to its end. Its length. */
const read = (url: string, headers: IncomingHttpHeaders = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('end', () => resolve(length));
      response.on('error', reject);
    }).on('error', reject);
  });

interface Server {
  readonly whole: () => Promise<number>;
  readonly one: (index: number) => Promise<number>;
}

const dicomWeb = (
  base: string,
  { study, series, instances }: BigStudy,
  headers: IncomingHttpHeaders,
  accept: string,
): Server => ({
  whole: () => read(`${base}/studies/${study}`, { ...headers, accept: multipart }),
  one: (index) =>
    read(`${base}/studies/${study}/series/${series}/instances/${instances[index] ?? ''}`, {
      ...headers,
      accept,
    }),
});

/** Megabytes a second. */
async function speedOf(run: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const bytes = await run();
  if (bytes < big.bytes) throw new Error(`${bytes} bytes of ${big.bytes}`);
  return bytes / 1e3 / (performance.now() - start);
}
const oneByOne = (server: Server) => async (): Promise<number> => {
  let next = 0;
  let bytes = 0;
  const lane = async (): Promise<void> => {
    while (next < slices) {
      const length = await server.one(next++);
      bytes += length;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return bytes;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

const cleanUp: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
try {
  const portal = await startBenchPortal({ dataFolder: join(folder, 'data'), images });
  cleanUp.unshift(() => portal.stop());
  const orthanc = await startOrthanc({ authentication: false });
  cleanUp.unshift(() => orthanc.dispose());
  await orthanc.upload((await readdir(images)).map((name) => join(images, name)));
  const nginxPort = await freePort();
  const nginx = await startNginx(nginxPort, serverOfFiles(nginxPort, folder));
  cleanUp.unshift(() => nginx.stop());
  // The very bytes of the portal's answer as one file, for nginx.
  const headers = { authorization: `Bearer ${portal.token}`, accept: multipart };
  const answer = await fetch(`${portal.url}/dicom-web/studies/${big.study}`, { headers });
  await pipeline(answer.body ?? [], createWriteStream(join(folder, 'study.multipart')));
  await measure({
    portal: dicomWeb(`${portal.url}/dicom-web`, big, headers, 'application/dicom'),
    nginx: {
      whole: () => read(`http://127.0.0.1:${nginxPort}/study.multipart`),
      one: (index) => read(`http://127.0.0.1:${nginxPort}/images/${index + 1}.dcm`),
    },
    // It gives no instance outside of multipart.
    orthanc: dicomWeb(orthanc.dicomWebUrl, big, {}, multipart),
  });
} finally {
  agent.destroy();
  for (const step of cleanUp) await step();
}

async function measure(servers: Readonly<Record<string, Server>>): Promise<void> {
  const whole: Record<string, number[]> = {};
  const single: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, server] of Object.entries(servers)) {
      (whole[name] ??= []).push(await speedOf(server.whole));
      (single[name] ??= []).push(await speedOf(oneByOne(server)));
    }
  }
  for (const [name, values] of [
    ['study of 1,000 instances, in one answer', whole],
    ['study of 1,000 instances, one by one', single],
  ] as const) {
    for (const [yardstick, label, goal] of [
      ['nginx', 'nginx, the same bytes', '≥ 0.7'],
      ['orthanc', "Orthanc's own DICOMweb", '> 1'],
    ] as const) {
      const [value, yardstickValue] = [median(values['portal'] ?? []), median(values[yardstick] ?? [])];
      const figure = { value: Number(value.toFixed(0)), yardstickValue: Number(yardstickValue.toFixed(0)) };
      const ratio = Number((value / yardstickValue).toFixed(2));
      console.log(JSON.stringify({ name, unit: 'MB/s', yardstick: label, ...figure, ratio, goal }));
    }
  }
}
