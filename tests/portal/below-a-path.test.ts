import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../helpers/servers/free-port.ts';
import { databases } from './databases.ts';
import { shareTokenOf, startRig, type Rig } from './rig.ts';
import { exams, password } from './world.ts';

// A portal that people reach below a path: a proxy takes the path away, as docs/portal.md says, and every link has it.

const prefix = '/imagerie/portail';

interface Options extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>;
}

describe('a portal below a path', () => {
  let rig: Rig;
  let proxy: Server;
  let publicUrl: string;
  let token: string;

  beforeAll(async () => {
    const [port, own] = [await freePort(), await freePort()];
    publicUrl = `http://127.0.0.1:${port}${prefix}`;
    proxy = createServer((incoming, outgoing) => {
      const url = incoming.url ?? '';
      const path = url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : url;
      if (path === url && url !== '/.well-known/emage-portal') {
        outgoing.writeHead(404).end('not the portal');
        return;
      }
      const { method, headers } = incoming;
      const asked = request({ port: own, host: '127.0.0.1', path, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(asked);
    });
    await once(proxy.listen(port, '127.0.0.1'), 'listening');
    rig = await startRig(databases[0]!, {
      PORTAL_PORT: String(own),
      // An operator may write the slash, or not.
      PORTAL_PUBLIC_URL: `${publicUrl}/`,
      PORTAL_BROWSER_SIGN_IN: 'true',
    });
    const form = new URLSearchParams({ grant_type: 'password', username: 'anne', password });
    const { token_endpoint } = await discovery();
    const signedIn = await fetch(token_endpoint, { method: 'POST', body: form });
    token = ((await signedIn.json()) as { access_token: string }).access_token;
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await rig.dispose();
  });

  const discovery = async () =>
    (await (await fetch(`${new URL(publicUrl).origin}/.well-known/emage-portal`)).json()) as Record<
      'token_endpoint' | 'apiBaseUrl' | 'dicomwebBaseUrl' | 'authorization_endpoint' | 'client_id',
      string
    >;
  const ask = (url: string, options: Options = {}) =>
    fetch(url, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });
  const follow = async <T>(url: string, options?: Options): Promise<T> => {
    const response = await ask(url, options);
    expect(response.status, url).toBe(200);
    return (await response.json()) as T;
  };
  const share = (recipientEmail: string) =>
    ask(`${publicUrl}/api/v1/shares`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        examIds: [exams.anneNorth.id],
        recipientEmail,
        kind: 'relative',
        durationDays: 7,
        includeReports: false,
      }),
    });

  it('is found at the root, and names its services below the path', async () => {
    const { token_endpoint, apiBaseUrl, dicomwebBaseUrl, authorization_endpoint } = await discovery();
    for (const url of [token_endpoint, apiBaseUrl, dicomwebBaseUrl, authorization_endpoint])
      expect(url.startsWith(`${publicUrl}/`), url).toBe(true);
  });

  it('makes a share whose address, link and page lead to it', async () => {
    const created = await share('dr@example.org');
    expect(created.status).toBe(201);
    const { id, link } = (await created.json()) as { id: string; link: string };
    expect(await follow(created.headers.get('location')!)).toMatchObject({ id });
    expect(link.startsWith(`${publicUrl}/s/`)).toBe(true);
    expect((await rig.mails()).at(-1)?.replaceAll(/=\r?\n/g, '')).toContain(link);
    const page = await (await fetch(link)).text();
    // What the client takes: the origin, from which it finds the rest.
    const origin = encodeURIComponent(new URL(publicUrl).origin);
    expect(page).toContain(`"emage://share/${shareTokenOf(link)}?portal=${origin}"`);
  });

  it('leads from page to page of the history as FHIR', async () => {
    await share('first@example.org');
    await share('second@example.org');
    interface Bundle {
      readonly link: readonly { readonly relation: string; readonly url: string }[];
    }
    const first: Bundle = await follow(`${publicUrl}/api/v1/access-history?format=fhir&limit=1`);
    const urlOf = (bundle: Bundle, relation: string) =>
      bundle.link.find((link) => link.relation === relation)!.url;
    expect(await follow(urlOf(first, 'self'))).toEqual(first);
    const second: Bundle = await follow(urlOf(first, 'next'));
    expect(urlOf(second, 'self')).toBe(urlOf(first, 'next'));
  });

  it('names bulk data and studies where they are to be had', async () => {
    const { dicomwebBaseUrl } = await discovery();
    const [found] = await follow<Record<string, { Value: string[] }>[]>(`${dicomwebBaseUrl}/studies`);
    const url = found!['00081190']!.Value[0]!;
    const [metadata] = await follow<Record<string, { BulkDataURI: string }>[]>(`${url}/metadata`);
    const pixels = await ask(metadata!['7FE00010']!.BulkDataURI);
    expect(pixels.status).toBe(200);
  });

  it('signs in with the browser', async () => {
    const { authorization_endpoint, client_id, token_endpoint } = await discovery();
    const verifier = randomBytes(32).toString('base64url');
    const redirect = 'http://127.0.0.1:43210/callback';
    const cookies = new Map<string, { value: string; path: string }>();
    const visit = async (url: string, form?: Record<string, string>): Promise<URL> => {
      const { pathname } = new URL(url);
      // A browser sends a cookie to its path alone.
      const sent = [...cookies].filter(([, { path }]) => pathname.startsWith(path));
      const response = await fetch(url, {
        redirect: 'manual',
        headers: {
          accept: 'text/html',
          cookie: sent.map(([name, { value }]) => `${name}=${value}`).join('; '),
        },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        cookies.set(name!, { value: value!, path: /path=([^;]+)/i.exec(cookie)?.[1] ?? '/' });
      }
      expect(response.status, `${url} ${await response.text()}`).toBe(303);
      return new URL(response.headers.get('location')!, url);
    };
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({
      client_id,
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const form = await visit(`${authorization_endpoint}?${query.toString()}`);
    expect(form.href.startsWith(`${publicUrl}/oidc/interaction/`), form.href).toBe(true);
    let landed = await visit(form.href, { username: 'anne', password });
    while (landed.origin === new URL(publicUrl).origin) landed = await visit(landed.href);
    const tokens = await fetch(token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: landed.searchParams.get('code')!,
        redirect_uri: redirect,
        client_id,
        code_verifier: verifier,
      }),
    });
    expect(tokens.status).toBe(200);
  });
});
