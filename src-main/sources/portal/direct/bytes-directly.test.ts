import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { OpenBytes } from '../byte-stream.ts';
import { bytesDirectly, type RouteTo } from './bytes-directly.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener, tls?: { key: Buffer; cert: Buffer }) {
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`,
    connections: () => connections,
    server,
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
  await Promise.resolve();
}
function setUp(route: RouteTo = () => Promise.resolve({ authority: null })) {
  const otherwise = vi.fn<OpenBytes>(() =>
    Promise.resolve({ status: 299, header: () => null, body: nothing() }),
  );
  const routeTo = vi.fn(route);
  const open = bytesDirectly({ routeTo, otherwise });
  const get = (url: string, signal = new AbortController().signal) =>
    open({ url, headers: { Accept: 'application/dicom', Authorization: 'Bearer t' }, signal });
  return { get, otherwise, routeTo };
}

/** Copies each piece, as its place is used again. */
async function all(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

const large = Buffer.alloc(3_000_000);
for (let at = 0; at < large.byteLength; at += 4) large.writeUInt32LE(at, at);

test('what is asked for comes whole, several at once, over connections that are used again', async () => {
  const seen: unknown[] = [];
  const { url, connections } = await serve((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url === '/chunks') {
      response.write(large.subarray(0, 1_000_000));
      response.end(large.subarray(1_000_000));
    } else response.setHeader('ETag', '"a"').setHeader('Content-Length', large.byteLength).end(large);
  });
  const { get, otherwise } = setUp();
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(['/', '/chunks', '/'].map((path) => get(`${url}${path}`)));
    expect(answers[0]?.header('etag')).toBe('"a"');
    for (const body of await Promise.all(answers.map((answer) => all(answer.body))))
      expect(body.equals(large)).toBe(true);
  }
  expect(connections()).toBe(3);
  expect(otherwise).not.toHaveBeenCalled();
  expect(new Set(seen)).toEqual(new Set(['Bearer t']));
});

test('a connection that the server closed meanwhile is replaced', async () => {
  const { url, server } = await serve((_request, response) => response.end('x'));
  const { get, otherwise } = setUp();
  for (let round = 0; round < 3; round += 1) {
    expect((await all((await get(url)).body)).toString()).toBe('x');
    server.closeIdleConnections();
  }
  expect(otherwise).not.toHaveBeenCalled();
});

test('a refusal is an answer like any other; one that is left unread does not stand in the way', async () => {
  const { url } = await serve((_request, response) => response.writeHead(406).end(large));
  const { get } = setUp();
  for (let round = 0; round < 3; round += 1) {
    const { status, body } = await get(url);
    expect(status).toBe(406);
    await body.return(undefined);
  }
});

test('whoever reads slowly holds up the server, not the memory', async () => {
  let sent = 0;
  const { url } = await serve((request, response) => {
    if (request.url === '/other') {
      response.end(large);
      return;
    }
    const write = (): void => {
      while (sent < 400) {
        sent += 1;
        if (!response.write(large.subarray(0, 250_000))) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  });
  const { get } = setUp();
  const { body } = await get(url);
  await body.next();
  // Time enough for all of it, were it let through.
  for (let other = 0; other < 20; other += 1) await all((await get(`${url}/other`)).body);
  expect(sent).toBeLessThan(400);
  let bytes = 0;
  for await (const piece of body) bytes += piece.byteLength;
  expect(bytes).toBeGreaterThan(99_000_000);
  expect(sent).toBe(400);
});

test('giving up ends the request, before its answer and within it', async () => {
  const before = new AbortController();
  const { url } = await serve((request, response) => {
    if (request.url === '/never') before.abort();
    if (request.url === '/within') response.writeHead(200, { 'Content-Length': 10 }).write('half');
  });
  const { get, otherwise } = setUp();
  await expect(get(`${url}/never`, before.signal)).rejects.toThrow();
  const within = new AbortController();
  const { body } = await get(`${url}/within`, within.signal);
  expect((await body.next()).value).toHaveLength(4);
  const next = expect(body.next()).rejects.toThrow();
  within.abort();
  await next;
  expect(otherwise).not.toHaveBeenCalled();
});

test('one that breaks off fails, and is not taken for whole', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Length': 10 }).write('half', () => response.destroy());
  });
  const { body } = await setUp().get(url);
  await expect(all(body)).rejects.toThrow();
});

test('without a route, where nobody listens, and where it leads elsewhere, it is asked for otherwise', async () => {
  const { url } = await serve((_request, response) => {
    response.writeHead(302, { Location: 'http://127.0.0.1/' }).end();
  });
  const led = setUp();
  expect((await led.get(url)).status).toBe(299);
  const proxied = setUp(() => Promise.resolve(null));
  expect((await proxied.get(url)).status).toBe(299);
  const alone = setUp();
  for (let round = 0; round < 3; round += 1)
    expect((await alone.get('http://127.0.0.1:1/')).status).toBe(299);
  // It was tried once; the others went the other way at once.
  expect([alone.routeTo.mock.calls.length, alone.otherwise.mock.calls.length]).toEqual([1, 3]);
});

test('a field that would be another request is never sent', async () => {
  const seen: unknown[] = [];
  const { url } = await serve((request, response) => {
    seen.push(request.url);
    response.end();
  });
  const { otherwise } = setUp();
  const open = bytesDirectly({ routeTo: () => Promise.resolve({ authority: null }), otherwise });
  const headers = { Authorization: 'Bearer t\r\n\r\nGET /other HTTP/1.1' };
  expect((await open({ url, headers, signal: new AbortController().signal })).status).toBe(299);
  expect(seen).toEqual([]);
});

test('over TLS the authority that the system named decides, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emage-tls-'));
  try {
    const make = (name: string, host: string) => {
      const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
      execFileSync(
        'openssl',
        [
          ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(' '),
          ...['-keyout', key, '-out', cert, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
        ],
        { stdio: 'ignore' },
      );
      return { key: readFileSync(key), cert: readFileSync(cert) };
    };
    const own = make('own', 'localhost');
    const { url } = await serve((_request, response) => response.end(large), own);
    const trusted = setUp(() => Promise.resolve({ authority: own.cert.toString() }));
    expect((await all((await trusted.get(url)).body)).equals(large)).toBe(true);
    expect(trusted.otherwise).not.toHaveBeenCalled();
    const other = make('other', 'localhost');
    const stranger = setUp(() => Promise.resolve({ authority: other.cert.toString() }));
    expect((await stranger.get(url)).status).toBe(299);
    const elsewhere = make('elsewhere', 'portal.example');
    const misnamed = await serve((_request, response) => response.end(large), elsewhere);
    const wrong = setUp(() => Promise.resolve({ authority: elsewhere.cert.toString() }));
    expect((await wrong.get(misnamed.url)).status).toBe(299);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
