import type { KnownAccount, SessionState } from '../../src-shared/domain/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef, SignInInput } from '../../src-shared/ipc/schemas/session.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import { isUnreachable, type Reach } from '../sources/portal/failure.ts';
import type { ActiveSession } from './active-session.ts';
import { Entrances, type EntranceServices } from './entrances.ts';
import { notOpen, Presence, type VisitEnd } from './presence.ts';
import type { AuthorizationGrant } from './browser-sign-in.ts';
import { sameAccount } from './memory.ts';
import { checkOfflinePassword, portalInMemory } from './offline-unlock.ts';

export interface SessionOptions extends EntranceServices {
  /** Where the sign-in page points while no account is known. */
  readonly defaultAddress: string;
  /** The environment named the address: it is offered before that of the last account. */
  readonly addressGiven: boolean;
}

/** How people come and go. One change at a time. */
export class Session {
  readonly #options: SessionOptions;
  readonly #presence: Presence;
  readonly #entrances: Entrances;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    const { last } = options.memory.value;
    this.#presence = new Presence({
      memory: options.memory,
      clock: options.clock,
      atFirst: {
        portalAddress: last && !options.addressGiven ? last.portalAddress : options.defaultAddress,
        username: last?.username ?? null,
      },
    });
    this.#entrances = new Entrances(options, this.#presence);
  }

  get state(): SessionState {
    return this.#presence.state;
  }

  /** The session that pages may use. Fails with `not-signed-in` where there is none, and while it is locked. */
  get active(): ActiveSession {
    const { active, locked } = this.#presence;
    if (!active || locked) throw notOpen();
    return active;
  }

  /** For what the library would answer although the session is locked. Fails as `active` does. */
  assertOpen(): void {
    if (this.state.kind !== 'signed-in') throw notOpen();
  }

  /** For what is this computer's own, and shows with nobody signed in as well. Fails while the session is locked. */
  assertUnlocked(): void {
    if (this.state.kind === 'locked') throw notOpen();
  }

  /** The session itself, locked or not: for downloads that go on. */
  get activeEvenIfLocked(): ActiveSession | null {
    return this.#presence.active;
  }

  onChange(listener: (state: SessionState) => void): () => void {
    return this.#presence.onChange(listener);
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
      if (last) await this.#entrances.takeUp(last);
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
    return this.#exclusively(() => this.#entrances.withPassword(input));
  }

  /** With what the browser brought. Nothing on this computer knows the password then. */
  signInWithCode(
    discovered: DiscoveredPortal,
    grant: AuthorizationGrant,
    keep: boolean,
  ): Promise<SessionState> {
    return this.#exclusively(() => this.#entrances.withCode(discovered, grant, keep));
  }

  /**
   * Enters as the guest of a share. An account that is signed in waits, apart: nothing of it is used, and it is there
   * again when the visit is over.
   */
  visit(portalAddress: string, grant: { token: string; accessCode: string }): Promise<SessionState> {
    return this.#exclusively(() => this.#entrances.asGuest(portalAddress, grant));
  }

  /** A guest is looking at what was shared with them. */
  get isVisit(): boolean {
    return this.#presence.active?.isGuest === true;
  }

  /** The share came to its end. */
  expireVisit(): Promise<SessionState> {
    return this.#exclusively(async () => {
      if (this.#presence.active?.isGuest) await this.#presence.endVisit(this.#presence.active, 'expired');
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
    return this.#presence.onVisitEnd(listener);
  }

  /** Ends the session at the portal, where it can be reached, and on this computer in any case. */
  signOut(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#presence.active;
      if (!active) return;
      if (active.isGuest) {
        await this.#presence.endVisit(active, 'left');
        return;
      }
      this.#presence.becomeSignedOut(active.ref, 'signed-out');
      await active.end();
    });
  }

  /** Another person sits down: what stays signed in stays so, behind its password. */
  leave(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#presence.active;
      if (!active) return;
      if (active.isGuest) {
        await this.#presence.endVisit(active, 'left');
        return;
      }
      this.#options.memory.lock(active.ref);
      await this.#presence.leave();
      this.#presence.becomeSignedOut(active.ref, 'signed-out');
    });
  }

  /** A guest has no password to come back with: their visit ends, and the account that waits is locked. */
  lock(): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { active, waiting, locked } = this.#presence;
      if (active?.isGuest) {
        if (waiting) this.#options.memory.lock(waiting.ref);
        await this.#presence.endVisit(active, 'idle');
      } else if (active && !locked) this.#presence.lock(active);
    });
  }

  /** Asks the portal, which counts failures; without a network this computer checks, and counts, itself. */
  unlock(password: string): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#presence.active;
      if (!active) throw new AppFailure('not-signed-in', 'there is nothing to unlock');
      if (!this.#presence.locked) return;
      try {
        await active.signInAgain(password);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        const open = (): Promise<unknown> => active.opensWith(password) ?? Promise.reject(error);
        await checkOfflinePassword(open, active.discovered.portal, this.#options);
      }
      this.#presence.unlock(active);
    });
  }

  /** The platform confirmed that the person who signed in sits there. */
  unlockConfirmed(confirm: () => Promise<void>): Promise<SessionState> {
    return this.#exclusively(async () => {
      const active = this.#presence.active;
      if (!active) throw new AppFailure('not-signed-in', 'there is nothing to unlock');
      if (!this.#presence.locked) return;
      if (active.needsPassword) throw notOpen();
      await confirm();
      this.#presence.unlock(active);
    });
  }

  knownAccounts(): KnownAccount[] {
    return this.#options.memory.value.accounts;
  }

  /** To an account that stays signed in, at once; to another by its sign-in page. */
  switchTo(ref: AccountRef): Promise<SessionState> {
    return this.#exclusively(async () => {
      if (this.#presence.active?.isGuest) await this.#presence.endVisit(this.#presence.active, 'left');
      if (this.#presence.active && sameAccount(this.#presence.active.ref, ref)) return;
      await this.#presence.leave();
      if (await this.#entrances.takeUp(ref)) return;
      this.#presence.becomeSignedOut(ref, 'signed-out');
    });
  }

  /** Forgets an account and its secrets; one that is in use is signed out first. Its files are the library's to erase. */
  forget(ref: AccountRef): Promise<SessionState> {
    return this.#exclusively(async () => {
      const { memory, secrets, libraryKeys } = this.#options;
      const { waiting } = this.#presence;
      // First: whoever hears of the change below may ask at once who is known.
      memory.forget(ref);
      if (waiting && sameAccount(waiting.ref, ref)) {
        this.#presence.forgetWaiting();
        await waiting.end();
      }
      if (this.#presence.active && sameAccount(this.#presence.active.ref, ref)) {
        const active = this.#presence.active;
        this.#presence.becomeSignedOut(ref, 'signed-out');
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
      const active = this.#presence.active;
      if (!active) return;
      this.#presence.becomeSignedOut(active.ref, 'signed-out');
      await active.forget();
    });
  }

  reportReach(reach: Reach): void {
    this.#presence.active?.reachability.report(reach);
  }

  #exclusively(change: () => Promise<void> | void): Promise<SessionState> {
    const turn = this.#turn.catch(() => undefined).then(change);
    this.#turn = turn;
    return turn.then(() => this.state);
  }
}
