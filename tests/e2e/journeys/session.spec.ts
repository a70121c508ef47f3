import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput } from '../../../src-shared/ipc/channels.ts';
import type { Result } from '../../../src-shared/ipc/result.ts';
import { filesUnder } from '../../helpers/files-under.ts';
import type { TestPortal } from '../../helpers/portal/portal.ts';
import { test } from '../fixtures.ts';

// The session across starts, networks and accounts, asked as pages ask. What people see of it is in the pages' journeys.

const ask = <N extends CallName>(page: Page, name: N, input?: CallInput<N>): Promise<Result<CallOutput<N>>> =>
  page.evaluate(
    ([call, given]) => {
      const asked = Reflect.get(window.emage.calls, call) as (
        input: unknown,
      ) => Promise<Result<CallOutput<N>>>;
      return asked(given);
    },
    [name, input as unknown] as const,
  );

async function answer<N extends CallName>(page: Page, name: N, input?: CallInput<N>): Promise<CallOutput<N>> {
  const result = await ask(page, name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value;
}

const credentialsOf = (portal: TestPortal, kind: string): { username: string; password: string } => {
  const { username, password } = portal.accountOf(kind);
  return { username, password };
};

test('starts again signed in, also offline, and comes back online by itself', async ({ portal, launch }) => {
  const account = credentialsOf(portal, 'patient');
  const credentials = { ...account, portalAddress: portal.url, staySignedIn: true };
  const first = await launch();
  expect(await answer(first.shell, 'session.signIn', credentials)).toMatchObject({ remembered: 'keychain' });
  const online = await answer(first.shell, 'exams.list');
  expect(online.freshness.source).toBe('portal');
  // At once: the list that was shown is there offline all the same.
  await first.quit();

  const second = await launch({ userData: first.userData });
  expect(await answer(second.shell, 'session.state')).toMatchObject({
    kind: 'signed-in',
    account: { username: account.username },
  });
  await second.quit();

  await portal.stop();
  const third = await launch({ userData: first.userData });
  await expect
    .poll(() => answer(third.shell, 'session.state'))
    .toMatchObject({ kind: 'signed-in', online: false });
  const offline = await answer(third.shell, 'exams.list');
  expect(offline.freshness.source).toBe('this-computer');
  expect(offline.items.map(({ id }) => id)).toEqual(online.items.map(({ id }) => id));

  await portal.restart();
  await expect
    .poll(() => answer(third.shell, 'session.state'), { timeout: 60_000 })
    .toMatchObject({ online: true });
  expect((await answer(third.shell, 'exams.list')).freshness.source).toBe('portal');
});

test('nothing secret and nothing of the record lies in clear on the disk', async ({ portal, launch }) => {
  const account = credentialsOf(portal, 'patient');
  const app = await launch();
  await answer(app.shell, 'session.signIn', { ...account, portalAddress: portal.url, staySignedIn: true });
  const { items } = await answer(app.shell, 'exams.list');
  await answer(app.shell, 'access.history', {});
  const report = items.flatMap(({ reports }) => reports)[0];
  await app.shell.evaluate(
    async (id) => (await fetch(`emage-data://report/${id}`)).arrayBuffer(),
    report?.id,
  );
  await app.quit();

  const labels = items.map(({ label }) => label);
  const secrets = [
    account.password,
    ...labels,
    ...items.map(({ studyInstanceUid }) => studyInstanceUid),
    '%PDF-',
  ];
  for (const file of await filesUnder(app.userData)) {
    const content = await readFile(file);
    for (const secret of secrets) expect(content.includes(secret), `'${secret}' in ${file}`).toBe(false);
  }
});

test('a locked application answers nothing, and starting again does not unlock it', async ({
  portal,
  launch,
}) => {
  const account = credentialsOf(portal, 'patient');
  const first = await launch();
  await answer(first.shell, 'session.signIn', { ...account, portalAddress: portal.url, staySignedIn: true });
  const { items } = await answer(first.shell, 'exams.list');
  const exam = items.find(({ imagesAvailable }) => imagesAvailable);
  const viewer = await first.viewerFrom(() => answer(first.shell, 'viewer.open', { examId: exam?.id ?? '' }));
  await answer(first.shell, 'session.lock');
  const visible = () =>
    first.electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
    );
  expect(await visible()).toBe(1);
  expect(await ask(viewer, 'viewer.images', { examId: exam?.id ?? '' })).toMatchObject({
    error: { code: 'not-signed-in' },
  });
  expect(await ask(first.shell, 'exams.list')).toMatchObject({ error: { code: 'not-signed-in' } });
  await first.quit();

  const second = await launch({ userData: first.userData });
  expect(await answer(second.shell, 'session.state')).toMatchObject({ kind: 'locked' });
  expect(await ask(second.shell, 'session.unlock', { password: 'x' })).toMatchObject({
    error: { code: 'wrong-credentials', attemptsLeft: 2 },
  });
  expect(await answer(second.shell, 'session.unlock', { password: account.password })).toMatchObject({
    kind: 'signed-in',
  });
});

test('accounts of one computer keep apart; erasing one leaves the other', async ({ portal, launch }) => {
  const patient = credentialsOf(portal, 'patient');
  const professional = credentialsOf(portal, 'professional');
  const app = await launch();
  const portalAddress = portal.url;
  await answer(app.shell, 'session.signIn', { ...patient, portalAddress, staySignedIn: true });
  const mine = await answer(app.shell, 'exams.list');
  await answer(app.shell, 'session.signIn', { ...professional, portalAddress, staySignedIn: true });
  await answer(app.shell, 'exams.list');
  // Beside them lies the library of this computer, for discs: it is nobody's account.
  const accounts = async (): Promise<string[]> =>
    (await readdir(join(app.userData, 'library'))).filter((name) => name !== 'local');
  // What an answer holds is put away beside the answer, not before it.
  await expect.poll(accounts).toHaveLength(2);

  const { username } = patient;
  expect(await answer(app.shell, 'session.switchTo', { portalAddress, username })).toMatchObject({
    account: { username },
  });
  expect((await answer(app.shell, 'exams.list')).items.map(({ id }) => id)).toEqual(
    mine.items.map(({ id }) => id),
  );
  expect(await answer(app.shell, 'session.signOutAndErase')).toMatchObject({ kind: 'signed-out' });
  await expect.poll(accounts).toHaveLength(1);
  expect(await answer(app.shell, 'session.knownAccounts')).toMatchObject([
    { username: professional.username },
  ]);
});

test('the access history is saved as a table and as a PDF', async ({ portal, launch }) => {
  const app = await launch();
  await answer(app.shell, 'session.signIn', {
    ...credentialsOf(portal, 'patient'),
    portalAddress: portal.url,
    staySignedIn: false,
  });
  await app.electron.evaluate(({ dialog }, folder) => {
    const choose = (...given: unknown[]) => {
      const name =
        String(Reflect.get(given.at(-1) as object, 'defaultPath'))
          .split(/[\\/]/)
          .at(-1) ?? '';
      return Promise.resolve({ canceled: false, filePath: `${folder}/${name}` });
    };
    Reflect.set(dialog, 'showSaveDialog', choose);
  }, app.userData);
  expect(await answer(app.shell, 'access.exportHistory', { format: 'csv' })).toEqual({ saved: true });
  expect(await answer(app.shell, 'access.exportHistory', { format: 'pdf' })).toEqual({ saved: true });
  const saved = (await readdir(app.userData)).filter((name) => name.startsWith('Historique des accès'));
  const read = (ending: string) =>
    readFile(join(app.userData, saved.find((name) => name.endsWith(ending)) ?? ''), 'utf8');
  expect(await read('.csv')).toMatch(/^\uFEFFDate;Heure;Personne;/);
  expect((await read('.pdf')).startsWith('%PDF-')).toBe(true);
});
