import type { OpenBytes } from '../byte-stream.ts';
import { Connection, type Target } from './connection.ts';

type Opened = Awaited<ReturnType<OpenBytes>>;

/** How a host is reached without a proxy; null where that is not allowed, or not known to be. */
export type RouteTo = (origin: string) => Promise<Pick<Target, 'authority'> | null>;

export interface DirectOptions {
  readonly routeTo: RouteTo;
  /** Chromium's way, which is always right: proxies, their passwords, certificates of every kind. */
  readonly otherwise: OpenBytes;
}

/** Node's servers close a connection after five seconds of silence. */
const IDLE_MS = 4_000;
const ROUTE_HOLDS_MS = 60_000;
/** A host that could not be reached directly is not tried so again for this long. */
const AVOID_MS = 5 * 60_000;

/**
 * Bytes over connections of our own, where nothing stands between us and the server: a third of the work of Chromium's
 * way, and no second process (docs/decisions/0014). Whatever is not as simple as that goes `otherwise`.
 */
export function bytesDirectly({ routeTo, otherwise }: DirectOptions): OpenBytes {
  const hosts = new Map<string, Host>();
  return async (request) => {
    const url = new URL(request.url);
    const host = hosts.get(url.origin) ?? new Host(url.origin, routeTo);
    hosts.set(url.origin, host);
    return (await host.ask(url, request.headers, request.signal)) ?? otherwise(request);
  };
}

class Host {
  readonly #origin: string;
  readonly #routeTo: RouteTo;
  readonly #idle = new Map<Connection, NodeJS.Timeout>();
  #route: Promise<Target | null> | null = null;
  #routeUntil = 0;

  constructor(origin: string, routeTo: RouteTo) {
    this.#origin = origin;
    this.#routeTo = routeTo;
  }

  /** Null where it is to be asked for otherwise. */
  async ask(
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Opened | null> {
    const target = await this.#target();
    if (!target) return null;
    const fields = { Host: url.host, ...headers, 'Accept-Encoding': 'identity', Connection: 'keep-alive' };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
    // Whoever could put a line break into a field could send a request of their own.
    if (lines.some((line) => /[^\t\x20-\x7e]/.test(line))) return null;
    const text = `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
    for (;;) {
      const connection = this.#take() ?? new Connection(target, (free) => this.#keep(free));
      const isFresh = connection.answers === 0;
      const giveUp = (): void => connection.close();
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        if (signal.aborted) throw new Error('ERR_ABORTED');
        const forget = (): void => signal.removeEventListener('abort', giveUp);
        const { head, body } = await connection.ask(text, forget);
        const { status, fields: answered } = head;
        if ((status >= 300 && status < 400) || answered.has('content-encoding')) {
          await body.return(undefined);
          return null;
        }
        return { status, header: (name) => answered.get(name) ?? null, body };
      } catch (error) {
        connection.close();
        signal.removeEventListener('abort', giveUp);
        if (signal.aborted) throw error;
        // One that lay idle may have been closed by the server just then.
        if (!isFresh) continue;
        this.#avoid();
        return null;
      }
    }
  }

  #target(): Promise<Target | null> {
    if (this.#route && performance.now() < this.#routeUntil) return this.#route;
    this.#routeUntil = performance.now() + ROUTE_HOLDS_MS;
    this.#route = this.#routeTo(this.#origin).then(
      (route) => route && { origin: this.#origin, authority: route.authority },
      () => null,
    );
    return this.#route;
  }

  #avoid(): void {
    this.#route = Promise.resolve(null);
    this.#routeUntil = performance.now() + AVOID_MS;
  }

  #take(): Connection | null {
    for (const [connection, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(connection);
      if (connection.isOpen) return connection;
    }
    return null;
  }

  #keep(connection: Connection): void {
    const timer = setTimeout(() => {
      this.#idle.delete(connection);
      connection.close();
    }, IDLE_MS);
    this.#idle.set(connection, timer);
  }
}
