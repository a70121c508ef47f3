import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface WrongServer {
  readonly url: string;
  close(): Promise<void>;
}

async function listen(server: Server, scheme: 'http' | 'https', at = 0): Promise<WrongServer> {
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A web site that is no portal. */
export const startWebSite = (): Promise<WrongServer> =>
  listen(
    createHttp((_request, response) => response.end('<h1>It works!</h1>')),
    'http',
  );

/** A portal that is down for maintenance; at a port of its own, or at that of one that stopped. */
export const startUnavailable = (port?: number): Promise<WrongServer> =>
  listen(
    createHttp((_request, response) => response.writeHead(503, { 'retry-after': '120' }).end()),
    'http',
    port,
  );

/** A server whose certificate nobody vouches for. */
export async function startSelfSigned(): Promise<WrongServer> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-certificate-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const options = { key: await readFile(key), cert: await readFile(certificate) };
  await rm(folder, { recursive: true });
  return listen(
    createHttps(options, (_request, response) => response.end('{}')),
    'https',
  );
}

/** An address at which nothing listens. */
export async function nowhere(): Promise<string> {
  const server = await startWebSite();
  await server.close();
  return server.url;
}
