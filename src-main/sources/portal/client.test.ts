import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { AppFailure } from '../../../src-shared/errors.ts';
import { PortalClient } from './client.ts';
import { discoverPortal } from './discovery.ts';
import type { Reach } from './failure.ts';
import { createHttp } from './http.ts';
import { refreshTokens, signInWithPassword } from './tokens.ts';

interface Seen {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A web server on this computer that answers as told, and the requests that it saw. */
async function serve(answer: (seen: Seen, response: ServerResponse, base: string) => void) {
  const seen: Seen[] = [];
  let base = '';
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const entry = { url: request.url ?? '', method: request.method ?? '', headers: request.headers, body };
      seen.push(entry);
      answer(entry, response, base);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reaches: Reach[] = [];
  const http = createHttp({ fetch, language: () => 'fr', onReach: (reach) => reaches.push(reach) });
  return { base, seen, http, reaches };
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const discovery = (base: string) => ({
  name: 'e-mage',
  operator: 'Pulsy',
  apiVersions: ['1'],
  apiBaseUrl: `${base}/api/v1`,
  dicomwebBaseUrl: `${base}/dicom-web/`,
  token_endpoint: `${base}/oauth/token`,
  revocation_endpoint: `${base}/oauth/revoke`,
  support: { email: 'support.e-mage@pulsy.fr', telephone: null },
  password: { minLength: 12, maxLength: 200 },
  lockout: { attempts: 3, seconds: 300 },
  sharing: { durationsDays: [7], maxExams: 5, messageMaxLength: 500, kinds: ['professional'] },
  breakGlass: { hours: 4, reasonMinLength: 20 },
  features: ['sharing'],
});
const endpointsOf = (base: string) => ({
  api: `${base}/api/v1`,
  dicomweb: '',
  token: `${base}/oauth/token`,
  revocation: '',
  authorization: null,
});
const code = (expected: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code: expected }) });

test('discovery says what the portal is and where its services are', async () => {
  const { base, http, seen } = await serve((_seen, response, at) => json(response, 200, discovery(at)));
  const found = await discoverPortal(http, base);
  expect(found.portal).toMatchObject({
    address: base,
    name: 'e-mage',
    lockout: { attempts: 3, seconds: 300 },
    browserSignIn: false,
  });
  expect(found.endpoints.dicomweb).toBe(`${base}/dicom-web`);
  expect(seen[0]).toMatchObject({ url: '/.well-known/emage-portal', headers: { 'accept-language': 'fr' } });
});

test.each<[string, (response: ServerResponse, base: string) => void, string]>([
  ['a page of another site', (response) => response.end('<html>Bienvenue</html>'), 'portal-not-emage'],
  ['nothing at that place', (response) => json(response, 404, {}), 'portal-not-emage'],
  ['a refusal', (response) => json(response, 403, {}), 'portal-not-emage'],
  ['JSON of another kind', (response) => json(response, 200, { name: 'e-mage' }), 'portal-not-emage'],
  [
    'another version',
    (response, base) => json(response, 200, { ...discovery(base), apiVersions: ['2'] }),
    'portal-not-emage',
  ],
  [
    'another address',
    (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'portal-not-emage',
  ],
  [
    'insecure services',
    (response, base) =>
      json(response, 200, { ...discovery(base), token_endpoint: 'http://example.org/token' }),
    'portal-insecure-address',
  ],
  ['maintenance', (response) => json(response, 503, {}, { 'retry-after': '60' }), 'portal-unavailable'],
  ['a broken connection', (response) => void response.socket?.destroy(), 'portal-unavailable'],
])('discovery that finds %s fails with a code of its own', async (_what, answer, expected) => {
  const { base, http } = await serve((_seen, response, at) => answer(response, at));
  await expect(discoverPortal(http, base)).rejects.toEqual(code(expected));
});

test('a portal that is down is told from a wrong address', async () => {
  const { base, http, reaches } = await serve(() => undefined);
  closing.splice(0).forEach((close) => close());
  await expect(discoverPortal(http, base)).rejects.toEqual(code('portal-unavailable'));
  expect(reaches).toEqual(['unreached']);
});

test('a portal that answers that it is down is told from one that nobody reaches', async () => {
  const { base, http, reaches } = await serve((_seen, response) => json(response, 503, {}));
  await expect(discoverPortal(http, base)).rejects.toEqual(code('portal-unavailable'));
  expect(reaches).toEqual(['down']);
});

test('the password goes in the body of one request, and follows no redirect', async () => {
  const { base, http, seen } = await serve((request, response) =>
    request.url === '/oauth/token'
      ? response.writeHead(307, { location: '/elsewhere' }).end()
      : json(response, 200, {}),
  );
  const grant = { username: 'martin', password: 'a&b=c é', deviceName: 'PC' };
  await expect(signInWithPassword(http, endpointsOf(base), grant)).rejects.toBeInstanceOf(AppFailure);
  expect(seen).toHaveLength(1);
  expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
    grant_type: 'password',
    username: 'martin',
    password: 'a&b=c é',
    device_name: 'PC',
  });
});

test('a refresh token that is refused means that the session ended', async () => {
  const { base, http } = await serve((_seen, response) => json(response, 400, { code: 'session-ended' }));
  await expect(refreshTokens(http, endpointsOf(base), 'old')).rejects.toEqual(code('session-ended'));
});

const page = z.object({ items: z.array(z.number()), nextCursor: z.string().nullable() });
const clientOf = (http: ReturnType<typeof createHttp>, base: string) =>
  new PortalClient({
    http,
    endpoints: endpointsOf(base),
    language: () => 'fr',
    withToken: (use) => use('secret'),
  });

test('a list is read to its end', async () => {
  const { base, http, seen } = await serve((request, response, at) => {
    const cursor = Number(new URL(request.url, at).searchParams.get('cursor') ?? 0);
    json(response, 200, { items: [cursor], nextCursor: cursor < 3 ? String(cursor + 1) : null });
  });
  expect((await clientOf(http, base).getAll('/things', page, { new: true })).items).toEqual([0, 1, 2, 3]);
  expect(seen[0]).toMatchObject({
    url: '/api/v1/things?new=true&limit=200',
    headers: { authorization: 'Bearer secret' },
  });
});

test.each([
  [500, [0, 1]],
  [429, [0, 1]],
])(
  'a list whose third page fails with %i: what came before, and why the rest is missing',
  async (status, came) => {
    const { base, http } = await serve((request, response, at) => {
      const cursor = Number(new URL(request.url, at).searchParams.get('cursor') ?? 0);
      if (cursor === 2) json(response, status, {});
      else json(response, 200, { items: [cursor], nextCursor: String(cursor + 1) });
    });
    const client = clientOf(http, base);
    const { items, missing } = await client.getAsFarAsItGoes('/things', page);
    expect(items).toEqual(came);
    expect(missing).not.toBeNull();
    await expect(client.getAll('/things', page)).rejects.toBeInstanceOf(AppFailure);
  },
);

test('a list that is refused at a later page is refused', async () => {
  const { base, http } = await serve((request, response, at) =>
    new URL(request.url, at).searchParams.has('cursor')
      ? json(response, 403, {})
      : json(response, 200, { items: [0], nextCursor: '1' }),
  );
  await expect(clientOf(http, base).getAsFarAsItGoes('/things', page)).rejects.toEqual(code('not-allowed'));
});

test('what did not change is not sent again', async () => {
  const { base, http, seen } = await serve((request, response) =>
    request.headers['if-none-match'] === '"1"'
      ? response.writeHead(304, { etag: '"1"' }).end()
      : json(response, 200, { items: [1], nextCursor: null }, { etag: '"1"' }),
  );
  const client = clientOf(http, base);
  expect(await client.get('/things', page)).toEqual(await client.get('/things', page));
  expect(seen.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"']);
});

test('an answer of another shape is said, without what was in it', async () => {
  const { base, http } = await serve((_seen, response) =>
    json(response, 200, { items: ['Martine'], nextCursor: null }),
  );
  const failure: unknown = await clientOf(http, base)
    .get('/things', page)
    .catch((error: unknown) => error);
  expect(failure).toEqual(code('portal-answer-invalid'));
  expect(JSON.stringify(failure)).not.toContain('Martine');
});

test('calls that answer nothing are sent as JSON', async () => {
  const { base, http, seen } = await serve((_seen, response) => response.writeHead(204).end());
  await clientOf(http, base).do('POST', '/account/deactivate', { password: 'x' });
  await clientOf(http, base).do('DELETE', '/shares/1');
  expect(seen[0]).toMatchObject({
    method: 'POST',
    body: '{"password":"x"}',
    headers: { 'content-type': 'application/json' },
  });
  expect(seen[1]).toMatchObject({ method: 'DELETE', body: '' });
});
