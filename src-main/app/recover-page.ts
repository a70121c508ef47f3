import type { BrowserWindow } from 'electron';
import type { Log } from './log.ts';

/** So many times within a minute; then something is wrong that another start does not mend. */
const mostReloads = 3;
/** Chromium's code for a page that was left while it loaded, as by another load of it. */
const aborted = -3;

/** Tells the person that a window shows nothing. Answers whether they want it to be tried again. */
export type AskAgain = (window: BrowserWindow) => Promise<boolean>;

/**
 * A page whose process died (out of memory, a driver's bug) is started again where it was. One that cannot be shown has its
 * window shown all the same, so that the person sees that there is something and can say what is to be done.
 */
export function recoverPage(window: BrowserWindow, options: { log: Log; askAgain: AskAgain }): void {
  const { log, askAgain } = options;
  let deaths: number[] = [];
  let asking = false;
  const ask = async (again: () => unknown): Promise<void> => {
    if (asking) return;
    asking = true;
    window.show();
    const wanted = await askAgain(window);
    asking = false;
    if (window.isDestroyed()) return;
    deaths = [];
    if (wanted) await again();
    else window.destroy();
  };
  const notLoaded = (code: number, address: string): void => {
    log.error('page not loaded', { code });
    // What fails again is told by the same events.
    void ask(() => window.loadURL(address).catch(() => undefined));
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page process gone', { reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length <= mostReloads) window.webContents.reload();
    else void ask(() => window.webContents.reload());
  });
  window.webContents.on('unresponsive', () => log.warn('page does not answer'));
  window.webContents.on('did-fail-load', (_event, code, _description, address, isMainFrame) => {
    if (isMainFrame && code !== aborted) notLoaded(code, address);
  });
  // A page that is not among our files is loaded as far as Chromium is concerned: an empty one.
  window.webContents.on('did-navigate', (_event, address, status) => {
    if (status >= 400) notLoaded(status, address);
  });
}
