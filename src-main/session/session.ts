import type { KnownAccount, SessionState } from '../../src-shared/domain/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef, SignInInput } from '../../src-shared/ipc/schemas/session.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import { isUnreachable } from '../sources/portal/failure.ts';
import type { Tokens } from '../sources/portal/tokens.ts';
import { ActiveSession, type SessionServices } from './active-session.ts';
import type { AuthorizationGrant } from './browser-sign-in.ts';
import { knownAccount, sameAccount } from './memory.ts';
import { makeVerifier } from './password-verifier.ts';
import type { KeptSession } from './secrets.ts';
import { checkOfflinePassword } from './offline-unlock.ts';

type SignedOut = Extract<SessionState, { kind: 'signed-out' }>;

export interface SessionOptions extends SessionServices {
  /** Where the sign-in page points while no account is known. */
  readonly defaultAddress: string;
  /** The environment named the address: it is offered before that of the last account. */
  readonly addressGiven: boolean;
  /** Does the system have a network at all? */
  readonly hasNetwork: () => boolean;
}

/** Who is signed in, and how that changes. One change at a time; whoever listens hears each new state once. */
export class Session {
  readonly #options: SessionOptions;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #active: ActiveSession | null = null;
  #signedOut: SignedOut;
  #locked = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#signedOut = {
      kind: 'signed-out',
      portalAddress: options.defaultAddress,
      username: null,
      reason: 'start',
    };
  }

  get state(): SessionState {
    const active = this.#active;
    if (!active) return this.#signedOut;
    const { portal } = active.discovered;
    const { account, online } = active;
    return this.#locked
      ? { kind: 'locked', portal, account, online }
      : { kind: 'signed-in', portal, account, online, remembered: active.remembered };
  }

  /** The session that pages may use. Fails with `not-signed-in` where there is none, and while it is locked. */
  get active(): ActiveSession {
    if (!this.#active || this.#locked) throw notOpen();
    return this.#active;
  }

  /** For what the library would answer although the session is locked. Fails as `active` does. */
  assertOpen(): void {
    if (this.state.kind !== 'signed-in') throw notOpen();
  }

  /** The session itself, locked or not: for downloads that go on. */
  get activeEvenIfLocked(): ActiveSession | null {
    return this.#active;
  }

  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when a change under way is over: what a page sees first is a settled state. */
  async settled(): Promise<SessionState> {
    await this.#turn.catch(() => undefined);
    return this.state;
  }

  /** Takes up the session that was kept, also without a network; otherwise stays signed out. */
  start(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { last } = this.#options.memory.value;
      if (last && (await this.#takeUp(last))) return;
      if (last) this.#signedOut = { ...this.#signedOut, username: last.username };
      if (last && !this.#options.addressGiven)
        this.#signedOut = { ...this.#signedOut, portalAddress: last.portalAddress };
    });
  }

  discover(address: string): Promise<DiscoveredPortal> {
    return this.#options.source.discover(address);
  }

  signIn(input: SignInInput): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { source } = this.#options;
      const discovered = await source.discover(input.portalAddress);
      const tokens = await source.signIn(discovered.endpoints, input);
      await this.#adopt(discovered, tokens, await makeVerifier(input.password), input.staySignedIn);
    });
  }

  /** With what the browser brought. Nothing on this computer knows the password then. */
  signInWithCode(
    discovered: DiscoveredPortal,
    grant: AuthorizationGrant,
    keep: boolean,
  ): Promise<SessionState> {
    return this.#exclusively(async () => {
      const tokens = await this.#options.source.signInWithCode(discovered.endpoints, grant);
      await this.#adopt(discovered, tokens, null, keep);
    });
  }

  /** Ends the session at the portal, where it can be reached, and on this computer in any case. */
  signOut(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) return;
      this.#becomeSignedOut(active.ref, 'signed-out');
      await active.end();
    });
  }

  lock(): Promise<SessionState> {
    return this.#exclusively(() => {
      if (!this.#active || this.#locked) return;
      this.#options.memory.lock(this.#active.ref);
      this.#locked = true;
      this.#tell();
    });
  }

  /** Asks the portal, which counts failures; without a network this computer checks, and counts, itself. */
  unlock(password: string): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) throw new AppFailure('not-signed-in', 'there is nothing to unlock');
      if (!this.#locked) return;
      try {
        await active.signInAgain(password);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        await checkOfflinePassword(active, password, this.#options, error);
      }
      this.#unlock(active);
    });
  }

  /** The platform confirmed that the person who signed in sits there. */
  unlockConfirmed(confirm: () => Promise<void>): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) throw new AppFailure('not-signed-in', 'there is nothing to unlock');
      if (!this.#locked) return;
      await confirm();
      this.#unlock(active);
    });
  }

  knownAccounts(): KnownAccount[] {
    return this.#options.memory.value.accounts;
  }

  /** To an account that stays signed in, at once; to another by its sign-in page. */
  switchTo(ref: AccountRef): Promise<SessionState> {
    return this.#exclusively(async () => {
      if (this.#active && sameAccount(this.#active.ref, ref)) return;
      await this.#leave();
      if (await this.#takeUp(ref)) return;
      this.#becomeSignedOut(ref, 'signed-out');
    });
  }

  /** Forgets an account and its secrets; one that is in use is signed out first. Its files are the library's to erase. */
  forget(ref: AccountRef): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { memory, secrets } = this.#options;
      if (this.#active && sameAccount(this.#active.ref, ref)) {
        const active = this.#active;
        this.#becomeSignedOut(ref, 'signed-out');
        await active.end();
      }
      memory.forget(ref);
      await secrets.forgetSession(ref).catch(() => undefined);
      await secrets.forgetLibraryKey(ref).catch(() => undefined);
    });
  }

  /** The account's session is over at the portal already (deactivated): forgets it here. */
  endedByPerson(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) return;
      this.#becomeSignedOut(active.ref, 'signed-out');
      await active.forget();
    });
  }

  reportReach(reached: boolean): void {
    this.#active?.reachability.report(reached);
  }

  /** The person signed in: a lock opens, whoever was there before leaves. */
  async #adopt(
    discovered: DiscoveredPortal,
    tokens: Tokens,
    verifier: string | null,
    keep: boolean,
  ): Promise<void> {
    const { source, memory, secrets } = this.#options;
    const account = await source.account(discovered.endpoints, tokens.accessToken);
    const ref = { portalAddress: discovered.portal.address, username: account.username };
    await this.#leave();
    const kept: KeptSession = { refreshToken: tokens.refreshToken, account, verifier };
    const active = new ActiveSession(this.#options, discovered, kept, {
      keep,
      online: true,
      tokens,
      onChange: () => this.#tell(),
      onEnded: () => this.#end(),
    });
    if (keep) await active.save();
    else await secrets.forgetSession(ref).catch(() => undefined);
    memory.use(knownAccount(discovered, account, active.remembered === 'keychain'), discovered);
    memory.unlock(ref);
    this.#enter(active);
  }

  async #takeUp(ref: AccountRef): Promise<boolean> {
    const { memory, secrets, hasNetwork } = this.#options;
    const discovered = memory.portal(ref.portalAddress);
    if (!memory.account(ref)?.remembered || !discovered) return false;
    const kept = await secrets.session(ref).catch(() => null);
    if (!kept) return false;
    const active = new ActiveSession(this.#options, discovered, kept, {
      keep: true,
      online: hasNetwork(),
      onChange: () => this.#tell(),
      onEnded: () => this.#end(),
    });
    memory.use(knownAccount(discovered, kept.account, true), discovered);
    this.#enter(active);
    active.refreshInBackground();
    return true;
  }

  #unlock(active: ActiveSession): void {
    this.#options.memory.unlock(active.ref);
    this.#locked = false;
    this.#tell();
  }

  #enter(active: ActiveSession): void {
    this.#active = active;
    this.#locked = this.#options.memory.isLocked(active.ref);
    this.#tell();
  }

  /** Another account comes: what stays signed in stays so, anything else ends. */
  async #leave(): Promise<void> {
    const active = this.#active;
    if (!active) return;
    this.#active = null;
    this.#locked = false;
    if (active.remembered === 'keychain') await active.pause();
    else await active.end();
  }

  /** The portal ended it. */
  #end(): void {
    const active = this.#active;
    if (!active) return;
    this.#becomeSignedOut(active.ref, 'session-ended');
    void active.forget();
  }

  #becomeSignedOut(ref: AccountRef, reason: SignedOut['reason']): void {
    this.#active = null;
    this.#locked = false;
    this.#options.memory.change({ last: ref });
    this.#signedOut = {
      kind: 'signed-out',
      portalAddress: ref.portalAddress,
      username: ref.username,
      reason,
    };
    this.#tell();
  }

  #tell(): void {
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
  }

  #exclusively(change: () => Promise<void> | void): Promise<SessionState> {
    const turn = this.#turn.catch(() => undefined).then(change);
    this.#turn = turn;
    return turn.then(() => this.state);
  }
}

const notOpen = (): AppFailure => new AppFailure('not-signed-in', 'nobody is signed in, or it is locked');
