import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig, type Tokens } from './rig.ts';
import { password, people } from './world.ts';

interface ProblemBody {
  readonly code: string;
  readonly error: string;
  readonly attemptsLeft?: number;
  readonly lockedUntil?: string;
}

const withPassword = (username: string, secret: string) => ({
  grant_type: 'password',
  username,
  password: secret,
});

describe.each(databases)('sign-in on $name', (database) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(database);
  });
  afterAll(() => rig.dispose());
  beforeEach(async () => {
    await rig.portal.db.deleteFrom('attemptGuard').execute();
  });

  const attempt = async (username: string, secret: string) => {
    const response = await rig.token(withPassword(username, secret));
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: (await response.json()) as ProblemBody,
    };
  };

  it('gives tokens for the right password, whatever the case of the name', async () => {
    const response = await rig.token(withPassword('  ANNE ', password));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const tokens: Tokens & { expires_in: number; token_type: string } = await response.json();
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
    const account = await rig.json<{ kind: string; username: string }>('/api/v1/account', {
      token: tokens.access_token,
    });
    expect(account).toMatchObject({ kind: 'patient', username: 'anne' });
  });

  it.each(['anne', 'nobody-of-that-name'])(
    'blocks %s after three failures, for five minutes',
    async (username) => {
      expect((await attempt(username, 'wrong')).body).toMatchObject({
        code: 'wrong-credentials',
        error: 'invalid_grant',
        attemptsLeft: 2,
      });
      expect((await attempt(username, 'wrong')).body).toMatchObject({ attemptsLeft: 1 });
      const third = await attempt(username, 'wrong');
      expect(third.status).toBe(423);
      expect(third.body.code).toBe('account-locked');
      expect(Number(third.retryAfter)).toBeGreaterThan(290);
      expect(Date.parse(third.body.lockedUntil!) - Date.now()).toBeGreaterThan(290_000);

      const right = await attempt(username, password);
      expect(right.status).toBe(423);
      expect(Date.parse(right.body.lockedUntil!)).toBe(Date.parse(third.body.lockedUntil!));
    },
  );

  it('stays blocked over a restart, and opens again when the time is over', async () => {
    for (let time = 0; time < 3; time += 1) await attempt('carol', 'wrong');
    await rig.restart();
    expect((await attempt('carol', password)).status).toBe(423);
    await rig.portal.db
      .updateTable('attemptGuard')
      .set({ lockedUntil: new Date(Date.now() - 1) })
      .execute();
    expect((await attempt('carol', 'wrong')).body.attemptsLeft).toBe(2);
    expect((await attempt('carol', password)).status).toBe(200);
    expect((await attempt('carol', 'wrong')).body.attemptsLeft).toBe(2);
  });

  it('lets no more than three guesses through, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, number) => attempt('rita', `guess ${number}`)),
    );
    const checked = answers.filter((answer) => answer.body.code === 'wrong-credentials').length;
    expect(checked).toBeLessThanOrEqual(2);
    expect(answers.every((answer) => [400, 423, 429].includes(answer.status))).toBe(true);
    expect((await attempt('rita', password)).status).toBe(423);
  });

  it('does as much for an unknown name as for a known one', async () => {
    // Work, not time: the clock of a machine that others use too proves nothing.
    const workOf = async (username: string) => {
      await rig.portal.db.deleteFrom('attemptGuard').execute();
      const before = process.cpuUsage();
      await attempt(username, 'wrong');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      known.push(await workOf('bob'));
      unknown.push(await workOf(`nobody-${round}`));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('keeps neither passwords nor tokens in the database', async () => {
    const tokens = await rig.signIn('anne');
    const { db } = rig.portal;
    const rows = [
      await db.selectFrom('account').selectAll().execute(),
      await db.selectFrom('accessToken').selectAll().execute(),
      await db.selectFrom('refreshToken').selectAll().execute(),
      await db.selectFrom('session').selectAll().execute(),
    ];
    const text = JSON.stringify(rows);
    for (const secret of [password, tokens.access_token, tokens.refresh_token])
      expect(text).not.toContain(secret);
    expect(text).toContain('$argon2id$');
  });

  it('rotates refresh tokens; one used twice ends the whole family', async () => {
    const refresh = (token: string) => rig.token({ grant_type: 'refresh_token', refresh_token: token });
    const first = await rig.signIn('anne');
    const second: Tokens = await (await refresh(first.refresh_token)).json();
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await rig.call('/api/v1/account', { token: second.access_token })).status).toBe(200);

    const again = await refresh(first.refresh_token);
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ code: 'session-ended', error: 'invalid_grant' });
    expect((await refresh(second.refresh_token)).status).toBe(400);
    for (const token of [first.access_token, second.access_token]) {
      expect((await rig.call('/api/v1/account', { token })).status).toBe(401);
    }
    expect((await refresh('made-up')).status).toBe(400);
  });

  it('ends access tokens after ten minutes, refresh tokens after 30 days without use', async () => {
    const tokens = await rig.signIn('anne');
    const { db } = rig.portal;
    const left = await db
      .selectFrom('refreshToken')
      .select('expiresAt')
      .orderBy('expiresAt', 'desc')
      .executeTakeFirstOrThrow();
    expect(Math.round((left.expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(30);
    await db
      .updateTable('accessToken')
      .set({ expiresAt: new Date(Date.now() - 1) })
      .execute();
    expect((await rig.call('/api/v1/account', { token: tokens.access_token })).status).toBe(401);
    await db
      .updateTable('refreshToken')
      .set({ expiresAt: new Date(Date.now() - 1) })
      .execute();
    expect(
      (await rig.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status,
    ).toBe(400);
  });

  it('signs out by either token, and is silent about unknown ones', async () => {
    const revoke = (token: string) => rig.call('/oauth/revoke', { method: 'POST', form: { token } });
    for (const kind of ['access_token', 'refresh_token'] as const) {
      const tokens = await rig.signIn('bob');
      expect((await revoke(tokens[kind])).status).toBe(200);
      expect((await rig.call('/api/v1/account', { token: tokens.access_token })).status).toBe(401);
      expect(
        (await rig.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status,
      ).toBe(400);
    }
    expect((await revoke('never-given')).status).toBe(200);
  });

  it('lists the devices signed in, and ends one', async () => {
    const here: Tokens = await (
      await rig.token({ ...withPassword('anne', password), device_name: 'PC du salon' })
    ).json();
    const there: Tokens = await (
      await rig.token({ ...withPassword('anne', password), device_name: 'Portable' })
    ).json();
    const { items } = await rig.json<{ items: { id: string; device: string; current: boolean }[] }>(
      '/api/v1/account/sessions',
      { token: here.access_token },
    );
    expect(items.find((session) => session.current)?.device).toBe('PC du salon');
    const other = items.find((session) => session.device === 'Portable')!;
    const asBob = await rig.call(`/api/v1/account/sessions/${other.id}`, {
      method: 'DELETE',
      token: await rig.as('bob'),
    });
    expect(asBob.status).toBe(404);
    const end = () =>
      rig.call(`/api/v1/account/sessions/${other.id}`, { method: 'DELETE', token: here.access_token });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect((await rig.call('/api/v1/account', { token: there.access_token })).status).toBe(401);
    expect((await rig.call('/api/v1/account', { token: here.access_token })).status).toBe(200);
  });

  it.each([
    [
      'an unknown grant',
      { grant_type: 'client_credentials' },
      'unsupported-grant-type',
      'unsupported_grant_type',
    ],
    ['no grant', { username: 'anne' }, 'invalid-request', 'invalid_request'],
    ['no password', { grant_type: 'password', username: 'anne' }, 'invalid-request', 'invalid_request'],
    ['a name too long', withPassword('a'.repeat(300), 'x'), 'invalid-request', 'invalid_request'],
    [
      'the browser grant, which is switched off',
      { grant_type: 'authorization_code' },
      'unsupported-grant-type',
      'unsupported_grant_type',
    ],
  ])('refuses %s', async (_name, form, code, error) => {
    const response = await rig.token(form);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, error });
  });

  it('speaks the language asked for', async () => {
    const titleIn = async (language: string) =>
      (
        (await (await rig.token(withPassword('x', 'y'), { 'accept-language': language })).json()) as {
          title: string;
        }
      ).title;
    expect(await titleIn('en-GB,en;q=0.9')).toBe('The user name or the password is wrong.');
    expect(await titleIn('de, fr;q=0.5')).toBe('L’identifiant ou le mot de passe est incorrect.');
  });

  it('refuses a token in the wrong place', async () => {
    const token = await rig.as('anne');
    expect((await rig.call(`/api/v1/account?access_token=${token}`)).status).toBe(401);
    const response = await rig.call('/api/v1/account', { headers: { authorization: `Basic ${token}` } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="e-mage"');
    const unknown = await rig.call('/api/v1/account', { token: 'x'.repeat(43) });
    expect(unknown.headers.get('www-authenticate')).toBe('Bearer realm="e-mage", error="invalid_token"');
  });

  it('tells a deactivated account so, but only to who knows the password', async () => {
    await rig.portal.db
      .updateTable('account')
      .set({ deactivatedAt: new Date() })
      .where('id', '=', people.xavier.id)
      .execute();
    expect((await attempt('xavier', 'wrong')).body.code).toBe('wrong-credentials');
    const right = await attempt('xavier', password);
    expect([right.status, right.body.code]).toEqual([403, 'account-deactivated']);
  });
});

describe('throttling by address', () => {
  it('answers 10,000 sign-ins in a rush with 429 and Retry-After, and no worse', async () => {
    const rig = await startRig(databases[0]!, { PORTAL_SIGN_INS_PER_MINUTE: '5' });
    try {
      const started = Date.now();
      const body = 'grant_type=password&username=anne&password=guess';
      const request = `POST /oauth/token HTTP/1.1\r\nHost: portal\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const answers = (await Promise.all(Array.from({ length: 20 }, () => rush(rig.url, request, 500)))).join(
        '',
      );
      const count = (pattern: RegExp): number => answers.match(pattern)?.length ?? 0;
      const throttled = count(/HTTP\/1\.1 429 /g);
      const checked = count(/HTTP\/1\.1 (400|423) /g);
      expect(throttled + checked).toBe(10_000);
      expect(checked).toBeLessThanOrEqual(5 * (1 + Math.ceil((Date.now() - started) / 60_000)));
      expect(count(/^retry-after: \d+\r$/gim)).toBe(throttled + count(/HTTP\/1\.1 423 /g));
      expect(count(/^content-type: application\/problem\+json/gim)).toBe(10_000);
      expect((await rig.call('/.well-known/emage-portal')).status).toBe(200);
    } finally {
      await rig.dispose();
    }
  }, 180_000);
});

/** Sends a request so many times over one connection without waiting. What comes back. */
function rush(url: string, request: string, times: number): Promise<string> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', reject);
    // The last one asks for the connection to be closed.
    socket.write(request.repeat(times - 1) + request.replace('\r\n', '\r\nConnection: close\r\n'));
  });
}
