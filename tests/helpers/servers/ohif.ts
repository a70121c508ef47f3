import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that is measured against, as the npm registry names it. */
const version = '3.13.2';
const integrity =
  'sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==';
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'emage-desktop');

/** OHIF's built application, fetched once: too large to be a package that everyone installs. */
async function ohifFolder(): Promise<string> {
  const folder = join(cache, `ohif-${version}`);
  if (existsSync(folder)) return join(folder, 'dist');
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'unpack-'));
  try {
    await run('npm', ['pack', `@ohif/app@${version}`, '--silent'], { cwd: work });
    const file = join(work, `ohif-app-${version}.tgz`);
    const found = createHash('sha512')
      .update(await readFile(file))
      .digest('base64');
    if (`sha512-${found}` !== integrity) throw new Error('OHIF: what was fetched is not what was pinned');
    await run('tar', ['xzf', file], { cwd: work });
    await rename(join(work, 'package'), folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return join(folder, 'dist');
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const configuration = (root: string): string =>
  `window.config = ${JSON.stringify({
    routerBasename: '/',
    extensions: [],
    modes: [],
    showStudyList: true,
    maxNumberOfWebWorkers: 3,
    showWarningMessageForCrossOrigin: false,
    investigationalUseDialog: { option: 'never' },
    defaultDataSourceName: 'dicomweb',
    dataSources: [
      {
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        sourceName: 'dicomweb',
        configuration: {
          friendlyName: 'Orthanc',
          name: 'orthanc',
          wadoUriRoot: root,
          qidoRoot: root,
          wadoRoot: root,
          qidoSupportsIncludeField: false,
          supportsReject: false,
          imageRendering: 'wadors',
          thumbnailRendering: 'wadors',
          enableStudyLazyLoad: true,
          supportsFuzzyMatching: false,
          supportsWildcard: true,
          staticWado: false,
          singlepart: 'bulkdata,video',
          omitQuotationForMultipartRequest: true,
        },
      },
    ],
  })};`;

/** Serves OHIF, and what it asks of its archive, on one address. */
export async function startOhif(archive: string): Promise<{
  readonly url: string;
  /** The frames that have come, whole. */
  readonly frames: ReadonlySet<string>;
  close: () => Promise<void>;
}> {
  const dist = await ohifFolder();
  let url = '';
  const frames = new Set<string>();
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const onward = request(
      new URL(incoming.url ?? '/', archive),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(archive).host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        const frame = /\/instances\/([\d.]+)\/frames\/1$/.exec(incoming.url ?? '')?.[1];
        if (frame !== undefined && answer.statusCode === 200)
          outgoing.once('finish', () => frames.add(frame));
      },
    );
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/dicom-web')) {
      pass(incoming, outgoing);
      return;
    }
    if (pathname === '/app-config.js') {
      outgoing.writeHead(200, { 'content-type': 'text/javascript' });
      outgoing.end(configuration(`${url}/dicom-web`));
      return;
    }
    const wanted = normalize(join(dist, decodeURIComponent(pathname)));
    const inside = wanted.startsWith(dist + sep) && extname(wanted) !== '' && existsSync(wanted);
    const file = inside ? wanted : join(dist, 'index.html');
    outgoing.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    frames,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A bare Electron application that shows one page, in a window of the size that ours have. */
export async function barePage(folder: string, address: string): Promise<string> {
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }),
  );
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1400, height: 900 }).loadURL(${JSON.stringify(address)}));
     app.on('window-all-closed', () => app.quit());`,
  );
  return folder;
}
