import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { BrowserSignIn } from './browser-sign-in.ts';

const authorization = { url: 'https://e-mage.org/oauth/authorize?tenant=1', clientId: 'emage-desktop' };

/** A browser in which `act` does what a person and the portal do. */
function browser(
  act: (asked: URL, callback: (parameters: Record<string, string>) => Promise<Response>) => Promise<unknown>,
) {
  const opened: URL[] = [];
  const signIn = new BrowserSignIn({
    language: () => 'fr',
    patienceMs: 2_000,
    openBrowser: async (address) => {
      const asked = new URL(address);
      opened.push(asked);
      const callback = (parameters: Record<string, string>): Promise<Response> =>
        fetch(
          `${asked.searchParams.get('redirect_uri') ?? ''}?${new URLSearchParams(parameters).toString()}`,
        );
      void act(asked, callback);
    },
  });
  return { signIn, opened };
}
const stateOf = (asked: URL): string => asked.searchParams.get('state') ?? '';
const code = (expected: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code: expected }) });

describe('signing in with the browser', () => {
  test('asks with PKCE and takes the code that comes back', async () => {
    let page = '';
    const { signIn, opened } = browser(async (asked, callback) => {
      page = await (await callback({ code: 'abc', state: stateOf(asked) })).text();
    });
    const grant = await signIn.authorize(authorization);
    const asked = opened[0]?.searchParams;
    expect(grant).toMatchObject({
      code: 'abc',
      clientId: 'emage-desktop',
      redirectUri: asked?.get('redirect_uri'),
    });
    expect(createHash('sha256').update(grant.codeVerifier).digest('base64url')).toBe(
      asked?.get('code_challenge'),
    );
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      tenant: '1',
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    await expect.poll(() => page).toContain('Vous pouvez fermer cette page');
  });

  test('is given up while it is still being asked where, and opens nothing then', async () => {
    const { signIn, opened } = browser(() => Promise.resolve());
    let told: (where: typeof authorization) => void = () => undefined;
    const grant = signIn.authorize(new Promise((resolve) => (told = resolve)));
    signIn.cancel();
    await expect(grant).rejects.toEqual(code('cancelled'));
    told(authorization);
    await new Promise(setImmediate);
    expect(opened).toEqual([]);
  });

  test('lets nobody else answer', async () => {
    const statuses: number[] = [];
    const { signIn } = browser(async (asked, callback) => {
      statuses.push(
        (await callback({ code: 'evil' })).status,
        (await callback({ code: 'evil', state: 'x' })).status,
      );
      await callback({ code: 'true', state: stateOf(asked) });
    });
    expect((await signIn.authorize(authorization)).code).toBe('true');
    expect(statuses).toEqual([404, 404]);
  });

  test('that is refused there fails with a code of its own', async () => {
    const { signIn } = browser((asked, callback) =>
      callback({ error: 'access_denied', state: stateOf(asked) }),
    );
    await expect(signIn.authorize(authorization)).rejects.toEqual(code('browser-sign-in-failed'));
  });

  test('is given up by the person, by another attempt, and after a time', async () => {
    const { signIn } = browser(() => Promise.resolve());
    const cancelled = (attempt: Promise<unknown>): Promise<void> =>
      expect(attempt).rejects.toEqual(code('cancelled'));
    const byPerson = cancelled(signIn.authorize(authorization));
    signIn.cancel();
    await byPerson;
    const byAnother = cancelled(signIn.authorize(authorization));
    const byTime = cancelled(signIn.authorize(authorization));
    await Promise.all([byAnother, byTime]);
  });

  test('without a browser says so', async () => {
    const signIn = new BrowserSignIn({
      language: () => 'fr',
      openBrowser: () => Promise.reject(new Error('none')),
    });
    await expect(signIn.authorize(authorization)).rejects.toEqual(code('browser-sign-in-failed'));
  });
});
