import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.gif': 'image/gif',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/vnd.iccprofile',
  '.txt': 'text/plain; charset=utf-8',
};

/** Undefined for a kind of file that we do not ship: it is not served. */
export const contentTypeOf = (path: string): string | undefined => types[extname(path).toLowerCase()];

/** The file under `root` that an address of ours means; undefined for one that leads out of it. */
export function fileFor(root: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return undefined;
  }
  // A NUL ends a name for the operating system; a backslash separates on Windows; a colon names a stream there.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000\\:]/.test(path)) return undefined;
  const file = normalize(join(root, path));
  return file.startsWith(normalize(root + sep)) ? file : undefined;
}

/** What pages may load: our own files, bytes that were handed to them, and nothing from anywhere else. */
export function contentSecurityPolicy(options: { dataScheme: string; devServer: string | null }): string {
  const { dataScheme, devServer } = options;
  // In development alone: React's reloading writes an inline script and listens on a socket.
  const devScript = devServer === null ? '' : " 'unsafe-inline'";
  const devConnect = devServer === null ? '' : ` ${devServer.replace(/^http/, 'ws')}`;
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${devScript}`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' blob: data: ${dataScheme}:`,
    "font-src 'self' data: blob:",
    // Films that are in an exam, handed over like its images.
    'media-src blob:',
    `connect-src 'self' blob: data: ${dataScheme}:${devConnect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
