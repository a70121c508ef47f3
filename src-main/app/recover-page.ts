import type { BrowserWindow } from 'electron';
import type { Log } from './log.ts';

/** So many times within a minute; then something is wrong that another start does not mend. */
const mostReloads = 3;

/** A page whose process died (out of memory, a driver's bug) is started again where it was. */
export function recoverPage(window: BrowserWindow, log: Log): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page process gone', { reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length <= mostReloads) window.webContents.reload();
    else window.destroy();
  });
  window.webContents.on('unresponsive', () => log.warn('page does not answer'));
  // A page that cannot be loaded shows its empty window rather than nothing at all.
  window.webContents.on('did-fail-load', (_event, code) => {
    log.error('page not loaded', { code });
    window.show();
  });
}
