import type { KnownAccount, SessionState } from '../../src-shared/domain/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef, SignInInput } from '../../src-shared/ipc/schemas/session.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import { isUnreachable } from '../sources/portal/failure.ts';
import type { Tokens } from '../sources/portal/tokens.ts';
import { ActiveSession, type Beginning, type SessionServices } from './active-session.ts';
import type { EndCode } from './token-keeper.ts';
import type { AuthorizationGrant } from './browser-sign-in.ts';
import { knownAccount, sameAccount } from './memory.ts';
import { passingKey, type LibraryKey } from './library-keys.ts';
import { checkOfflinePassword, openOffline, portalInMemory } from './offline-unlock.ts';

type Passwords = Pick<SignInInput, 'password' | 'formerPassword' | 'giveUpLocked'>;
type SignedOut = Extract<SessionState, { kind: 'signed-out' }>;

/** Why a guest's visit is over: they left, were away too long, or the share ended at its time or before. */
export type VisitEnd = 'left' | 'idle' | 'expired' | 'stopped';

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
  readonly #visitListeners = new Set<(end: VisitEnd) => void>();
  /** The account that waits, open or locked as it was, while a guest looks at what was shared with them. */
  #waiting: ActiveSession | null = null;
  #active: ActiveSession | null = null;
  #signedOut: SignedOut;
  #locked = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    const { last } = options.memory.value;
    this.#signedOut = {
      kind: 'signed-out',
      portalAddress: last && !options.addressGiven ? last.portalAddress : options.defaultAddress,
      username: last?.username ?? null,
      reason: 'start',
    };
  }

  get state(): SessionState {
    const active = this.#active;
    if (!active) return this.#signedOut;
    const { portal } = active.discovered;
    const { account, online } = active;
    return this.#locked
      ? { kind: 'locked', portal, account, online, ...(active.needsPassword && { portalIsBack: true }) }
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
      if (last) await this.#takeUp(last);
    });
  }

  /** An account stays signed in here: `start` will most likely take it up. */
  get staysSignedIn(): boolean {
    const { memory } = this.#options;
    const { last } = memory.value;
    return last !== null && memory.account(last)?.remembered === true;
  }

  discover(address: string): Promise<DiscoveredPortal> {
    return this.#options.source.discover(address);
  }

  /** As it was when it could last be reached; null where nobody here could do anything with it. */
  remembers(address: string): DiscoveredPortal | null {
    return portalInMemory(this.#options.memory, address);
  }

  /**
   * Where the portal cannot be reached, the password opens what is on this computer. Fails with `library-password-changed`
   * where it is locked with an earlier password, and neither that is given nor its loss accepted.
   */
  signIn(input: SignInInput): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { source } = this.#options;
      try {
        const discovered = await source.discover(input.portalAddress);
        const tokens = await source.signIn(discovered.endpoints, input);
        await this.#adopt(discovered, tokens, input, input.staySignedIn);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        await this.#openOffline(input, error);
      }
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

  /**
   * Enters as the guest of a share. An account that is signed in waits, apart: nothing of it is used, and it is there
   * again when the visit is over.
   */
  visit(portalAddress: string, grant: { token: string; accessCode: string }): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { source } = this.#options;
      const discovered = await source.discover(portalAddress);
      const tokens = await source.signInWithShare(discovered.endpoints, grant);
      const account = await source.account(discovered.endpoints, tokens.accessToken);
      if (account.kind !== 'guest')
        throw new AppFailure('portal-answer-invalid', 'a share opened something else');
      this.#options.memory.know(discovered);
      const present = this.#active;
      if (present?.isGuest) await present.end();
      else this.#waiting = present;
      const guest: ActiveSession = this.#begin(discovered, {
        account,
        refreshToken: tokens.refreshToken,
        // What a guest sees is gone with their visit: its key lies nowhere but in memory.
        libraryKey: passingKey(),
        lockedKey: null,
        keep: false,
        online: true,
        tokens,
      });
      this.#enter(guest);
    });
  }

  /** A guest is looking at what was shared with them. */
  get isVisit(): boolean {
    return this.#active?.isGuest === true;
  }

  /** The share came to its end. */
  expireVisit(): Promise<SessionState> {
    return this.#exclusively(async () => {
      if (this.#active?.isGuest) await this.#endVisit(this.#active, 'expired');
    });
  }

  /** This computer was at that portal before, or was set up for it. */
  knowsPortal(address: string): boolean {
    const { memory, defaultAddress } = this.#options;
    const usual = URL.canParse(defaultAddress) ? new URL(defaultAddress).origin : null;
    return memory.portal(address) !== undefined || address === usual;
  }

  /** To be told when a guest's visit is over. */
  onVisitEnd(listener: (end: VisitEnd) => void): () => void {
    this.#visitListeners.add(listener);
    return () => this.#visitListeners.delete(listener);
  }

  /** Ends the session at the portal, where it can be reached, and on this computer in any case. */
  signOut(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) return;
      if (active.isGuest) {
        await this.#endVisit(active, 'left');
        return;
      }
      this.#becomeSignedOut(active.ref, 'signed-out');
      await active.end();
    });
  }

  /** Another person sits down: what stays signed in stays so, behind its password. */
  leave(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#active;
      if (!active) return;
      if (active.isGuest) {
        await this.#endVisit(active, 'left');
        return;
      }
      this.#options.memory.lock(active.ref);
      await this.#leave();
      this.#becomeSignedOut(active.ref, 'signed-out');
    });
  }

  /** A guest has no password to come back with: their visit ends, and the account that waits is locked. */
  lock(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const guest = this.#active?.isGuest ? this.#active : null;
      if (guest) {
        if (this.#waiting) this.#options.memory.lock(this.#waiting.ref);
        await this.#endVisit(guest, 'idle');
        return;
      }
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
        const open = (): Promise<unknown> => active.opensWith(password) ?? Promise.reject(error);
        await checkOfflinePassword(open, active.discovered.portal, this.#options);
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
      if (active.needsPassword) throw notOpen();
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
      if (this.#active?.isGuest) await this.#endVisit(this.#active, 'left');
      if (this.#active && sameAccount(this.#active.ref, ref)) return;
      await this.#leave();
      if (await this.#takeUp(ref)) return;
      this.#becomeSignedOut(ref, 'signed-out');
    });
  }

  /** Forgets an account and its secrets; one that is in use is signed out first. Its files are the library's to erase. */
  forget(ref: AccountRef): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { memory, secrets, libraryKeys } = this.#options;
      const waiting = this.#waiting;
      // First: whoever hears of the change below may ask at once who is known.
      memory.forget(ref);
      if (waiting && sameAccount(waiting.ref, ref)) {
        this.#waiting = null;
        await waiting.end();
      }
      if (this.#active && sameAccount(this.#active.ref, ref)) {
        const active = this.#active;
        this.#becomeSignedOut(ref, 'signed-out');
        await active.end();
      }
      memory.forget(ref);
      await secrets.forgetSession(ref).catch(() => undefined);
      await libraryKeys.forget(ref).catch(() => undefined);
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
    given: Passwords | null,
    keep: boolean,
  ): Promise<void> {
    const { source, memory, secrets } = this.#options;
    const account = await source.account(discovered.endpoints, tokens.accessToken);
    if (account.kind === 'guest')
      throw new AppFailure('portal-answer-invalid', 'signing in made a guest of the person');
    const ref = { portalAddress: discovered.portal.address, username: account.username };
    const libraryKey = await this.#libraryKey(ref, given).catch(async (error: unknown) => {
      await source.revoke(discovered.endpoints, tokens.refreshToken).catch(() => undefined);
      throw error;
    });
    await this.#leave();
    const { refreshToken } = tokens;
    const parts = { account, refreshToken, libraryKey, lockedKey: null, keep, online: true, tokens };
    const active = this.#begin(discovered, parts);
    if (keep) await active.save();
    else await secrets.forgetSession(ref).catch(() => undefined);
    memory.use(knownAccount(discovered, account, active.remembered === 'keychain'), discovered);
    memory.unlock(ref);
    if (given) await active.setPassword(given.password);
    else await active.keepLibraryKey();
    this.#enter(active);
  }

  #libraryKey(ref: AccountRef, given: Passwords | null): Promise<LibraryKey> {
    const { libraryKeys } = this.#options;
    if (given?.giveUpLocked) return Promise.resolve({ ...passingKey(), kept: true });
    const passwords = [given?.password, given?.formerPassword].filter((each) => typeof each === 'string');
    return libraryKeys.of(ref, passwords);
  }

  /** Who knows the password sees what is here, and is asked again once the portal can be. */
  async #openOffline(input: SignInInput, unreachable: AppFailure): Promise<void> {
    const { memory } = this.#options;
    const { known, discovered, unlocked, lockedKey } = await openOffline(input, this.#options, unreachable);
    await this.#leave();
    const { account, key: libraryKey } = unlocked;
    const parts = { account, libraryKey, lockedKey, refreshToken: null, keep: false, online: false };
    const active = this.#begin(discovered, parts);
    memory.use({ ...known, remembered: false }, discovered);
    memory.unlock(active.ref);
    this.#enter(active);
  }

  async #takeUp(ref: AccountRef): Promise<boolean> {
    const { memory, secrets, libraryKeys, hasNetwork } = this.#options;
    const discovered = memory.portal(ref.portalAddress);
    if (!memory.account(ref)?.remembered || !discovered) return false;
    const kept = await secrets.session(ref).catch(() => null);
    if (!kept) return false;
    // Where the key is locked, the password is asked for.
    const libraryKey = await libraryKeys.of(ref, []).catch(() => null);
    if (!libraryKey) return false;
    const lockedKey = await libraryKeys.locked(ref).catch(() => null);
    const active = this.#begin(discovered, {
      ...kept,
      libraryKey,
      lockedKey,
      keep: true,
      online: hasNetwork(),
    });
    await active.keepLibraryKey();
    memory.use(knownAccount(discovered, kept.account, true), discovered);
    this.#enter(active);
    active.refreshInBackground();
    return true;
  }

  #begin(discovered: DiscoveredPortal, parts: Omit<Beginning, 'onChange' | 'onEnded'>): ActiveSession {
    const active: ActiveSession = new ActiveSession(this.#options, discovered, {
      ...parts,
      onChange: () => this.#changed(active),
      onEnded: (code) => this.#end(active, code),
    });
    return active;
  }

  #changed(active: ActiveSession): void {
    if (active === this.#active && active.needsPassword && !this.#locked) {
      this.#options.memory.lock(active.ref);
      this.#locked = true;
    }
    this.#tell();
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
    const leaving = [this.#active, this.#waiting].filter((each) => each !== null);
    this.#active = null;
    this.#waiting = null;
    this.#locked = false;
    for (const each of leaving) {
      if (each.remembered === 'keychain') await each.pause();
      else await each.end();
    }
  }

  /** The portal ended it. */
  #end(ended: ActiveSession, code: EndCode): void {
    if (ended === this.#waiting) {
      this.#waiting = null;
      this.#signedOut = signedOutOf(ended.ref, code);
    } else if (ended === this.#active) {
      if (ended.isGuest) {
        const endsAt = Date.parse(ended.account.share?.endsAt ?? '');
        this.#leaveVisit(endsAt <= this.#options.clock.now() ? 'expired' : 'stopped');
      } else this.#becomeSignedOut(ended.ref, code);
    } else return;
    void ended.forget();
  }

  async #endVisit(guest: ActiveSession, end: VisitEnd): Promise<void> {
    this.#leaveVisit(end);
    await guest.end();
  }

  /** Back to the account that waited, or to the sign-in page as it was. */
  #leaveVisit(end: VisitEnd): void {
    const account = this.#waiting;
    this.#waiting = null;
    for (const listener of this.#visitListeners) listener(end);
    if (account) this.#enter(account);
    else {
      this.#active = null;
      this.#locked = false;
      this.#tell();
    }
  }

  #becomeSignedOut(ref: AccountRef, reason: SignedOut['reason']): void {
    this.#active = null;
    this.#locked = false;
    this.#options.memory.change({ last: ref });
    this.#signedOut = signedOutOf(ref, reason);
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

const signedOutOf = (ref: AccountRef, reason: SignedOut['reason']): SignedOut => ({
  kind: 'signed-out',
  portalAddress: ref.portalAddress,
  username: ref.username,
  reason,
});

const notOpen = (): AppFailure => new AppFailure('not-signed-in', 'nobody is signed in, or it is locked');
