import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../src-portal/app.ts';
import { user } from '../../src-portal/cli/user.ts';
import { readConfig } from '../../src-portal/config.ts';
import { openPortal } from '../../src-portal/portal.ts';

// The portal as an operator runs it: processes, commands, certificates, logs.

const root = join(import.meta.dirname, '../..');

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

describe('the portal as a process', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-operation-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (args: readonly string[], environment: Record<string, string> = {}, input = '') => {
    const child = spawn(process.execPath, ['src-portal/server.ts', ...args], {
      cwd: root,
      env: { ...process.env, PORTAL_PORT: '0', PORTAL_DATA: join(folder, 'data'), ...environment },
    });
    child.stdin.end(input);
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ready = new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        const line = out.split('\n').find((text) => text.includes('"ready"'));
        if (line) resolve((JSON.parse(line) as { url: string }).url);
      });
    });
    const ended = new Promise<Ended>((resolve) =>
      child.once('close', (status) => resolve({ status, out, err })),
    );
    return { child, ready, ended };
  };
  const run = (args: readonly string[], input = '', environment: Record<string, string> = {}) =>
    start(args, environment, input).ended;

  const password = 'quatre poules au jardin';
  const add = [
    'user',
    'add',
    'Élise',
    '--kind',
    'patient',
    '--family-name',
    'Noël',
    '--given-name',
    'Élise',
    '--number',
    'P1',
  ];

  it('ends where it cannot serve, and leaves its folder to the next', async () => {
    const taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    const { port } = taken.address() as AddressInfo;
    const data = join(folder, 'cannot-serve');
    for (const [environment, word] of [
      [{ PORTAL_PORT: String(port) }, 'EADDRINUSE'],
      [
        { PORTAL_TLS_KEY: join(folder, 'none.pem'), PORTAL_TLS_CERTIFICATE: join(folder, 'none.pem') },
        'none.pem',
      ],
    ] as const) {
      const portal = start([], { PORTAL_DATA: data, ...environment });
      const timer = setTimeout(() => portal.child.kill('SIGKILL'), 30_000);
      const { status, err } = await portal.ended;
      clearTimeout(timer);
      expect(err).toContain(word);
      expect(status).toBe(2);
    }
    taken.close();
    expect((await run(['user', 'list'], '', { PORTAL_DATA: data })).status).toBe(0);
  });

  it('makes accounts', async () => {
    expect(await run(add, 'trois poules au jardin\n')).toMatchObject({ status: 0 });
    expect((await run(['user', 'list'])).out).toBe('patient\tÉlise\tactive\n');
    const data = join(folder, 'data');
    for (const kept of [data, ...['database', 'images', 'reports'].map((name) => join(data, name))])
      expect((await stat(kept)).mode & 0o777, kept).toBe(0o700);
  });

  it('gives an account another password', async () => {
    expect(await run(['user', 'password', 'elise'], `${password}\n`)).toMatchObject({ status: 0, out: '' });
  });

  it('unlocks an account, and lets one in again', async () => {
    const settings = { PORTAL_PORT: '0', PORTAL_DATA: join(folder, 'data'), PORTAL_LOG_LEVEL: 'silent' };
    const portal = await openPortal(readConfig(settings));
    const { http } = await buildApp(portal);
    const signIn = async (given: string) => {
      const payload = new URLSearchParams({ grant_type: 'password', username: 'elise', password: given });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const url = '/oauth/token';
      return (await http.inject({ method: 'POST', url, headers, payload: payload.toString() })).statusCode;
    };
    for (let wrong = 0; wrong < 3; wrong += 1) await signIn('not-the-password');
    expect(await signIn(password)).toBe(423);
    const said = vi.spyOn(console, 'log').mockReturnValue();
    await user(portal, 'list', undefined, {});
    expect(said.mock.calls.flat()).toEqual([
      expect.stringMatching(/^patient\tÉlise\tblocked until \d{4}-.*Z$/),
    ]);
    said.mockRestore();
    expect(await user(portal, 'unlock', 'Élise', {})).toBe(0);
    expect(await signIn(password)).toBe(200);
    expect(await user(portal, 'deactivate', 'elise', {})).toBe(0);
    expect(await signIn(password)).toBe(403);
    expect(await user(portal, 'reactivate', 'elise', {})).toBe(0);
    expect(await signIn(password)).toBe(200);
    // The embedded database is one process's alone.
    expect(await run(['user', 'list'])).toMatchObject({
      status: 2,
      err: expect.stringContaining(`process ${process.pid}`),
    });
    for (let wrong = 0; wrong < 3; wrong += 1) await signIn('not-the-password');
    await http.close();
    await portal.close();
  });

  it('unlocks an account that gets another password', async () => {
    expect((await run(['user', 'list'])).out).toContain('Élise\tblocked until ');
    expect((await run(['user', 'password', 'elise'], `${password}\n`)).status).toBe(0);
    expect((await run(['user', 'list'])).out).toBe('patient\tÉlise\tactive\n');
  });

  it.each([
    ['an account that is there', add, 'trois poules au jardin\n', 'already'],
    ['a password that is not fit', add.with(2, 'Zoé'), 'court', 'too-short'],
    ['nobody', ['user', 'password', 'nobody'], '', 'no account'],
    ['an action that is none', ['user', 'nonsense', 'nobody'], '', "no command 'user nonsense'"],
    ['a command that is none', ['nonsense'], '', "no command 'nonsense'"],
  ])('refuses %s, and says why', async (_what, args, input, word) => {
    expect(await run(args, input)).toMatchObject({ status: 2, err: expect.stringContaining(word) });
  });

  it("puts no demo data, whose passwords everybody can read, beside people of one's own", async () => {
    for (const args of [['seed'], ['--demo']])
      expect(await run(args)).toMatchObject({
        status: 2,
        out: '',
        err: expect.stringContaining('empty portal'),
      });
  });

  it('says when it is ready, writes nothing personal to its log, stops gracefully', async () => {
    const portal = start([], { PORTAL_LOG_LEVEL: 'debug' });
    const url = await portal.ready;
    const signIn = (password: string) =>
      fetch(`${url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'password', username: 'elise', password }),
      });
    await signIn('not-the-password');
    const { access_token: token } = (await (await signIn(password)).json()) as {
      access_token: string;
    };
    await fetch(`${url}/api/v1/exams?q=poumon`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${url}/s/abcdefghijklmnopqrstuvwx`);
    portal.child.kill('SIGTERM');
    const { status, out, err } = await portal.ended;
    expect(status).toBe(0);
    expect(out.trim().split('\n').length).toBe(1);
    expect(err).toContain('/api/v1/exams');
    for (const secret of [
      token,
      'lise',
      'poumon',
      'poules',
      'not-the-password',
      'abcdefghijklmnopqrstuvwx',
    ]) {
      expect(err).not.toContain(secret);
    }
    expect(await run(['verify-log'])).toMatchObject({
      status: 0,
      out: expect.stringContaining('"intact":true'),
    });
  });

  it.each([
    ['plain HTTP for everybody', { PORTAL_HOST: '0.0.0.0' }, 'loopback'],
    ['a certificate without its key', { PORTAL_TLS_CERTIFICATE: 'a.pem' }, 'go together'],
    ['a port that is none', { PORTAL_PORT: 'web' }, 'port'],
    ['a mail server that is no address', { SMTP_URL: 'smtp' }, 'smtpUrl'],
  ])('does not start with %s', async (_name, environment, word) => {
    expect(await run([], '', environment)).toMatchObject({ status: 2, err: expect.stringContaining(word) });
  });

  it('speaks TLS with a given certificate', async ({ skip }) => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    try {
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
      const made = [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        key,
        '-out',
        certificate,
      ];
      execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
    } catch {
      skip('openssl is not here');
    }
    const portal = start([], { PORTAL_TLS_KEY: key, PORTAL_TLS_CERTIFICATE: certificate });
    const url = await portal.ready;
    expect(url).toMatch(/^https:/);
    const ca = await readFile(certificate);
    const status = await new Promise((resolve, reject) => {
      request(`${url}/.well-known/emage-portal`, { ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(200);
    portal.child.kill('SIGTERM');
    expect((await portal.ended).status).toBe(0);
  });
});
