import { join } from 'node:path';
import { app, ipcMain, session } from 'electron';
import { READY_CHANNEL } from '../src-shared/ipc/wire.ts';
import type { DeepLink } from './app/deep-links.ts';
import { askAgainIn } from './app/ask-again.ts';
import type { Environment } from './app/environment.ts';
import { FirstPage } from './app/first-page.ts';
import { recoverPage } from './app/recover-page.ts';
import type { Log } from './app/log.ts';
import { drawnOnce, makeWindow, showWhenDrawn } from './app/make-window.ts';
import { dataScheme, shellPage } from './app/pages.ts';
import { servePages } from './app/schemes.ts';
import { enforceSecurityPolicy } from './app/security-policy.ts';
import { systemLanguage } from './app/system-language.ts';
import type { Application } from './compose.ts';

export interface Begin {
  readonly environment: Environment;
  readonly log: Log;
  readonly userData: string;
  /** The link that the system started the application with. */
  readonly link: DeepLink | null;
}

/**
 * The first window's process starts and reads its page while the rest of the application is read and put together:
 * a person waits for the longer of the two, not for both.
 */
export async function begin({ environment, log, userData, link }: Begin): Promise<Application> {
  const { devServer } = environment;
  const out = join(import.meta.dirname, '..');
  const preload = join(out, 'preload/index.cjs');
  let composed: (application: Application) => void = () => undefined;
  const ready = new Promise<Application>((resolve) => (composed = resolve));
  let answering: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answering = resolve));
  ipcMain.handle(READY_CHANNEL, () => answered);
  enforceSecurityPolicy(session.defaultSession, { devServer, log });
  const firstPage = new FirstPage();
  servePages(session.defaultSession, {
    folder: join(out, 'renderer'),
    devServer,
    log,
    onServed: (address, content) => firstPage.served(address, content),
  });
  // Before there is a page: one that was there first would never hear of the scheme.
  session.defaultSession.protocol.handle(dataScheme, async (request) => (await ready).data(request));
  const firstWindow = makeWindow('shell', { preload, development: !app.isPackaged });
  const firstDrawn = drawnOnce(firstWindow);
  let language = systemLanguage;
  recoverPage(firstWindow, { log, askAgain: askAgainIn(() => language()) });
  // A page that fails to load has said so in the log.
  firstWindow.loadURL(shellPage).catch(() => undefined);
  // zod, and the schemas that everything stands on: while the page's process starts, nobody asks main for anything. More than these
  // would keep waiting what the page asks next.
  void import('../src-shared/domain/account.ts');
  await firstPage.read;
  const [{ layGround }, { answerCalls }, { WindowPlaces }] = await Promise.all([
    import('./ground.ts'),
    import('./answer-calls.ts'),
    import('./app/window-places.ts'),
  ]);
  const ground = await layGround({
    environment,
    log,
    userData,
    link,
    onDeactivated: (ref) => void ready.then((application) => application.erase(ref)),
  });
  language = () => ground.preferences.language;
  const firstContents = firstWindow.webContents.id;
  const firstHandlers = answerCalls({ ground, firstContents, whole: ready, log });
  answering();
  const places = new WindowPlaces(ground.settings);
  places.put(firstWindow, 'shell');
  void showWhenDrawn(firstWindow, 'shell', firstDrawn, log);
  const { compose } = await import('./compose.ts');
  const application = compose({
    ground,
    firstHandlers,
    log,
    out,
    userData,
    preload,
    places,
    first: firstWindow,
  });
  composed(application);
  return application;
}
