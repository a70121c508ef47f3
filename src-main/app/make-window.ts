import { BrowserWindow } from 'electron';
import type { WindowKind } from '../../src-shared/ipc/define.ts';
import type { Log } from './log.ts';

export interface MakeWindowOptions {
  readonly preload: string;
  readonly development: boolean;
}

/** A window of ours, not yet shown: its page has a sandbox and no Node. */
export const makeWindow = (kind: WindowKind, { preload, development }: MakeWindowOptions): BrowserWindow =>
  new BrowserWindow({
    show: false,
    title: 'e-mage',
    // Alt shows it; images have the room.
    autoHideMenuBar: kind === 'viewer',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: development,
      // A cine and a download's progress go on behind another window.
      backgroundThrottling: kind === 'shell',
    },
  });

/** Ends when there is something to show. Asked for before the window's page is loaded: it is told once, and only to who listens by then. */
export const drawnOnce = (window: BrowserWindow): Promise<void> =>
  new Promise((resolve) => window.once('ready-to-show', resolve));

/** Without effect where the window was closed meanwhile. */
export async function showWhenDrawn(
  window: BrowserWindow,
  kind: WindowKind,
  drawn: Promise<unknown>,
  log: Log,
): Promise<void> {
  await drawn;
  if (window.isDestroyed()) return;
  window.show();
  log.info('window shown', { kind });
}
