// 200 clients that list exams and documents and download instances for a minute, all at once: no error, and the portal's
// memory does not grow. Then 10,000 sign-ins with a wrong password as fast as they go.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn, startBenchPortal } from '../helpers/portal/bench-portal.ts';
import { writeBigStudy } from '../helpers/dicom/big-study.ts';

const clients = 200;
const seconds = 60;
const signIns = 10_000;

const folder = await mkdtemp(join(tmpdir(), 'emage-bench-'));
const images = join(folder, 'images');
const { study, series, instances } = await writeBigStudy(images, 100);
const portal = await startBenchPortal({ dataFolder: join(folder, 'data'), images });
const agent = new Agent({ keepAlive: true, maxSockets: clients });

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Status of the answer, read to its end. 0: there was none. */
const ask = (path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<number> =>
  new Promise((resolve) => {
    const asked = request(`${portal.url}${path}`, { agent, method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
      response.on('error', () => resolve(0));
    });
    asked.on('error', () => resolve(0));
    asked.end(body);
  });

/** Megabytes that the portal's process holds. */
const memory = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${portal.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

try {
  // One after the other: three tries at once are all that one account has.
  const tokens: string[] = [];
  while (tokens.length < 8) tokens.push(await signIn(portal.url));
  const end = Date.now() + seconds * 1000;
  const statuses = new Map<number, number>();
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(memory()), 500);
  const client = async (number: number): Promise<void> => {
    const headers = { authorization: `Bearer ${tokens[number % tokens.length] ?? ''}` };
    for (let turn = number; Date.now() < end; turn += 1) {
      const instance = instances[turn % instances.length] ?? '';
      for (const [path, accept] of [
        ['/api/v1/exams', 'application/json'],
        ['/api/v1/documents', 'application/json'],
        [`/dicom-web/studies/${study}/series/${series}/instances/${instance}`, 'application/dicom'],
      ] as const) {
        const status = await ask(path, { headers: { ...headers, accept } });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  clearInterval(sampling);
  const answers = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const errors = answers - (statuses.get(200) ?? 0);
  const third = Math.floor(samples.length / 3);
  const [middle, last] = [median(samples.slice(third, 2 * third)), median(samples.slice(2 * third))];
  const figures = [
    { name: '200 clients for a minute: errors', value: errors, unit: 'answers', goal: '0' },
    {
      name: '200 clients for a minute: answers',
      value: answers,
      unit: 'answers',
      yardstick: 'a second of them',
      yardstickValue: Math.round(answers / seconds),
      ratio: seconds,
      goal: '',
    },
    {
      name: '200 clients for a minute: memory in the last third',
      value: Math.round(last),
      unit: 'MiB',
      yardstick: 'memory in the middle third',
      yardstickValue: Math.round(middle),
      ratio: Number((last / middle).toFixed(2)),
      goal: '≤ 1.1',
    },
  ];

  const body = new URLSearchParams({
    grant_type: 'password',
    username: 'nobody',
    password: 'guess',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const unexpected: number[] = [];
  const start = performance.now();
  let left = signIns;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left > 0) {
        left -= 1;
        const status = await ask('/oauth/token', { method: 'POST', headers, body });
        if (![400, 423, 429].includes(status)) unexpected.push(status);
      }
    }),
  );
  const took = (performance.now() - start) / 1000;
  const alive = await ask('/health');
  for (const figure of [
    ...figures,
    {
      name: '10,000 wrong sign-ins: answers that are no refusal',
      value: unexpected.length + (alive === 200 ? 0 : 1),
      unit: 'answers',
      yardstick: 'seconds they took',
      yardstickValue: Number(took.toFixed(1)),
      goal: '0',
    },
  ]) {
    console.log(JSON.stringify({ yardstick: '', yardstickValue: null, ratio: null, ...figure }));
  }
} finally {
  agent.destroy();
  await portal.stop();
  await rm(folder, { recursive: true, force: true });
}
