import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from './databases.ts';
import { startRig, type Rig, type Tokens } from './rig.ts';
import { password } from './world.ts';

/** A browser, as far as signing in needs one: it keeps cookies and follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async visit(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, ...value] = cookie.split(';')[0]!.split('=');
      this.#cookies.set(name!, value.join('='));
    }
    return response;
  }
}

describe.each(databases)('sign-in by browser on $name', (database) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig(database, { PORTAL_BROWSER_SIGN_IN: 'true' });
  });
  afterAll(() => rig.dispose());
  beforeEach(async () => {
    await rig.portal.db.deleteFrom('attemptGuard').execute();
  });

  const redirect = 'http://127.0.0.1:43210/callback';
  const start = async (changes: Record<string, string> = {}) => {
    const { authorization_endpoint: endpoint, client_id: client } = await rig.json<{
      authorization_endpoint: string;
      client_id: string;
    }>('/.well-known/emage-portal');
    const verifier = randomBytes(32).toString('base64url');
    const url = new URL(endpoint);
    url.search = new URLSearchParams({
      client_id: client,
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid',
      state: 'abc',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }).toString();
    return { browser: new Browser(), url: url.href, verifier, client };
  };
  const toForm = async (browser: Browser, url: string): Promise<string> => {
    const response = await browser.visit(url);
    expect(response.status).toBe(303);
    return new URL(response.headers.get('location')!, rig.url).href;
  };
  const codeFor = async (browser: Browser, form: string): Promise<string> => {
    let response = await browser.visit(form, { username: 'anne', password });
    while (response.headers.get('location')!.startsWith(rig.url)) {
      response = await browser.visit(response.headers.get('location')!);
    }
    const landed = new URL(response.headers.get('location')!);
    expect(landed.origin + landed.pathname).toBe(redirect);
    expect(landed.searchParams.get('state')).toBe('abc');
    return landed.searchParams.get('code')!;
  };
  const exchange = (code: string, verifier: string, client: string, uri = redirect) =>
    rig.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: uri,
      client_id: client,
      code_verifier: verifier,
    });

  it('exchanges a code for tokens of the portal, once', async () => {
    const { browser, url, verifier, client } = await start();
    const form = await toForm(browser, url);
    const page = await (await browser.visit(form)).text();
    expect(page).toContain('autocomplete="current-password"');
    const code = await codeFor(browser, form);
    const tokens = (await (await exchange(code, verifier, client)).json()) as Tokens;
    expect(await rig.json('/api/v1/account', { token: tokens.access_token })).toMatchObject({
      username: 'anne',
    });
    expect(
      (await rig.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status,
    ).toBe(200);
    const again = await exchange(code, verifier, client);
    expect(again.status).toBe(400);
    // RFC 6749 §5.2: the grant is spent.
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('asks for the proof of who began', async () => {
    const { browser, url, client } = await start();
    const code = await codeFor(browser, await toForm(browser, url));
    expect((await exchange(code, randomBytes(32).toString('base64url'), client)).status).toBe(400);
    const other = await start();
    const second = await codeFor(other.browser, await toForm(other.browser, other.url));
    expect((await exchange(second, other.verifier, client, 'http://127.0.0.1:1/callback')).status).toBe(400);
  });

  it('has the same block as the password grant', async () => {
    const { browser, url } = await start();
    const form = await toForm(browser, url);
    const guess = async () => (await browser.visit(form, { username: 'anne', password: 'wrong' })).status;
    expect([await guess(), await guess(), await guess()]).toEqual([400, 400, 423]);
    expect((await browser.visit(form, { username: 'anne', password })).status).toBe(423);
    expect((await rig.token({ grant_type: 'password', username: 'anne', password })).status).toBe(423);
  });

  it('asks the next person for their own name', async () => {
    const { browser, url } = await start();
    await codeFor(browser, await toForm(browser, url));
    const again = await start();
    const form = await toForm(browser, again.url);
    expect(await (await browser.visit(form)).text()).toContain('name="password"');
  });

  it.each([
    ['a redirect to somewhere else', { redirect_uri: 'https://evil.example/callback' }],
    ['another client', { client_id: 'somebody' }],
  ])('refuses %s without redirecting', async (_name, changes) => {
    const { browser, url } = await start(changes);
    expect((await browser.visit(url)).status).toBe(400);
  });

  it('refuses to go without PKCE', async () => {
    const { browser, url } = await start({ code_challenge: '', code_challenge_method: '' });
    const response = await browser.visit(url);
    expect(response.headers.get('location') ?? String(response.status)).toMatch(/error=invalid_request|400/);
  });

  it('shows no form without the cookie of an interaction', async () => {
    const { browser, url } = await start();
    const form = await toForm(browser, url);
    expect((await new Browser().visit(form)).status).toBe(404);
  });

  it('sends who comes too late back to the application, in words', async () => {
    const { browser, url } = await start();
    const form = await toForm(browser, url);
    await rig.portal.db.deleteFrom('oidcPayload').execute();
    const endings = [
      [form, { username: 'anne', password }],
      [form, undefined],
      [`${rig.url}/oidc/auth/gone`, undefined],
      [`${rig.url}/oidc/nothing`, undefined],
      [`${rig.url}/oidc/auth?client_id=unknown`, undefined],
    ] as const;
    for (const [at, typed] of endings) {
      const response = await browser.visit(at, typed);
      expect([400, 404], at).toContain(response.status);
      expect(response.headers.get('content-type'), at).toContain('text/html');
      expect(response.headers.get('content-security-policy'), at).toContain("form-action 'none'");
      expect(await response.text(), at).toContain('Cette page de connexion ne sert plus');
      const toProgram = await fetch(at, {
        ...(typed && { method: 'POST', body: new URLSearchParams(typed) }),
      });
      expect(toProgram.headers.get('content-type'), at).toContain('application/problem+json');
      await toProgram.body?.cancel();
    }
  });

  it('refuses NUL, which PostgreSQL keeps in no text', async () => {
    for (const changes of [{ client_id: '\0' }, { state: '\0' }]) {
      const { browser, url } = await start(changes);
      const response = await browser.visit(url);
      // To the page that it came from, where that is known.
      expect([303, 400]).toContain(response.status);
      if (response.status === 303)
        expect(response.headers.get('location')).toContain('error=invalid_request');
    }
    const { browser, url } = await start();
    const form = await toForm(browser, url);
    expect((await browser.visit(form, { username: 'a\0', password })).status).toBe(400);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'emage-desktop',
      code: '\0',
    });
    expect((await fetch(`${rig.url}/oidc/token`, { method: 'POST', body })).status).toBe(400);
  });
});
