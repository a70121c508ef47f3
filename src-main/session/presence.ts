import type { SessionState } from '../../src-shared/domain/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { ActiveSession } from './active-session.ts';
import type { Clock } from './clock.ts';
import type { SessionMemory } from './memory.ts';
import type { EndCode } from './token-keeper.ts';

export type SignedOut = Extract<SessionState, { kind: 'signed-out' }>;

/** Why a guest's visit is over: they left, were away too long, or the share ended at its time or before. */
export type VisitEnd = 'left' | 'idle' | 'expired' | 'stopped';

/** Who is there: nobody, an account, open or locked, or a guest while an account waits. Whoever listens hears each new state once. */
export class Presence {
  readonly #memory: SessionMemory;
  readonly #clock: Clock;
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #visitListeners = new Set<(end: VisitEnd) => void>();
  #active: ActiveSession | null = null;
  #waiting: ActiveSession | null = null;
  #locked = false;
  #signedOut: SignedOut;

  constructor(options: {
    readonly memory: SessionMemory;
    readonly clock: Clock;
    /** What the sign-in page begins with. */
    readonly atFirst: Pick<SignedOut, 'portalAddress' | 'username'>;
  }) {
    this.#memory = options.memory;
    this.#clock = options.clock;
    this.#signedOut = { kind: 'signed-out', ...options.atFirst, reason: 'start' };
  }

  get active(): ActiveSession | null {
    return this.#active;
  }

  /** The account that waits, open or locked as it was, while a guest looks at what was shared with them. */
  get waiting(): ActiveSession | null {
    return this.#waiting;
  }

  get locked(): boolean {
    return this.#locked;
  }

  get state(): SessionState {
    const active = this.#active;
    if (!active) return { ...this.#signedOut, ...(this.#memory.value.notToStay && { notToStay: true }) };
    const { portal } = active.discovered;
    const { account, online } = active;
    if (this.#locked)
      return { kind: 'locked', portal, account, online, ...(active.needsPassword && { portalIsBack: true }) };
    const { remembered, reachability } = active;
    return {
      kind: 'signed-in',
      portal,
      account,
      remembered,
      online,
      ...(reachability.isDown && { portalIsDown: true }),
    };
  }

  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onVisitEnd(listener: (end: VisitEnd) => void): () => void {
    this.#visitListeners.add(listener);
    return () => this.#visitListeners.delete(listener);
  }

  enter(active: ActiveSession): void {
    this.#active = active;
    this.#locked = this.#memory.isLocked(active.ref);
    this.#tell();
  }

  /** A guest comes: an account that is there waits. */
  async enterAsGuest(guest: ActiveSession): Promise<void> {
    const present = this.#active;
    if (present?.isGuest) await present.end();
    else this.#waiting = present;
    this.enter(guest);
  }

  lock(active: ActiveSession): void {
    this.#memory.lock(active.ref);
    this.#locked = true;
    this.#tell();
  }

  unlock(active: ActiveSession): void {
    this.#memory.unlock(active.ref);
    this.#locked = false;
    this.#tell();
  }

  /** Something of a session is another: whether its portal can be reached, what is remembered of it. */
  changed(active: ActiveSession): void {
    if (active === this.#active && active.needsPassword && !this.#locked) this.lock(active);
    else this.#tell();
  }

  /** Another account comes: what stays signed in stays so, anything else ends. */
  async leave(): Promise<void> {
    const leaving = [this.#active, this.#waiting].filter((each) => each !== null);
    this.#active = null;
    this.#waiting = null;
    this.#locked = false;
    for (const each of leaving) {
      if (each.remembered === 'keychain') await each.pause();
      else await each.end();
    }
  }

  becomeSignedOut(ref: AccountRef, reason: SignedOut['reason']): void {
    this.#active = null;
    this.#locked = false;
    this.#memory.change({ last: ref });
    this.#signedOut = signedOutOf(ref, reason);
    this.#tell();
  }

  /** The account that waits is no longer one that comes back. */
  forgetWaiting(): void {
    this.#waiting = null;
  }

  /** The portal ended it. */
  ended(ended: ActiveSession, code: EndCode): void {
    if (ended === this.#waiting) {
      this.#waiting = null;
      this.#signedOut = signedOutOf(ended.ref, code);
    } else if (ended === this.#active) {
      if (ended.isGuest) {
        const endsAt = Date.parse(ended.account.share?.endsAt ?? '');
        this.#leaveVisit(endsAt <= this.#clock.now() ? 'expired' : 'stopped');
      } else this.becomeSignedOut(ended.ref, code);
    } else return;
    void ended.forget();
  }

  async endVisit(guest: ActiveSession, end: VisitEnd): Promise<void> {
    this.#leaveVisit(end);
    await guest.end();
  }

  /** Back to the account that waited, or to the sign-in page as it was. */
  #leaveVisit(end: VisitEnd): void {
    const account = this.#waiting;
    this.#waiting = null;
    for (const listener of this.#visitListeners) listener(end);
    if (account) this.enter(account);
    else {
      this.#active = null;
      this.#locked = false;
      this.#tell();
    }
  }

  #tell(): void {
    const { state } = this;
    for (const listener of this.#listeners) listener(state);
  }
}

const signedOutOf = (ref: AccountRef, reason: SignedOut['reason']): SignedOut => ({
  kind: 'signed-out',
  portalAddress: ref.portalAddress,
  username: ref.username,
  reason,
});

export const notOpen = (): AppFailure =>
  new AppFailure('not-signed-in', 'nobody is signed in, or it is locked');
