import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keepScreenshot, test, expect } from '../fixtures.ts';
import { Shell } from '../pages/shell.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

// A portal that answers, yet not what was asked: what this computer has is shown, with its date.

interface Hampering {
  readonly url: string;
  /** Answers instead of the portal where it gives a status. */
  refuse: (path: URL) => number | undefined;
  close(): void;
}

async function hamper(target: string): Promise<Hampering> {
  const state = {
    url: '',
    refuse: (_path: URL): number | undefined => undefined,
    close: () => server.close(),
  };
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const path = new URL(request.url ?? '', state.url);
      const status = state.refuse(path);
      if (status !== undefined) {
        response.writeHead(status, { 'retry-after': '60' }).end('{}');
        return;
      }
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(parts.length > 0 && { body: Buffer.concat(parts) }),
      });
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      const body = Buffer.from(await answer.arrayBuffer());
      // Each list of accesses claims to go on; the portal's pages are larger than a test's history.
      const told = isJson
        ? body
            .toString()
            .replaceAll(target, state.url)
            .replace(
              /"nextCursor":null/,
              path.pathname.endsWith('/access-history') ? '"nextCursor":"next"' : '$&',
            )
        : body;
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(told);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

test('a portal that asks to wait, and a history that fails late: what is here is shown, and what is missing is said', async ({
  portal,
  launch,
}) => {
  const way = await hamper(portal.url);
  way.refuse = ({ searchParams }) => (searchParams.get('cursor') === 'next' ? 500 : undefined);
  const app = await launch({ portalAddress: way.url });
  await new SignInPage(app.shell).signIn(portal.accountOf('patient'));
  const shell = new Shell(app.shell);
  await shell.open('Mon espace');

  await test.step('the history that came stays, and is asked for once more', async () => {
    await app.shell.getByRole('tab', { name: 'Historique' }).click();
    await expect(app.shell.getByText('La suite de l’historique n’est pas arrivée')).toBeVisible();
    await expect(app.shell.getByText(/^\d+ consultations? reçues?$/)).toBeVisible();
    await keepScreenshot(app.shell, 'history-without-its-end');
    await app.shell.getByRole('button', { name: 'Réessayer' }).click();
    await expect(app.shell.getByText('La suite de l’historique n’est pas arrivée')).toBeVisible();
  });

  await test.step('lists are those of this computer', async () => {
    await shell.open('Examens');
    await expect(app.shell.getByText('IRM du genou droit').first()).toBeVisible();
    way.refuse = ({ pathname }) => (pathname.startsWith('/api/') ? 429 : undefined);
    await app.shell.reload();
    await shell.open('Examens');
    await expect(
      app.shell.getByText('Le portail ne peut pas répondre pour le moment.').first(),
    ).toBeVisible();
    await expect(app.shell.getByText('IRM du genou droit').first()).toBeVisible();
    await keepScreenshot(app.shell, 'lists-while-the-portal-asks-to-wait');
  });
  way.close();
});
