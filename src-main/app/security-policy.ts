import { app, type Session, type WebContents } from 'electron';
import type { Log } from './log.ts';
import { isOurPage } from './pages.ts';

/** What a page may ask the browser for: writing text to the clipboard, and the whole screen for images. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/**
 * What holds for every page, whatever it contains: it stays where it is, opens nothing, embeds nothing, gets no
 * permission, and reaches no network. docs/threat-model.md says against whom.
 */
export function enforceSecurityPolicy(
  session: Session,
  options: { devServer: string | null; log: Log },
): void {
  const { devServer, log } = options;
  const mayUse = (contents: WebContents | null, permission: string): boolean =>
    allowed.has(permission) && contents !== null && isOurPage(contents.getURL());

  session.setPermissionRequestHandler((contents, permission, answer) => answer(mayUse(contents, permission)));
  session.setPermissionCheckHandler((contents, permission) => mayUse(contents, permission));
  session.setDevicePermissionHandler(() => false);
  // The dictionaries would be fetched from Google.
  session.setSpellCheckerEnabled(false);

  const socket = devServer?.replace(/^http/, 'ws');
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (details, answer) => {
      const isDev = socket !== undefined && details.url.startsWith(socket);
      if (!isDev) log.warn('request of a page refused', { kind: details.resourceType });
      answer({ cancel: !isDev });
    },
  );
  session.on('will-download', (event) => event.preventDefault());

  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault: () => void }): void => {
      log.warn('navigation refused');
      event.preventDefault();
    };
    contents.on('will-navigate', (event) => {
      // A page may be reloaded, as development does; it may not become another.
      if (event.url !== contents.getURL()) stay(event);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) stay(event);
    });
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', stay);
    contents.setWindowOpenHandler(() => {
      log.warn('window refused');
      return { action: 'deny' };
    });
  });
}
