import type { BrowserWindow } from 'electron';
import type { LibraryStatus } from '../../src-shared/domain/library.ts';

/**
 * How far downloads are, where a person sees it without the page: on the dock or the taskbar, and in the window's title.
 * It says how far and never of what.
 */
export function showDownloads(
  window: Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar' | 'setTitle' | 'webContents'> | undefined,
  { held, downloading }: LibraryStatus,
): void {
  if (!window || window.isDestroyed()) return;
  const title = window.webContents.getTitle();
  if (!downloading) {
    window.setProgressBar(-1);
    window.setTitle(title);
    return;
  }
  const { bytes, bytesTotal, bytesPerSecond } = downloading;
  const done = bytesTotal === 0 ? 0 : Math.min(1, bytes / bytesTotal);
  window.setProgressBar(done, { mode: held || bytesPerSecond === null ? 'paused' : 'normal' });
  // Rounded down: 100 % is not said before it is so.
  window.setTitle(`${Math.floor(Math.min(0.99, done) * 100)} % – ${title}`);
}
