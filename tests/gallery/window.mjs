// An Electron that shows our built pages and nothing behind them: no preload, no main process of ours. The test puts a
// fake bridge into each page before its scripts run.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

const { GALLERY_PAGES: pages = '', GALLERY_REPORTS: reports = '' } = process.env;
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const usual = { standard: true, secure: true, supportFetchAPI: true };
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: usual },
  { scheme: 'emage-data', privileges: { ...usual, corsEnabled: true } },
]);

const serve = () => {
  protocol.handle('app', async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname));
    try {
      const bytes = await readFile(join(pages, path));
      return new Response(bytes, {
        headers: { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
  // Reports are as the fake record calls them: damaged, absent, protected…
  protocol.handle('emage-data', async (request) => {
    const headers = { 'Access-Control-Allow-Origin': 'app://main' };
    if (request.url.endsWith('damaged')) return new Response('not a PDF', { headers });
    if (request.url.endsWith('absent'))
      return Response.json({ code: 'not-found', message: 'absent' }, { status: 404, headers });
    if (request.url.endsWith('not-kept'))
      return Response.json({ code: 'offline-not-kept', message: 'not kept' }, { status: 502, headers });
    if (request.url.endsWith('endless')) return new Promise(() => undefined);
    const name = ['linking', 'protected'].find((each) => request.url.endsWith(each)) ?? 'usual';
    return new Response(await readFile(join(reports, `${name}.pdf`)), {
      headers: { ...headers, 'Content-Type': 'application/pdf' },
    });
  });
};

const open = () => {
  const window = new BrowserWindow({
    width: 1200,
    height: 820,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  // The next scene comes also where the page of this one holds its window (what is shown only once).
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  return window.loadURL('about:blank');
};
app.on('window-all-closed', () => app.quit());
// Not awaited: the application is ready only once this file has ended.
void app.whenReady().then(() => {
  serve();
  return open();
});
