import { expect } from '@playwright/test';
import { windowsSeen } from '../../helpers/desktop/app.ts';
import { answerBoxes, boxesOf } from '../../helpers/desktop/outside.ts';
import { test } from '../fixtures.ts';
import { signInAsPatient } from '../sign-in.ts';

// What holds for every page of the application, whatever runs in it (docs/threat-model.md).

test('a page has no Node, no network and no way out', async ({ launch }) => {
  const app = await launch();
  const found = await app.shell.evaluate(async () => {
    const outcome = (attempt: () => unknown): string => {
      try {
        return String(attempt());
      } catch (error) {
        return String(error);
      }
    };
    const fetched = (address: string): Promise<string> =>
      fetch(address).then(
        ({ status }) => String(status),
        () => 'refused',
      );
    const ownPage = await fetched('app://main/index.html');
    return {
      origin: location.origin,
      globals: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
      // After the first wait: what runs before it runs for the test's debugger, which no policy binds.
      evaluated: outcome(() => Reflect.apply(window.eval, window, ['1 + 1'])),
      web: await fetched('https://example.org/'),
      file: await fetched('file:///etc/hostname'),
      ownPage,
      outsideOwnPages: await Promise.all(
        [
          'app://main/..%2f..%2fpackage.json',
          'app://main/%2e%2e/main/index.js',
          'app://other/index.html',
        ].map(fetched),
      ),
      noReport: await fetched('emage-data://report/..%2f..%2fsettings.json'),
      opened: outcome(() => window.open('https://example.org/')),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'refused',
      ),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  });
  expect(found).toMatchObject({
    origin: 'app://main',
    globals: ['undefined', 'undefined'],
    web: 'refused',
    file: 'refused',
    ownPage: '200',
    noReport: '404',
    opened: 'null',
    camera: 'refused',
    geolocation: 'denied',
  });
  expect(found.evaluated).toContain('EvalError');
  for (const status of found.outsideOwnPages) expect(['404', 'refused']).toContain(status);
});

test('a page stays where it is', async ({ launch }) => {
  const app = await launch();
  const before = app.shell.url();
  await app.shell.evaluate(() => {
    location.assign('https://example.org/');
  });
  await app.shell.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'app://main/viewer.html';
    document.body.append(link);
    link.click();
  });
  // Answers only after the navigations were looked at.
  await app.shell.evaluate(() => window.emage.calls['app.info']());
  expect(app.shell.url()).toBe(before);
  expect(windowsSeen(app.electron)).toHaveLength(1);
});

test('a window makes the calls of its kind, with the input that the table names', async ({ launch }) => {
  const app = await launch();
  const codes = await app.shell.evaluate(async () => {
    const { calls } = window.emage;
    const answers: { ok: boolean; error?: { code: string } }[] = await Promise.all([
      calls['viewer.connectBytes'](),
      calls['preferences.set']({ theme: 'pink' as never }),
      calls['session.discover']({ address: 'e-mage.org', more: 1 } as never),
      calls['exams.list'](),
    ]);
    return answers.map((answer) => answer.error?.code ?? 'ok');
  });
  expect(codes).toEqual(['invalid-request', 'invalid-request', 'invalid-request', 'not-signed-in']);
  expect(await app.shell.evaluate(() => Object.keys(window.emage))).toEqual(['calls', 'openDropped', 'on']);
});

test('windows have a sandbox, and the policy comes with each page', async ({ launch }) => {
  const app = await launch();
  const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Not in Electron's types, and the only way to see what holds.
      const { getLastWebPreferences } = webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } =
        getLastWebPreferences.call(webContents);
      return { sandbox, contextIsolation, nodeIntegration, webviewTag };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  ]);
  const policy = await app.shell.evaluate(async () =>
    (await fetch('app://main/viewer.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  // Viewers share memory with their workers; the shell would start in two processes for it.
  const opener = await app.shell.evaluate(() =>
    Promise.all(
      ['index', 'viewer'].map(async (page) =>
        (await fetch(`app://main/${page}.html`)).headers.get('cross-origin-opener-policy'),
      ),
    ),
  );
  expect(opener).toEqual([null, 'same-origin']);
});

test('a page that has shown exams names no computer for main to ask', async ({ launch, portal }) => {
  const app = await launch();
  await signInAsPatient(app, portal);
  await answerBoxes(app, 1);
  const strange = 'https://what-it-saw.example.invalid';
  const ask = (name: string, input: unknown): Promise<string> =>
    app.shell.evaluate(
      async ([called, given]) => {
        const call = Reflect.get(window.emage.calls, called) as (input: unknown) => Promise<{
          readonly error?: { readonly code: string };
        }>;
        return (await call(given)).error?.code ?? 'done';
      },
      [name, input] as const,
    );
  const credentials = { portalAddress: strange, username: 'what it saw', password: 'what it saw' };
  const username = credentials.username;
  expect(await ask('session.discover', { address: strange })).toBe('cancelled');
  expect(await ask('session.signIn', { ...credentials, staySignedIn: false })).toBe('cancelled');
  expect(await ask('session.switchTo', { portalAddress: strange, username })).toBe('cancelled');
  const request = { portalAddress: strange, username, message: 'what it saw' };
  expect(await ask('account.requestReactivation', request)).toBe('cancelled');
  // Nor when its person has left: the page still knows what it saw.
  expect(await ask('session.leave', undefined)).toBe('done');
  const browser = { portalAddress: strange, staySignedIn: false };
  expect(await ask('session.signInWithBrowser', browser)).toBe('cancelled');
  expect(await ask('session.discover', { address: portal.url })).toBe('done');
  const boxes = (await boxesOf(app)) as string[];
  expect(boxes).toHaveLength(5);
  for (const box of boxes) expect(box).toContain(`${strange}\n`);
});
