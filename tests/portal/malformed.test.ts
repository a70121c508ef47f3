import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, people } from './world.ts';

// Whatever comes in: a problem+json answer, no crash, no other person's data.

const runs = 150;

describe.each(databases)('malformed input on $name', (database) => {
  let rig: Rig;
  let anne: string;
  beforeAll(async () => {
    rig = await startRig(database);
    anne = await rig.as('anne');
  });
  afterAll(() => rig.dispose());

  const secrets = [people.bob.id, exams.bobNorth.id, exams.bobNorth.study, 'Durand'];
  const isSafe = async (response: Response): Promise<void> => {
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    for (const secret of secrets) expect(text).not.toContain(secret);
  };

  const jsonRoutes = [
    ['POST', '/api/v1/shares'],
    ['PATCH', `/api/v1/shares/${exams.anneNorth.id}`],
    ['POST', '/api/v1/break-glass'],
    ['POST', '/api/v1/account/password'],
    ['POST', '/api/v1/account/deactivate'],
    ['POST', '/api/v1/account/reactivation-request'],
  ] as const;

  it('survives any JSON where JSON is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...jsonRoutes),
        fc.json({ maxDepth: 4 }),
        async ([method, path], body) => {
          await isSafe(
            await rig.call(path, {
              method,
              token: anne,
              body: Buffer.from(body),
              headers: { 'content-type': 'application/json' },
            }),
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it('survives any bytes under any media type', async () => {
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/related',
      'multipart/related; boundary=',
      'text/plain',
      'application/dicom',
      'nonsense',
      '\u00e9'.normalize('NFC'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/api/v1/shares',
          '/oauth/token',
          '/oauth/revoke',
          '/dicom-web/studies',
          '/api/v1/account/password',
        ),
        fc.constantFrom(...types.slice(0, -1)),
        fc.uint8Array({ maxLength: 2000 }),
        async (path, type, body) => {
          await isSafe(
            await rig.call(path, { method: 'POST', token: anne, body, headers: { 'content-type': type } }),
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it('survives any query', async () => {
    const names = [
      'q',
      'modality',
      'establishment',
      'from',
      'to',
      'new',
      'sort',
      'cursor',
      'limit',
      'exam',
      'person',
      'action',
      'format',
      'state',
      'category',
      'mine',
      'offset',
      'includefield',
      'PatientName',
      'fuzzymatching',
    ];
    const paths = [
      '/api/v1/exams',
      '/api/v1/documents',
      '/api/v1/shares',
      '/api/v1/access-history',
      '/api/v1/professionals',
      '/api/v1/establishments',
      '/api/v1/shared-with-me',
      '/dicom-web/studies',
      '/dicom-web/series',
      '/dicom-web/instances',
    ];
    // As a portal writes them, with a value that it never wrote.
    const cursor = fc
      .oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom('', '\0', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', 'administrator '),
      )
      .map((text) => Buffer.from(JSON.stringify([text, exams.bobNorth.id])).toString('base64url'));
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      cursor,
      fc.constantFrom(
        "' or 1=1 --",
        '%',
        '\u0000',
        '../../etc/passwd',
        '*',
        '"\r\nX: y',
        '2026-02-30',
        '0000-01-01',
        '9999-12-31',
        '9'.repeat(400),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }),
        async (path, query) => {
          await isSafe(
            await rig.call(
              `${path}?${new URLSearchParams(query.map(([name, text]) => [name, text.toWellFormed()]))}`,
              { token: anne },
            ),
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it('survives any path, tricks with dots and slashes included', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '..%2f..%2f',
        '%00',
        '1.2.3',
        exams.bobNorth.study,
        exams.bobNorth.id,
        'studies',
        'series',
      ),
      fc.string({ maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
    );
    const roots = [
      '/api/v1/exams/',
      '/api/v1/reports/',
      '/dicom-web/studies/',
      `/dicom-web/studies/${exams.anneNorth.study}/series/`,
      '/s/',
      '/',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roots),
        fc.array(part, { minLength: 1, maxLength: 5 }),
        async (root, parts) => {
          const response = await fetch(`${rig.url}${root}${parts.join('/')}`, {
            headers: { authorization: `Bearer ${anne}` },
          });
          expect(response.status).toBeLessThan(500);
          const text = await response.text();
          // A path that is not understood may not be given back either.
          for (const secret of ['Durand', 'DURAND', 'NR-bob']) expect(text).not.toContain(secret);
        },
      ),
      { numRuns: runs },
    );
  });

  it.each([
    [
      'a body too large',
      'POST',
      '/api/v1/shares',
      { 'content-type': 'application/json' },
      `"${'a'.repeat(200_000)}"`,
      413,
    ],
    [
      'JSON that is none',
      'POST',
      '/api/v1/shares',
      { 'content-type': 'application/json' },
      '{"examIds": [',
      400,
    ],
    [
      'a prototype',
      'POST',
      '/api/v1/shares',
      { 'content-type': 'application/json' },
      '{"__proto__": {"x": 1}}',
      400,
    ],
    ['a media type that is not taken', 'POST', '/api/v1/shares', { 'content-type': 'text/xml' }, '<a/>', 415],
    [
      'JSON at the token endpoint',
      'POST',
      '/oauth/token',
      { 'content-type': 'application/json' },
      '{"grant_type": "password", "username": "a", "password": "b"}',
      415,
    ],
    [
      'a parameter given twice',
      'POST',
      '/oauth/token',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'grant_type=password&username=a&username=b&password=c',
      400,
    ],
    ['an empty body', 'POST', '/api/v1/account/password', { 'content-type': 'application/json' }, '', 400],
    [
      'a form where JSON is taken',
      'POST',
      '/api/v1/account/deactivate',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'password=a',
      415,
    ],
    ['a method that is not there', 'DELETE', '/api/v1/exams', {}, '', 405],
    ['a path that is not there', 'DELETE', '/api/v1/nothing', {}, '', 404],
  ])('answers %s as a problem', async (_name, method, path, headers, body, status) => {
    const response = await fetch(`${rig.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${anne}`, ...(headers as Record<string, string>) },
      ...(body && { body }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    await response.body?.cancel();
  });

  it('refuses NUL, which PostgreSQL keeps in no text', async () => {
    for (const path of [
      '/api/v1/exams?q=%00',
      '/api/v1/establishments?q=a%00b',
      '/api/v1/exams?cursor=%00',
    ]) {
      expect((await rig.call(path, { token: anne })).status, path).toBe(400);
    }
    await isSafe(await rig.call('/dicom-web/studies?PatientName=a%00b', { token: anne }));
    const json = {
      examIds: [exams.anneNorth.id],
      recipientEmail: 'a@example.org',
      kind: 'relative',
      durationDays: 7,
      includeReports: false,
      message: 'a\0b',
    };
    expect((await rig.call('/api/v1/shares', { method: 'POST', token: anne, json })).status).toBe(400);
    expect((await rig.token({ grant_type: 'password', username: 'a\0', password: 'b' })).status).toBe(400);
  });

  it('refuses days and cursors of a year that there is not', async () => {
    const cursorAt = (text: string) =>
      Buffer.from(JSON.stringify([text, exams.anneNorth.id])).toString('base64url');
    for (const path of [
      '/api/v1/exams?from=0000-01-01',
      '/api/v1/access-history?to=0000-12-31',
      `/api/v1/exams?cursor=${cursorAt('0000-01-01T00:00:00Z')}`,
      `/api/v1/exams?sort=label&cursor=${cursorAt('a\0')}`,
      `/api/v1/establishments?cursor=${cursorAt('\0')}`,
    ]) {
      expect((await rig.call(path, { token: anne })).status, path).toBe(400);
    }
  });

  it.each([
    ['half a request', 'GET /api/v1/exams HTT'],
    ['a header without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(100_000)}`],
    [
      'a smuggled request',
      'POST /oauth/token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    ],
    ['bytes', '\u0000\u0001\u0002\u0003\r\n\r\n'],
  ])('is not disturbed by %s', async (_name, bytes) => {
    const { port, hostname } = new URL(rig.url);
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      socket.on('close', () => resolve());
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve() : reject(error),
      );
      socket.resume();
    });
    expect((await rig.call('/.well-known/emage-portal')).status).toBe(200);
  });

  it.each([
    [
      'headers that are too long',
      `GET /api/v1/exams HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['what is no request', 'HELO portal\r\n\r\n', 400],
  ])('answers %s as a problem, too', async (_name, bytes, status) => {
    const { port, hostname } = new URL(rig.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
      socket.on('error', reject);
    });
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code: 'invalid-request', title: expect.any(String) });
  });

  it('says nothing of itself in headers, and protects what it answers', async () => {
    const response = await rig.call('/api/v1/account', { token: anne });
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toContain('Authorization');
  });
});
