import type { Account } from '../../src-shared/domain/account.ts';
import { AppFailure, type ErrorCode } from '../../src-shared/errors.ts';
import { createLog } from '../app/log.ts';
import { PortalClient } from '../sources/portal/client.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import type { Reach } from '../sources/portal/failure.ts';
import type { Clock } from './clock.ts';
import type { Keychain } from './keychain.ts';
import { emptySessionMemory, SessionMemory } from './memory.ts';
import { LibraryKeys } from './library-keys.ts';
import { Secrets } from './secrets.ts';
import { Session } from './session.ts';
import type { SessionSource } from './source.ts';

/** Time that stands still until it is moved. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-03-03T09:00:00Z');
  #waiting: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.#now + milliseconds, run };
    this.#waiting.push(entry);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== entry));
  }

  /** Moves time on, running in order what falls due, and lets what was begun come to its end. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#waiting = this.#waiting.filter((entry) => entry !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets promises that wait for nothing outside come to their end. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class FakeKeychain implements Keychain {
  readonly entries = new Map<string, string>();
  available = true;

  async read(service: string, account: string): Promise<string | null> {
    await this.#check();
    return this.entries.get(`${service} ${account}`) ?? null;
  }

  async write(service: string, account: string, secret: string): Promise<void> {
    await this.#check();
    this.entries.set(`${service} ${account}`, secret);
  }

  async remove(service: string, account: string): Promise<void> {
    await this.#check();
    this.entries.delete(`${service} ${account}`);
  }

  async #check(): Promise<void> {
    await Promise.resolve();
    if (!this.available) throw new AppFailure('keychain-unavailable', 'no keychain');
  }
}

const discovered = (address: string): DiscoveredPortal => ({
  portal: {
    address,
    name: 'e-mage',
    operator: 'Pulsy',
    support: { email: 'support@example.org', telephone: null },
    passwordMinLength: 12,
    lockout: { attempts: 3, seconds: 300 },
    sharing: { durationsDays: [7, 30], maxExams: 10, messageMaxLength: 500 },
    browserSignIn: false,
    features: [],
  },
  endpoints: {
    api: `${address}/api/v1`,
    dicomweb: `${address}/dicom-web`,
    token: `${address}/oauth/token`,
    revocation: `${address}/oauth/revoke`,
    authorization: null,
  },
});

export const accessCode = '4826-1193';
export const shareEnd = '2026-03-10T09:00:00Z';

const guestOf = (token: string): Account => ({
  id: `share-${token}`,
  kind: 'guest',
  // The recipient may well have an account of that name.
  username: 'jeanne',
  displayName: 'Jeanne',
  email: 'jeanne@example.org',
  share: {
    id: `share-${token}`,
    sharedBy: 'Madame Martin',
    endsAt: shareEnd,
    message: null,
    includeReports: true,
  },
});

export const password = 'correct horse battery staple';

/** A portal in memory, that rotates refresh tokens and ends the whole family when one is used twice. */
export class FakePortal implements SessionSource {
  readonly calls: string[] = [];
  /** Set: every request fails with it. */
  failure: ErrorCode | null = null;
  password = password;
  /** Tokens that still work, each with its account. */
  readonly refreshTokens = new Map<string, string>();
  readonly revoked: string[] = [];
  #count = 0;
  /** Told of each request, as Http tells. */
  onReach: (reach: Reach) => void = () => undefined;

  async discover(address: string): Promise<DiscoveredPortal> {
    await this.#request('discover');
    return discovered(address);
  }

  async signIn(_endpoints: unknown, grant: { username: string; password: string }) {
    await this.#request('signIn');
    if (grant.password !== this.password)
      throw new AppFailure('wrong-credentials', 'refused', { attemptsLeft: 2 });
    return this.#issue(grant.username.toLowerCase());
  }

  async signInWithCode(_endpoints: unknown, grant: { code: string }) {
    await this.#request('signInWithCode');
    return this.#issue(grant.code);
  }

  async signInWithShare(_endpoints: unknown, grant: { token: string; accessCode: string }) {
    await this.#request('signInWithShare');
    if (grant.accessCode !== accessCode)
      throw new AppFailure('access-code-wrong', 'refused', { attemptsLeft: 2 });
    return this.#issue(`guest:${grant.token}`);
  }

  async refresh(_endpoints: unknown, refreshToken: string) {
    await this.#request('refresh');
    const username = this.refreshTokens.get(refreshToken);
    if (username === undefined) throw new AppFailure('session-ended', 'refused');
    this.refreshTokens.delete(refreshToken);
    return this.#issue(username);
  }

  async revoke(_endpoints: unknown, refreshToken: string): Promise<void> {
    await this.#request('revoke');
    this.refreshTokens.delete(refreshToken);
    this.revoked.push(refreshToken);
  }

  async account(_endpoints: unknown, accessToken: string): Promise<Account> {
    await this.#request('account');
    const username = accessToken.split(' ')[1] ?? '';
    if (username.startsWith('guest:')) return guestOf(username.slice('guest:'.length));
    return {
      id: `id-${username}`,
      kind: 'patient',
      username,
      displayName: `Madame ${username}`,
      email: null,
    };
  }

  client(
    endpoints: DiscoveredPortal['endpoints'],
    withToken: <T>(use: (token: string) => Promise<T>) => Promise<T>,
  ) {
    return new PortalClient({
      endpoints,
      withToken,
      language: () => 'fr',
      http: () => Promise.resolve({ status: 200, etag: null, body: undefined }),
    });
  }

  async #request(name: string): Promise<void> {
    this.calls.push(name);
    await Promise.resolve();
    this.onReach(
      this.failure === null ? 'reached' : this.failure === 'portal-unavailable' ? 'down' : 'unreached',
    );
    if (this.failure) throw new AppFailure(this.failure, 'set by the test');
  }

  #issue(username: string) {
    this.#count += 1;
    const refreshToken = `refresh-${this.#count}`;
    this.refreshTokens.set(refreshToken, username);
    return { accessToken: `access-${this.#count} ${username}`, expiresIn: 600, refreshToken };
  }
}

/** A session as the application has it, on a fake computer that can be started again. */
export function fakeComputer() {
  const clock = new FakeClock();
  const keychain = new FakeKeychain();
  const portal = new FakePortal();
  const log: string[] = [];
  let remembered = structuredClone(emptySessionMemory);
  const memory = new SessionMemory({
    get: () => remembered,
    set: (value) => (remembered = structuredClone(value)),
  });
  const start = (): Session => {
    const session = new Session({
      source: portal,
      secrets: new Secrets(keychain),
      // As dear as it is to people it would be to the tests.
      libraryKeys: new LibraryKeys(keychain, { logN: 8, r: 8, p: 1 }),
      memory,
      clock,
      log: createLog((line) => log.push(line)),
      defaultAddress: 'https://e-mage.org',
      addressGiven: false,
      hasNetwork: () => true,
    });
    portal.onReach = (reach) => session.reportReach(reach);
    return session;
  };
  return { clock, keychain, portal, memory, log, start };
}
