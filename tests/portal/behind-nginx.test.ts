import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp, type PortalApp } from '../../src-portal/app.ts';
import { readConfig } from '../../src-portal/config.ts';
import { openPortal, type Portal } from '../../src-portal/portal.ts';
import { makeAuthority } from '../helpers/servers/authority.ts';
import { freePort } from '../helpers/servers/free-port.ts';
import { nginxIsMissing, startNginx, type Nginx } from '../helpers/servers/nginx.ts';
import { exampleOf } from '../helpers/portal/operator-guide.ts';
import { mailTo } from '../helpers/portal/outbox.ts';
import { exams, fill, instanceOf, password } from './world.ts';

// The portal behind a real nginx that is configured as docs/portal.md says, asked over TLS from several addresses.

const signInsPerMinute = 4;

interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** The address that it comes from, of those that loopback has. */
  readonly from?: string;
}

describe.skipIf(nginxIsMissing !== null)('the portal behind nginx, as the guide has it', () => {
  let folder: string;
  let portal: Portal;
  let app: PortalApp;
  let nginx: Nginx;
  let publicUrl: string;
  let agent: Agent;
  /** The proxy's to the portal, one for each request that is under way. */
  const connections = new Set<Socket>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-behind-nginx-'));
    const [port, ownPort] = [await freePort(), await freePort()];
    const { authority, certificate, key } = await makeAuthority(folder);
    agent = new Agent({ ca: await readFile(authority) });
    publicUrl = `https://127.0.0.1:${port}`;
    const example = exampleOf('nginx', {
      'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
      'e-mage.example': '127.0.0.1',
      '/etc/ssl/e-mage.pem': certificate,
      '/etc/ssl/e-mage.key': key,
      'http://127.0.0.1:8100': `http://127.0.0.1:${ownPort}`,
    });
    portal = await openPortal(
      readConfig({
        PORTAL_PORT: String(ownPort),
        PORTAL_DATA: join(folder, 'data'),
        PORTAL_LOG_LEVEL: 'fatal',
        PORTAL_TRUST_PROXY: '127.0.0.1',
        PORTAL_PUBLIC_URL: publicUrl,
        PORTAL_SIGN_INS_PER_MINUTE: String(signInsPerMinute),
      }),
    );
    await mkdir(join(folder, 'incoming'));
    await fill(portal, join(folder, 'incoming'));
    app = await buildApp(portal);
    app.http.server.on('connection', (socket: Socket) => {
      connections.add(socket);
      socket.once('close', () => connections.delete(socket));
    });
    await app.listen();
    nginx = await startNginx(port, example);
  });
  afterAll(async () => {
    agent.destroy();
    await nginx.stop();
    await app.http.close();
    await portal.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (path: string, { method = 'GET', headers = {}, body, from = '127.0.0.1' }: Ask = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method, headers, localAddress: from, agent };
      const asked = request(`${publicUrl}${path}`, options, resolve);
      asked.once('error', reject);
      asked.end(body);
    });
  const signIn = async (username: string, { from, headers, secret = password }: SignIn) =>
    ask('/oauth/token', {
      method: 'POST',
      from,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ grant_type: 'password', username, password: secret }).toString(),
    });
  const tokenOf = async (username: string, from: string): Promise<Record<string, string>> => {
    const answer = (await json(await signIn(username, { from }))) as { access_token: string };
    return { authorization: `Bearer ${answer.access_token}` };
  };

  it('names itself as people reach it, in discovery and in mails, and keeps its headers', async () => {
    const response = await ask('/.well-known/emage-portal');
    expect(await json(response)).toMatchObject({
      apiBaseUrl: `${publicUrl}/api/v1`,
      dicomwebBaseUrl: `${publicUrl}/dicom-web`,
    });
    expect(response.headers).toMatchObject({
      'strict-transport-security': expect.stringContaining('max-age'),
      'x-content-type-options': 'nosniff',
    });

    const headers = { 'content-type': 'application/json', ...(await tokenOf('anne', '127.0.0.2')) };
    const share = await ask('/api/v1/shares', {
      method: 'POST',
      headers,
      body: JSON.stringify({
        examIds: [exams.anneSouth.id],
        recipientEmail: 'dr@example.org',
        kind: 'professional',
        durationDays: 7,
        includeReports: false,
      }),
    });
    const { link } = (await json(share)) as { link: string };
    expect(link.startsWith(`${publicUrl}/s/`)).toBe(true);
    expect(await mailTo({ dataFolder: join(folder, 'data') }, 'dr@example.org')).toContain(`${publicUrl}/s/`);
    const page = await ask(new URL(link).pathname);
    expect((await buffer(page)).toString()).toContain(encodeURIComponent(publicUrl));
  });

  it('refuses what came to the proxy unencrypted', async () => {
    for (const [protocol, status] of [
      ['http', 403],
      ['https', 200],
    ] as const) {
      const headers = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': protocol };
      const answer = await app.http.inject({ url: '/.well-known/emage-portal', headers });
      expect(answer.statusCode).toBe(status);
      if (status === 403) expect(answer.json()).toMatchObject({ code: 'insecure-transport' });
    }
  });

  it('counts sign-ins of each address by itself, whatever a sender says of where it comes from', async () => {
    const statuses: (number | undefined)[] = [];
    for (let turn = 0; turn < signInsPerMinute + 1; turn += 1) {
      // A throttle that believed this would never throttle.
      const headers = { 'x-forwarded-for': `10.0.0.${turn}` };
      const answer = await signIn(`nobody-${turn}`, { from: '127.0.0.3', headers, secret: 'guess' });
      answer.resume();
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array.from({ length: signInsPerMinute }, () => 400), 429]);
    const elsewhere = await signIn('anne', { from: '127.0.0.4' });
    elsewhere.resume();
    expect(elsewhere.statusCode).toBe(200);
  });

  it('takes large bodies in and streams them out, whole and in part, past no disk of the proxy', async () => {
    const sam = await tokenOf('sam', '127.0.0.5');
    const { study, series, instance } = exams.anneSouth;
    const uid = `${instance}.1`;
    // More than nginx takes by itself (1 MiB) and more than both ends of a connection hold.
    const image = instanceOf('anneSouth', uid, 4096);
    const stored = await ask('/dicom-web/studies', {
      method: 'POST',
      headers: {
        ...sam,
        'content-type': 'multipart/related; type="application/dicom"; boundary=part',
        accept: 'application/dicom+json',
      },
      body: Buffer.concat([
        Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'),
        image,
        Buffer.from('\r\n--part--\r\n'),
      ]),
    });
    expect(stored.statusCode, (await buffer(stored)).toString()).toBe(200);

    const at = `/dicom-web/studies/${study}/series/${series}/instances/${uid}`;
    const headers = { ...sam, accept: 'application/dicom' };
    const whole = await ask(at, { headers });
    expect(whole.headers['content-length']).toBe(String(image.length));
    expect((await buffer(whole)).equals(image)).toBe(true);
    const part = await ask(at, { headers: { ...headers, range: 'bytes=128-131' } });
    expect(part.statusCode).toBe(206);
    expect((await buffer(part)).toString()).toBe('DICM');
    const known = await ask(at, { headers: { ...headers, 'if-none-match': whole.headers.etag ?? '' } });
    known.resume();
    expect(known.statusCode).toBe(304);
    expect(await nginx.warnings()).not.toContain('temporary file');
  });

  it('waits for slow readers, and cuts a download through the proxy when the right to it ends', async () => {
    const [anne, sam] = [await tokenOf('anne', '127.0.0.6'), await tokenOf('sam', '127.0.0.6')];
    const { study } = exams.anneSouth;
    const download = await ask(`/dicom-web/studies/${study}`, {
      headers: { ...anne, accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
    });
    expect(download.statusCode).toBe(200);
    // Nobody reads it. Others are served meanwhile, and the portal still holds the rest: the proxy has not drawn it all in.
    const others = await ask(`/dicom-web/studies/${study}`, { headers: { ...sam, accept: '*/*' } });
    expect((await buffer(others)).length).toBeGreaterThan(4096 * 4096 * 2);
    await vi.waitFor(() => expect(connections.size).toBe(1));

    // Who signs out has no business with the rest.
    const out = await ask('/oauth/revoke', {
      method: 'POST',
      from: '127.0.0.6',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: anne['authorization']?.slice('Bearer '.length) ?? '' }).toString(),
    });
    out.resume();
    expect(out.statusCode).toBe(200);
    await vi.waitFor(() => expect(connections.size).toBe(0), { timeout: 4_000 });
    const came = await new Promise<number>((resolve) => {
      let bytes = 0;
      download.on('data', (piece: Buffer) => (bytes += piece.length));
      download.on('error', () => undefined);
      download.on('close', () => resolve(bytes));
    });
    expect(came).toBeLessThan(Number(download.headers['content-length']));
  });
});

interface SignIn {
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secret?: string;
}
