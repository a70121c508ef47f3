import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type PortalApp } from '../../src-portal/app.ts';
import { readConfig } from '../../src-portal/config.ts';
import { openPortal, type Portal } from '../../src-portal/portal.ts';
import { checkAgainstContract } from './contract-check.ts';
import { files, type TestDatabase, type TestImages } from './databases.ts';
import { fill, password, people, type PersonName } from './world.ts';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** An access token. */
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** A portal of its own on a free port, asked over HTTP; every answer is checked against the contract. */
export interface Rig {
  readonly portal: Portal;
  readonly url: string;
  call: (path: string, call?: Call) => Promise<Response>;
  json: <T>(path: string, call?: Call) => Promise<T>;
  token(
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  signIn(name: PersonName, secret?: string): Promise<Tokens>;
  /** An access token of a person, the same one again and again. */
  as(name: PersonName): Promise<string>;
  /** Shares as Anne (or another patient) and opens the share as its guest. */
  share(options: ShareOptions): Promise<{ id: string; link: string; accessCode: string; guest: Tokens }>;
  mails(): Promise<readonly string[]>;
  /** Whether the portal holds the connection that comes from this port. */
  isConnectedTo(port: number | undefined): boolean;
  /** The same data, a new process (as far as one process can tell). */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

export interface ShareOptions {
  readonly examIds: readonly string[];
  readonly includeReports?: boolean;
  readonly recipientEmail?: string;
  readonly by?: PersonName;
}

export const shareTokenOf = (link: string): string => new URL(link).pathname.split('/').at(-1)!;

export async function startRig(
  database: TestDatabase,
  environment: Readonly<Record<string, string>> = {},
  images: TestImages = files,
): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-portal-test-'));
  const own = await database.create(folder);
  const { address } = own;
  const store = await images.start();
  const config = readConfig({
    PORTAL_PORT: '0',
    PORTAL_DATA: folder,
    PORTAL_LOG_LEVEL: 'fatal',
    PORTAL_SIGN_INS_PER_MINUTE: '100000',
    PORTAL_SHARES_PER_HOUR: '100000',
    ...(address.kind === 'server' && { DATABASE_URL: address.url }),
    ...store.environment,
    ...environment,
  });
  const open = async (): Promise<{ portal: Portal; app: PortalApp; url: string; ports: Set<number> }> => {
    const portal = await openPortal(config);
    const app = await buildApp(portal);
    const ports = new Set<number>();
    app.http.server.on('connection', (socket: Socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      ports.add(remotePort);
      socket.once('close', () => ports.delete(remotePort));
    });
    return { portal, app, url: await app.listen(), ports };
  };
  let running = await open();
  await mkdir(join(folder, 'incoming'));
  await fill(running.portal, join(folder, 'incoming'));
  const known = new Map<PersonName, string>();

  const rig: Rig = {
    get portal() {
      return running.portal;
    },
    get url() {
      return running.url;
    },

    async call(path, { method = 'GET', token, json, form, body, headers } = {}) {
      const response = await fetch(new URL(path, running.url), {
        method,
        redirect: 'manual',
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(form && { body: new URLSearchParams(form).toString() }),
        ...(body && { body: new Uint8Array(body) }),
      });
      await checkAgainstContract(method, path, response);
      return response;
    },

    async json(path, call) {
      const response = await rig.call(path, call);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      const body: unknown = await response.json();
      return body as never;
    },

    token: (form, headers = {}) => rig.call('/oauth/token', { method: 'POST', form, headers }),

    async signIn(name, secret = password) {
      const response = await rig.token({
        grant_type: 'password',
        username: people[name].username,
        password: secret,
      });
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Tokens;
    },

    async as(name) {
      const token = known.get(name) ?? (await rig.signIn(name)).access_token;
      known.set(name, token);
      return token;
    },

    async share({ examIds, includeReports = false, recipientEmail = 'guest@example.org', by = 'anne' }) {
      const share = await rig.json<{ id: string; link: string; accessCode: string }>('/api/v1/shares', {
        method: 'POST',
        token: await rig.as(by),
        json: { examIds, recipientEmail, kind: 'relative', durationDays: 7, includeReports },
      });
      const answer = await rig.token({
        grant_type: 'urn:emage:share',
        share_token: shareTokenOf(share.link),
        access_code: share.accessCode,
      });
      return { ...share, guest: await answer.json() };
    },

    async mails() {
      const outbox = join(folder, 'outbox');
      const files = await readdir(outbox).catch(() => []);
      return Promise.all(files.sort().map((name) => readFile(join(outbox, name), 'utf8')));
    },

    isConnectedTo: (port) => port !== undefined && running.ports.has(port),

    async restart() {
      await running.app.http.close();
      await running.portal.close();
      running = await open();
    },

    async dispose() {
      await running.app.http.close();
      await running.portal.close();
      await own.drop();
      await store.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return rig;
}
