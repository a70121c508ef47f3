import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Incoming } from '../image-source.ts';
import { bytesByFetch } from './bytes-by-fetch.ts';
import { DicomWeb } from './dicomweb.ts';
import { createHttp } from './http.ts';

// A loaded machine is slow, not wrong.
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

const ref = { examId: 'e', studyInstanceUid: '1.2', seriesInstanceUid: '1.3', sopInstanceUid: '1.4' };

let server: Server;
let url: string;
let asked: { url: string; accept: string; authorization: string }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let tokens: number;

beforeEach(async () => {
  asked = [];
  tokens = 0;
  server = createServer((request, response) => {
    const { accept = '', authorization = '' } = request.headers;
    asked.push({ url: request.url ?? '', accept, authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const dicomWeb = (): DicomWeb =>
  new DicomWeb({
    portal: { apiBaseUrl: `${url}/api/v1`, dicomwebBaseUrl: `${url}/dicom-web` },
    http: createHttp({ fetch, language: () => 'fr' }),
    open: bytesByFetch(fetch),
    withToken: (use) => use(`token-${tokens++}`),
  });
const signal = new AbortController().signal;
async function all({ bytes }: Incoming): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(() => null).catch((thrown: unknown) => thrown);
  if (error instanceof AppFailure) return error.error.code;
  throw new Error('no coded failure');
};

describe('an instance', () => {
  test('is asked for alone and in its own transfer syntax', async () => {
    answer = (_, response) => void response.setHeader('content-type', 'application/dicom').end('DICM');
    expect(await all(await dicomWeb().instance(ref, { purpose: 'view', signal }))).toBe('DICM');
    await all(await dicomWeb().instance(ref, { purpose: 'download', signal }));
    expect(asked[0]).toEqual({
      url: '/dicom-web/studies/1.2/series/1.3/instances/1.4',
      accept: 'application/dicom; transfer-syntax=*',
      authorization: 'Bearer token-0',
    });
    expect(asked[1]?.url).toMatch(/\?purpose=download$/);
  });

  test('is asked for as multipart where that is refused, and from then on', async () => {
    answer = (request, response) => {
      if (!request.headers.accept?.startsWith('multipart')) {
        response.writeHead(406).end();
        return;
      }
      response.setHeader('content-type', 'multipart/related; boundary=x; type="application/dicom"');
      response.end('--x\r\nContent-Type: application/dicom\r\n\r\nDICM\r\n--x--');
    };
    const portal = dicomWeb();
    expect(await all(await portal.instance(ref, { purpose: 'view', signal }))).toBe('DICM');
    expect(await all(await portal.instance(ref, { purpose: 'view', signal }))).toBe('DICM');
    expect(asked.map(({ accept }) => accept.slice(0, 9))).toEqual(['applicati', 'multipart', 'multipart']);
  });

  test('goes on where it stopped, where the portal can, and says which bytes these are', async () => {
    const file = Buffer.from('DICM and more');
    const digest = createHash('sha256').update(file).digest();
    answer = (request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, {
        'content-type': 'application/dicom',
        etag: '"1"',
        'repr-digest': `md5=:abc=:, sha-256=:${digest.toString('base64')}:`,
        'content-length': file.byteLength - from,
        ...(from > 0 && { 'content-range': `bytes ${from}-${file.byteLength - 1}/${file.byteLength}` }),
      });
      response.end(file.subarray(from));
    };
    const whole = await dicomWeb().instance(ref, { purpose: 'view', signal });
    expect(whole).toMatchObject({ from: 0, length: 13, validator: '"1"', sha256: digest.toString('hex') });
    expect(await all(whole)).toBe('DICM and more');
    const rest = await dicomWeb().instance(ref, { purpose: 'view', signal, from: 5 });
    expect(rest).toMatchObject({ from: 5, length: 13, sha256: digest.toString('hex') });
    expect(await all(rest)).toBe('and more');
    answer = (_, response) => void response.writeHead(206, { etag: 'W/"1"' }).end('?');
    const failing = dicomWeb().instance(ref, { purpose: 'view', signal, from: 5 });
    expect(await codeOf(failing)).toBe('portal-answer-invalid');
  });

  test('fails with what the portal said', async () => {
    const problem =
      (status: number, code: string): typeof answer =>
      (_, response) =>
        void response
          .writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '9' })
          .end(JSON.stringify({ type: 'about:blank', title: '', status, code }));
    for (const [status, code, expected] of [
      [404, 'not-found', 'not-found'],
      [403, 'not-allowed', 'not-allowed'],
      [410, 'share-ended', 'share-expired'],
      [503, 'unavailable', 'portal-unavailable'],
      [500, 'something-new', 'portal-unavailable'],
      [409, 'images-not-available-yet', 'images-not-available-yet'],
    ] as const) {
      answer = problem(status, code);
      expect(await codeOf(dicomWeb().instance(ref, { purpose: 'view', signal }))).toBe(expected);
    }
    answer = (_, response) => void response.writeHead(429, { 'retry-after': '9' }).end('not json');
    const failing = dicomWeb().instance(ref, { purpose: 'view', signal });
    await expect(failing).rejects.toMatchObject({ error: { code: 'too-many-requests', retryAfter: 9 } });
  });

  test('that breaks off is a failure, not a short file', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/dicom', 'content-length': '1000' });
      response.write('DICM');
      setImmediate(() => response.destroy());
    };
    const stream = await dicomWeb().instance(ref, { purpose: 'view', signal });
    expect(await codeOf(all(stream))).toMatch(/portal-unavailable|network-unreachable/);
  });

  test('lets go of the connection when it is given up', async () => {
    let closed = false;
    answer = (request, response) => {
      request.socket.on('close', () => (closed = true));
      response.writeHead(200, { 'content-type': 'application/dicom' });
      response.write('DICM');
    };
    const abort = new AbortController();
    const stream = await dicomWeb().instance(ref, { purpose: 'view', signal: abort.signal });
    const reading = codeOf(all(stream));
    abort.abort();
    expect(await reading).toBe('cancelled');
    await eventually(() => closed).toBe(true);
    expect(await codeOf(dicomWeb().instance(ref, { purpose: 'view', signal: abort.signal }))).toBe(
      'cancelled',
    );
  });
});

describe('a study', () => {
  const json = (response: ServerResponse, body: unknown): void =>
    void response.setHeader('content-type', 'application/dicom+json').end(JSON.stringify(body));
  const instance = (uid: string, more: object = {}): object => ({
    '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
    '00080018': { vr: 'UI', Value: [uid] },
    ...more,
  });
  const geometry = {
    '00280010': { vr: 'US', Value: [512] },
    '00280011': { vr: 'US', Value: [512] },
    '00200032': { vr: 'DS', Value: [1, 2, 3] },
  };

  test('is described by its series', async () => {
    answer = (_, response) =>
      json(response, [
        { '0020000E': { vr: 'UI', Value: ['1.3'] }, '00200011': { vr: 'IS', Value: [4] } },
        { junk: 1 },
      ]);
    expect(await dicomWeb().series('1.2')).toEqual([
      { seriesInstanceUid: '1.3', number: 4, description: '', modality: '', instanceCount: 0 },
    ]);
    expect(asked[0]).toMatchObject({ authorization: 'Bearer token-0' });
    expect(asked[0]?.accept).toContain('application/dicom+json');
    answer = (_, response) => void response.writeHead(204).end();
    expect(await dicomWeb().series('1.2')).toEqual([]);
    answer = (_, response) => json(response, { not: 'a list' });
    expect(await codeOf(dicomWeb().series('1.2'))).toBe('portal-answer-invalid');
  });

  test('gives all instances of a long series', async () => {
    const uids = Array.from({ length: 1234 }, (_, n) => `1.4.${n}`);
    answer = (request, response) => {
      const query = new URL(request.url ?? '', url).searchParams;
      const from = Number(query.get('offset') ?? 0);
      json(
        response,
        uids.slice(from, from + Number(query.get('limit'))).map((uid) => instance(uid, geometry)),
      );
    };
    expect(await dicomWeb().instances('1.2', '1.3')).toHaveLength(1234);
    expect(asked).toHaveLength(2);
  });

  test('asks for no empty page after a full one, where it is known how many there are', async () => {
    const page = Array.from({ length: 1000 }, (_, n) => instance(`1.4.${n}`, geometry));
    answer = (_, response) => json(response, page);
    expect(await dicomWeb().instances('1.2', '1.3', 1000)).toHaveLength(1000);
    expect(asked).toHaveLength(1);
  });

  test('is asked for its metadata where a search leaves out where the slices lie', async () => {
    answer = (request, response) =>
      json(response, [instance('1.4', request.url?.includes('/metadata') ? geometry : {})]);
    expect(await dicomWeb().instances('1.2', '1.3')).toMatchObject([{ imagePosition: [1, 2, 3], rows: 512 }]);
    expect(asked.map((request) => request.url.split('?')[0])).toEqual([
      '/dicom-web/studies/1.2/series/1.3/instances',
      '/dicom-web/studies/1.2/series/1.3/metadata',
    ]);
  });
});
