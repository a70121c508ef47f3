import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppFailure } from '../../src-shared/errors.ts';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../app/texts.ts';
import type { Endpoints } from '../sources/portal/discovery.ts';

export interface BrowserSignInOptions {
  /** Opens an address in the person's own browser. */
  readonly openBrowser: (address: string) => Promise<void>;
  readonly language: () => Language;
  readonly patienceMs?: number;
}

/** What a code is exchanged with (RFC 7636 §4.5). */
export interface AuthorizationGrant {
  readonly code: string;
  readonly redirectUri: string;
  readonly clientId: string;
  readonly codeVerifier: string;
}

type Authorization = NonNullable<Endpoints['authorization']>;

const callbackPath = '/callback';
const defaultPatienceMs = 5 * 60_000;

/**
 * Signing in where the portal wants it: in the system's browser, with PKCE, back through a loopback port (RFC 8252 §7.3).
 * The application never sees the password. One attempt at a time: a new one gives up the one before.
 */
export class BrowserSignIn {
  readonly #options: BrowserSignInOptions;
  #attempt: AbortController | null = null;

  constructor(options: BrowserSignInOptions) {
    this.#options = options;
  }

  /**
   * Fails with `cancelled` (also after five minutes), or `browser-sign-in-failed`, or as what it was given does. It can be
   * given up while the portal is still being asked where its page is.
   */
  async authorize(asked: Authorization | Promise<Authorization>): Promise<AuthorizationGrant> {
    this.cancel();
    const attempt = new AbortController();
    this.#attempt = attempt;
    const givenUp = new Promise<never>((_resolve, reject) => {
      attempt.signal.addEventListener('abort', () => reject(cancelled()));
    });
    givenUp.catch(() => undefined);
    const codeVerifier = randomBytes(32).toString('base64url');
    const state = randomBytes(16).toString('base64url');
    const server = createServer();
    try {
      const authorization = await Promise.race([asked, givenUp]);
      const redirectUri = `http://127.0.0.1:${await listen(server)}${callbackPath}`;
      const answered = this.#waitForAnswer(server, state);
      // Heard below; without this a browser that answers before it is heard would end the process.
      answered.catch(() => undefined);
      const address = new URL(authorization.url);
      const parameters = {
        response_type: 'code',
        client_id: authorization.clientId,
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
        ui_locales: this.#options.language(),
      };
      for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
      await this.#options.openBrowser(address.href).catch(() => {
        throw new AppFailure('browser-sign-in-failed', 'no browser could be opened');
      });
      const code = await Promise.race([answered, givenUp]);
      return { code, redirectUri, clientId: authorization.clientId, codeVerifier };
    } finally {
      if (this.#attempt === attempt) this.#attempt = null;
      server.close();
      server.closeAllConnections();
    }
  }

  cancel(): void {
    this.#attempt?.abort();
  }

  #waitForAnswer(server: Server, state: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(cancelled()), this.#options.patienceMs ?? defaultPatienceMs);
      server.on('close', () => clearTimeout(timer));
      server.on('request', (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
        if (
          request.method !== 'GET' ||
          pathname !== callbackPath ||
          !same(searchParams.get('state'), state)
        ) {
          // Not the answer to our question, whoever sent it: the true one may still come.
          say(response, 404, '');
          return;
        }
        const code = searchParams.get('code');
        const t = textsIn(this.#options.language()).browser;
        say(response, 200, code ? t.done : t.refused, () => {
          if (code) resolve(code);
          else reject(new AppFailure('browser-sign-in-failed', 'the portal refused in the browser'));
        });
      });
    });
  }
}

const cancelled = (): AppFailure => new AppFailure('cancelled', 'signing in with the browser was given up');

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  }).catch(() => {
    throw new AppFailure('browser-sign-in-failed', 'no port on this computer to answer to');
  });
  const { port } = server.address() as AddressInfo;
  return port;
}

function say(
  response: ServerResponse,
  status: number,
  words: string,
  then: () => void = () => undefined,
): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  const style = 'font:1.2rem/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem';
  response.end(
    `<!doctype html><meta charset="utf-8"><title>e-mage</title><p style="${style}">${words}</p>`,
    then,
  );
}

function same(given: string | null, expected: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
