import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface AppOptions {
  readonly portalAddress?: string;
  /** BCP 47; the language the system speaks. French unless told. */
  readonly locale?: string;
  /** A folder to start on again; a fresh one unless told. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Where the application was built; the project's own folder unless told. */
  readonly folder?: string;
  /** The link that the system starts the application with. */
  readonly link?: string;
  /** What the system asks to open with it. */
  readonly filesToOpen?: readonly string[];
  /** What else it counts as started with, beside its window's showing; that main answers everything unless told. */
  readonly until?: (shell: Page) => Promise<unknown>;
}

export interface TestApp {
  readonly electron: ElectronApplication;
  readonly shell: Page;
  readonly userData: string;
  /** Everything that the application printed, and what its pages logged. */
  readonly log: readonly string[];
  /** The system follows a link while the application runs: it starts the program again, with the link. */
  follow(link: string): Promise<void>;
  /** The system opens files with the application while it runs: it starts the program again, with their paths. */
  open(...paths: string[]): Promise<void>;
  /** Waits for the next viewer window, which `open` opens. */
  viewerFrom(open: () => Promise<void>): Promise<Page>;
  /** Ends the application; keeps its folder, so that it can be started on again. */
  quit(): Promise<void>;
}

/** The real application, with a user-data folder of its own. */
export async function launchApp(options: AppOptions = {}): Promise<TestApp> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'emage-user-')));
  const locale = options.locale ?? 'fr-FR';
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const env = {
    ...definedOnly(process.env),
    LANGUAGE: locale.replace('-', '_'),
    LC_ALL: `${locale.replace('-', '_')}.UTF-8`,
    EMAGE_USER_DATA: userData,
    ...(options.portalAddress && { EMAGE_PORTAL: options.portalAddress }),
    ...options.env,
  };
  const electron = await _electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      // No GPU here: draw in software.
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      `--lang=${locale}`,
      ...(options.args ?? []),
      options.folder ?? join(import.meta.dirname, '../../..'),
      ...(options.link === undefined ? [] : [options.link]),
      ...(options.filesToOpen ?? []),
    ],
    env,
  });
  const log: string[] = [];
  const keep = (source: string) => (part: Buffer | string) =>
    void log.push(`[${source}] ${String(part).trimEnd()}`);
  electron.process().stdout?.on('data', keep('out'));
  electron.process().stderr?.on('data', keep('err'));
  electron.on('window', (page) => {
    page.on('console', (message) => log.push(`[page] ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => log.push(`[page] error: ${error.message}`));
  });
  const startAgain = async (...asked: string[]): Promise<void> => {
    const { spawnfile, spawnargs } = electron.process();
    const before = new Set([options.link, ...(options.filesToOpen ?? [])]);
    const args = spawnargs
      .slice(1)
      .filter((argument) => !/^--(inspect|remote-debugging)/.test(argument) && !before.has(argument));
    await once(spawn(spawnfile, [...args, ...asked], { env, stdio: 'ignore' }), 'exit');
  };
  const shell = await electron.firstWindow();
  await shell.waitForLoadState('domcontentloaded');
  await Promise.all([firstShown(electron), (options.until ?? answersAll)(shell)]);
  return {
    electron,
    shell,
    userData,
    log,
    async viewerFrom(open) {
      const opened = nextExamIn(electron);
      await open();
      return opened;
    },
    follow: (link) => startAgain(link),
    open: (...paths) => startAgain(...paths),
    quit: () => electron.close(),
  };
}

/** Main is put together while the page is drawn already. A page that could not be loaded has nothing to ask. */
const answersAll = (shell: Page): Promise<unknown> =>
  shell.evaluate(async () => {
    if ('emage' in window) await window.emage.calls['import.state']();
  });

/** Playwright sees a page whose window is hidden just as well: a person does not. */
export const firstShown = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const [first] = BrowserWindow.getAllWindows();
        if (!first || first.isVisible()) resolve();
        else first.once('show', () => resolve());
      }),
  );

/** Windows that a person sees: a viewer's that was made ahead has no exam yet. */
export const windowsSeen = (electron: ElectronApplication): Page[] =>
  electron.windows().filter((page) => !isWithoutExam(page));

const isWithoutExam = (page: Page): boolean => page.url().endsWith('/viewer.html');

/** Waits until a viewer window is ready to be opened, as it is soon after somebody came to their exams. */
export async function viewerMadeAhead({ electron }: TestApp): Promise<Page> {
  const spare = electron.windows().find(isWithoutExam) ?? (await electron.waitForEvent('window'));
  await spare.waitForURL(/\/viewer\.html$/, { waitUntil: 'load' });
  return spare;
}

/** The next window that shows an exam: a new one, or one that was made ahead. */
const nextExamIn = (electron: ElectronApplication): Promise<Page> =>
  new Promise((resolve) => {
    const watch = (page: Page): void => {
      const look = (): void => {
        if (page.url().includes('/viewer.html?')) resolve(page);
      };
      page.on('framenavigated', look);
      look();
    };
    for (const page of electron.windows()) if (isWithoutExam(page)) watch(page);
    electron.on('window', watch);
  });

export const forget = (app: TestApp): Promise<void> => rm(app.userData, { recursive: true, force: true });

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
