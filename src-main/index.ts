import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import { readEnvironment } from './app/environment.ts';
import { linkAmong, parseDeepLink, type DeepLink } from './app/deep-links.ts';
import { createLog, fileWriter } from './app/log.ts';
import { registerSchemes } from './app/schemes.ts';
import { systemLanguage } from './app/system-language.ts';
import { begin } from './begin.ts';
import type { Application } from './compose.ts';
import { filesOnCommandLine } from './features/import/opened-files.ts';

const environment = readEnvironment(process.env, app.isPackaged);
if (environment.userData !== null) app.setPath('userData', environment.userData);
const userData = app.getPath('userData');
const log = createLog(fileWriter(join(userData, 'logs')));
process.on('uncaughtException', (error) => log.error('uncaught exception', { error }));
process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));

app.setAppUserModelId('org.emage.desktop');
registerSchemes();
// Ours follows; until then nobody needs the one that Electron would make.
Menu.setApplicationMenu(null);
// An installer says so to the system; a copy that needs none (AppImage, zip) says it itself.
if (app.isPackaged && !app.isDefaultProtocolClient('emage')) app.setAsDefaultProtocolClient('emage');

// The system asks for links and files as soon as there is a process: what comes before there is an application waits for it.
// macOS does so by events; elsewhere they are among the arguments, of this process or of a second one.
let asked: Asked | null = null;
const started = linkAmong(process.argv.slice(1));
const links = started ? [started] : [];
const files = filesOnCommandLine(process.argv, {
  workingFolder: process.cwd(),
  isPackaged: app.isPackaged,
  appFolder: app.getAppPath(),
});
const follow = (link: DeepLink): void => {
  if (asked) asked.follow(link);
  else links.push(link);
};
const open = (paths: readonly string[]): void => {
  if (asked) asked.open(paths);
  else files.push(...paths);
};
app.on('open-url', (event, url) => {
  event.preventDefault();
  follow(parseDeepLink(url));
});
app.on('open-file', (event, path) => {
  event.preventDefault();
  open([path]);
});
app.on('second-instance', (_event, argv, workingFolder) => {
  const link = linkAmong(argv);
  const appFolder = app.getAppPath();
  if (link) follow(link);
  else open(filesOnCommandLine(argv, { workingFolder, isPackaged: app.isPackaged, appFolder }));
});
/** Also before there is an application: what is being put together then finds its window gone. */
let isEnding = false;
app.once('before-quit', () => (isEnding = true));
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

if (isOpenToDebuggers()) app.exit(1);
else if (!app.requestSingleInstanceLock()) standBack().catch(sayThatNothingStarts);
else start().catch(sayThatNothingStarts);

/** What people get is not started for another program to look into: the pages show a person's health. */
function isOpenToDebuggers(): boolean {
  const asked = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) =>
    app.commandLine.hasSwitch(name),
  );
  if (app.isPackaged && asked) log.warn('start refused: a debugger was to be let in');
  return app.isPackaged && asked;
}

async function start(): Promise<void> {
  await app.whenReady();
  log.info('start', {
    version: app.getVersion(),
    electron: process.versions.electron,
    platform: process.platform,
    // What an AppImage starts with adds it where the system gives nobody a name space (docs/threat-model.md).
    sandbox: !app.commandLine.hasSwitch('no-sandbox'),
  });
  const link = links.splice(0).at(-1) ?? null;
  endWhenAsked();
  const application = await begin({ environment, log, userData, link });
  endWhenAsked();
  stopBeforeQuitting(application);
  // Somebody ended it as soon as they saw it.
  if (isEnding) {
    app.quit();
    return;
  }
  app.on('activate', () => void application.show());
  await application.show();
  asked = askedOf(application);
  for (const later of links) follow(later);
  if (files.length > 0) open(files);
}

interface Asked {
  follow(link: DeepLink): void;
  /** No paths: the application was started once more, and comes to the front. */
  open(paths: readonly string[]): void;
}

const askedOf = (application: Application): Asked => ({
  follow: (link) => application.follow(link),
  open: (paths) => {
    const opened = paths.length > 0 ? application.openFiles(paths) : application.show();
    opened.catch((error: unknown) => log.warn('files not opened', { error }));
  },
});

/**
 * The system asks us to end, as when a person logs out: a quit. What electron-store brings would end us on the spot, and is taken away
 * once it is there. Our own listens all the time: what came while nobody did would be lost.
 */
function endWhenAsked(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const listeners = process.listeners(signal);
    if (!listeners.includes(quit)) process.on(signal, quit);
    for (const other of listeners) if (other !== quit) process.off(signal, other);
  }
}

const quit = (): void => app.quit();

/** The library closes its files first; one that hangs does not keep the person waiting. */
function stopBeforeQuitting(application: Application): void {
  const patienceMs = 3_000;
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    stopped = true;
    const stop = application.stop().catch((error: unknown) => log.error('stop', { error }));
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
    void Promise.race([stop, patience]).then(() => app.exit(0));
  });
}

/** Another one runs, and has heard what was asked; or none does, and it is the folder that takes no lock: that must be said. */
async function standBack(): Promise<void> {
  await access(userData, constants.W_OK).catch(async (error: unknown) => {
    await app.whenReady();
    throw error;
  });
  app.quit();
}

/** A folder that cannot be written, a full disk: without a window there is a box to say it in. */
async function sayThatNothingStarts(error: unknown): Promise<void> {
  if (isEnding) return;
  log.error('not started', { error });
  const { textsIn } = await import('./app/texts.ts');
  const { title, body } = textsIn(systemLanguage()).notStarted;
  dialog.showErrorBox(title, body);
  app.exit(1);
}
