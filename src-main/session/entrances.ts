import type { AccountRef, SignInInput } from '../../src-shared/ipc/schemas/session.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import { isUnreachable } from '../sources/portal/failure.ts';
import type { Tokens } from '../sources/portal/tokens.ts';
import { ActiveSession, type Beginning, type SessionServices } from './active-session.ts';
import type { AuthorizationGrant } from './browser-sign-in.ts';
import { passingKey, type LibraryKey } from './library-keys.ts';
import { knownAccount, sameAccount } from './memory.ts';
import { openOffline } from './offline-unlock.ts';
import type { Presence } from './presence.ts';

type Passwords = Pick<SignInInput, 'password' | 'formerPassword' | 'giveUpLocked'>;

export interface EntranceServices extends SessionServices {
  /** Does the system have a network at all? */
  readonly hasNetwork: () => boolean;
}

/** The ways in: by password, by the browser, by a share's link, or because the account stayed signed in. Who was there before leaves. */
export class Entrances {
  readonly #options: EntranceServices;
  readonly #presence: Presence;

  constructor(options: EntranceServices, presence: Presence) {
    this.#options = options;
    this.#presence = presence;
  }

  /** Where the portal cannot be reached, the password opens what is on this computer. */
  async withPassword(input: SignInInput): Promise<void> {
    const { source } = this.#options;
    try {
      const discovered = await source.discover(input.portalAddress);
      const tokens = await source.signIn(discovered.endpoints, input);
      await this.#adopt(discovered, tokens, input, input.staySignedIn);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await this.#openOffline(input, error);
    }
  }

  async withCode(discovered: DiscoveredPortal, grant: AuthorizationGrant, keep: boolean): Promise<void> {
    const tokens = await this.#options.source.signInWithCode(discovered.endpoints, grant);
    await this.#adopt(discovered, tokens, null, keep);
  }

  async asGuest(portalAddress: string, grant: { token: string; accessCode: string }): Promise<void> {
    const { source } = this.#options;
    const discovered = await source.discover(portalAddress);
    const tokens = await source.signInWithShare(discovered.endpoints, grant);
    const account = await source.account(discovered.endpoints, tokens.accessToken);
    if (account.kind !== 'guest')
      throw new AppFailure('portal-answer-invalid', 'a share opened something else');
    this.#options.memory.know(discovered);
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
    await this.#presence.enterAsGuest(guest);
  }

  /** Where the account stayed signed in here, without a network too. Answers whether it did. */
  async takeUp(ref: AccountRef): Promise<boolean> {
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
    this.#presence.enter(active);
    active.refreshInBackground();
    return true;
  }

  /** The person signed in: a lock opens, whoever was there before leaves. */
  async #adopt(
    discovered: DiscoveredPortal,
    tokens: Tokens,
    given: Passwords | null,
    wish: boolean,
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
    // Nobody was asked whether to stay when a lock is opened: it stays as it was.
    const opened = this.#presence.locked ? this.#presence.active : null;
    const keep = opened ? sameAccount(opened.ref, ref) && opened.remembered !== 'not-asked' : wish;
    await this.#presence.leave();
    const { refreshToken } = tokens;
    const parts = { account, refreshToken, libraryKey, lockedKey: null, keep, online: true, tokens };
    const active = this.#begin(discovered, parts);
    if (!opened) memory.change({ notToStay: !keep });
    if (keep) await active.save();
    else await secrets.forgetSession(ref).catch(() => undefined);
    memory.use(knownAccount(discovered, account, active.remembered === 'keychain'), discovered);
    memory.unlock(ref);
    if (given) await active.setPassword(given.password);
    else await active.keepLibraryKey();
    this.#presence.enter(active);
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
    await this.#presence.leave();
    const { account, key: libraryKey } = unlocked;
    const parts = { account, libraryKey, lockedKey, refreshToken: null, keep: false, online: false };
    const active = this.#begin(discovered, parts);
    memory.use({ ...known, remembered: false }, discovered);
    memory.unlock(active.ref);
    this.#presence.enter(active);
  }

  #begin(discovered: DiscoveredPortal, parts: Omit<Beginning, 'onChange' | 'onEnded'>): ActiveSession {
    const active: ActiveSession = new ActiveSession(this.#options, discovered, {
      ...parts,
      onChange: () => this.#presence.changed(active),
      onEnded: (code) => this.#presence.ended(active, code),
    });
    return active;
  }
}
