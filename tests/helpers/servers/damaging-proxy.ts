import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DamagingProxy {
  readonly url: string;
  /** Where what is asked of the proxy is passed on to; set once the portal runs. */
  forwardTo(url: string): void;
  /** The next so many requests of this method to this path are passed on and done; the answers are lost on the way back. */
  loseAnswersTo(method: string, path: string, count: number): void;
  /** Requests of this method to this path are passed on and done; their answers wait until what is returned is called. */
  holdAnswersTo(method: string, path: string): () => void;
  close(): Promise<void>;
}

/** Stands between the application and its portal, and damages the DICOM instances that pass. */
export async function startDamagingProxy(
  damage: (instance: Buffer) => Buffer = (instance) => instance,
): Promise<DamagingProxy> {
  let target = '';
  let url = '';
  let lost = { request: '', count: 0 };
  let held = { request: '', until: Promise.resolve() };
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(parts.length > 0 && { body: Buffer.concat(parts) }),
        redirect: 'manual',
      });
      const type = answer.headers.get('content-type') ?? '';
      const whole = Buffer.from(await answer.arrayBuffer());
      if (held.request === `${request.method} ${request.url}`) await held.until;
      if (lost.count > 0 && lost.request === `${request.method} ${request.url}`) {
        lost.count -= 1;
        response.destroy();
        return;
      }
      const bytes = !answer.ok
        ? whole
        : type.includes('json')
          ? // What the portal says of its own addresses leads through here as well.
            Buffer.from(whole.toString().replaceAll(target, url))
          : type.startsWith('application/dicom')
            ? damage(whole)
            : whole;
      const kept = ['content-type', 'etag', 'retry-after', 'cache-control'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      response.writeHead(answer.status, { ...Object.fromEntries(kept), 'content-length': bytes.length });
      response.end(bytes);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    forwardTo: (portal) => {
      target = portal;
    },
    loseAnswersTo: (method, path, count) => {
      lost = { request: `${method} ${path}`, count };
    },
    holdAnswersTo: (method, path) => {
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { request: `${method} ${path}`, until };
      return release;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
