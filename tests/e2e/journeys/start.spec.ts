import { cp, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

const root = join(import.meta.dirname, '../../..');

/** Stands in for the system's box, which no test can press: keeps what it asks, and is answered when the test says so. */
const boxes = `
const { dialog } = require('electron');
globalThis.boxes = [];
dialog.showMessageBox = (_window, options) =>
  new Promise((resolve) => globalThis.boxes.push({ options, press: (response) => resolve({ response }) }));
`;

interface Box {
  readonly options: {
    readonly message: string;
    readonly detail: string;
    readonly buttons: readonly string[];
  };
  readonly press: (button: number) => void;
}

test('a start whose first page cannot be loaded shows its window, says what to do, and can be tried again', async ({
  launch,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'emage-built-'));
  for (const part of ['out', 'package.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const page = join(folder, 'out/renderer/index.html');
  await rename(page, `${page}.away`);
  const hook = join(folder, 'boxes.cjs');
  await writeFile(hook, boxes);

  // Comes back when the window shows.
  const app = await launch({ folder, args: ['-r', hook] });
  const asked = (): Promise<Box['options'][]> =>
    app.electron.evaluate(() =>
      (globalThis as unknown as { boxes: Box[] }).boxes.map(({ options }) => options),
    );
  const press = (button: number): Promise<void> =>
    app.electron.evaluate(
      (_electron, which) => (globalThis as unknown as { boxes: Box[] }).boxes.at(-1)?.press(which),
      button,
    );
  await expect.poll(asked).toHaveLength(1);
  const [box] = await asked();
  expect(box?.message).toBe('Cette fenêtre n’a pas pu s’afficher');
  expect(box?.detail).toContain('Vos examens ne sont pas perdus.');
  expect(box?.buttons).toEqual(['Réessayer', 'Fermer la fenêtre']);

  await press(0);
  await expect.poll(asked).toHaveLength(2);
  await rename(`${page}.away`, page);
  await press(0);
  await expect(new SignInPage(app.shell).username).toBeVisible();

  await app.quit();
  await rm(folder, { recursive: true });
});
