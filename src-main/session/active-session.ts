import type { Account } from '../../src-shared/domain/account.ts';
import type { SessionState } from '../../src-shared/domain/session.ts';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { Log } from '../app/log.ts';
import type { PortalClient } from '../sources/portal/client.ts';
import type { DiscoveredPortal } from '../sources/portal/discovery.ts';
import type { Tokens } from '../sources/portal/tokens.ts';
import type { Clock } from './clock.ts';
import type { LibraryKey, LibraryKeys } from './library-keys.ts';
import type { SessionMemory } from './memory.ts';
import { Reachability } from './reachability.ts';
import type { Secrets } from './secrets.ts';
import type { SessionSource } from './source.ts';
import { type EndCode, TokenKeeper } from './token-keeper.ts';

export interface SessionServices {
  readonly source: SessionSource;
  readonly secrets: Secrets;
  readonly libraryKeys: LibraryKeys;
  readonly memory: SessionMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** The portal says that this account may see nothing any more: nothing of it may stay here. */
  readonly onDeactivated?: (ref: AccountRef) => void;
}

export interface Beginning {
  readonly account: Account;
  /** Null where the portal could not be asked. */
  readonly refreshToken: string | null;
  readonly libraryKey: LibraryKey;
  /** The library's key, locked with the password; null where nothing on this computer knows one. */
  readonly lockedKey: string | null;
  /** The person asked to stay signed in on this computer. */
  readonly keep: boolean;
  readonly online: boolean;
  readonly tokens?: Tokens;
  readonly onChange: () => void;
  readonly onEnded: (code: EndCode) => void;
}

/** A guest has the mail address that a share was sent to: it is no account's name, and must not be taken for one. */
const refOf = (portalAddress: string, { kind, id, username }: Account): AccountRef => ({
  portalAddress,
  username: kind === 'guest' ? `share ${id}` : username,
});

type Remembrance = Extract<SessionState, { kind: 'signed-in' }>['remembered'];

/** One account, signed in: its tokens, its portal, whether that can be reached, and what the keychain keeps of it. */
export class ActiveSession {
  readonly discovered: DiscoveredPortal;
  readonly account: Account;
  readonly ref: AccountRef;
  readonly client: PortalClient;
  readonly tokens: TokenKeeper;
  readonly reachability: Reachability;
  readonly #services: SessionServices;
  readonly #keep: boolean;
  readonly #onChange: () => void;
  #remembered: Remembrance;
  #libraryKey: LibraryKey;
  #lockedKey: string | null;
  #refreshToken: string | null;

  constructor(services: SessionServices, discovered: DiscoveredPortal, beginning: Beginning) {
    this.#services = services;
    this.discovered = discovered;
    this.account = beginning.account;
    this.ref = refOf(discovered.portal.address, beginning.account);
    this.#libraryKey = beginning.libraryKey;
    this.#lockedKey = beginning.lockedKey;
    this.#refreshToken = beginning.refreshToken;
    this.#keep = beginning.keep;
    this.#remembered = beginning.keep ? 'keychain' : 'not-asked';
    this.#onChange = beginning.onChange;
    const { source, clock } = services;
    this.tokens = new TokenKeeper(
      {
        clock,
        renew: (refreshToken) => source.refresh(discovered.endpoints, refreshToken),
        save: (refreshToken) => this.#saveToken(refreshToken),
        onEnded: (code) => {
          this.reachability.close();
          beginning.onEnded(code);
          if (code === 'account-deactivated') services.onDeactivated?.(this.ref);
        },
      },
      beginning.refreshToken,
      beginning.tokens,
    );
    this.client = source.client(discovered.endpoints, (use) => this.tokens.withToken(use));
    this.reachability = new Reachability(
      {
        clock,
        probe: () => source.discover(discovered.portal.address),
        onChange: (online) => {
          if (online) this.refreshInBackground();
          beginning.onChange();
        },
      },
      beginning.online,
    );
  }

  get online(): boolean {
    return this.reachability.online;
  }

  get isGuest(): boolean {
    return this.account.kind === 'guest';
  }

  get libraryKey(): LibraryKey {
    return this.#libraryKey;
  }

  get remembered(): Remembrance {
    return this.#remembered;
  }

  /** The portal can be reached, and has not been given the password yet. */
  get needsPassword(): boolean {
    return this.online && !this.tokens.hasSession;
  }

  /** Without the portal: null where this is not the password. Undefined where nothing here knows one. */
  opensWith(password: string): Promise<unknown> | undefined {
    const { libraryKeys } = this.#services;
    return this.#lockedKey === null ? undefined : libraryKeys.unlock(this.ref, this.#lockedKey, password);
  }

  /** Learns early whether the portal still takes this session, and whether it can be reached. */
  refreshInBackground(): void {
    if (this.tokens.hasSession) this.tokens.token().catch(() => undefined);
  }

  /** Writes the session to the keychain. Where that refuses, the session goes on and is not remembered. */
  async save(): Promise<void> {
    if (!this.#keep || this.#refreshToken === null) return;
    const before = this.#remembered;
    try {
      const { account } = this;
      await this.#services.secrets.keepSession(this.ref, {
        refreshToken: this.#refreshToken,
        account,
      });
      this.#remembered = 'keychain';
    } catch {
      this.#services.log.warn('session not kept', { reason: 'keychain-unavailable' });
      this.#remembered = 'keychain-unavailable';
    }
    if (this.#remembered === before) return;
    this.#services.memory.setRemembered(this.ref, this.#remembered === 'keychain');
    this.#onChange();
  }

  /** The password again, for this account: at the portal, which answers new tokens. */
  async signInAgain(password: string): Promise<void> {
    const { source } = this.#services;
    const { endpoints } = this.discovered;
    const tokens = await source.signIn(endpoints, { username: this.account.username, password });
    const old = this.tokens.replace(tokens);
    this.#refreshToken = tokens.refreshToken;
    await this.setPassword(password);
    if (old !== null) await source.revoke(endpoints, old).catch(() => undefined);
  }

  /** The password is this one from now on. */
  async setPassword(password: string): Promise<void> {
    const { ref, account, libraryKey: key } = this;
    this.#lockedKey = await this.#services.libraryKeys.lock(ref, { key, account }, password);
    await this.save();
    await this.keepLibraryKey();
  }

  /** Who stays signed in opens the library without a password, as everything else. */
  async keepLibraryKey(): Promise<void> {
    if (!this.#libraryKey.kept) return;
    const ways = { open: this.#remembered === 'keychain', locked: this.#lockedKey };
    try {
      await this.#services.libraryKeys.keep(this.ref, this.#libraryKey, ways);
    } catch {
      this.#services.log.warn('key of the library not kept', { reason: 'keychain-unavailable' });
      this.#libraryKey = { ...this.#libraryKey, kept: false };
    }
  }

  /** Leaves it as it is in the keychain, to be taken up again. */
  async pause(): Promise<void> {
    this.reachability.close();
    await this.tokens.close();
  }

  /** Ends it at the portal, if that answers, and on this computer. */
  async end(): Promise<void> {
    this.reachability.close();
    const refreshToken = await this.tokens.close();
    await this.#forgetInKeychain();
    if (!this.isGuest) await this.#services.libraryKeys.close(this.ref).catch(() => undefined);
    if (refreshToken === null) return;
    await this.#services.source.revoke(this.discovered.endpoints, refreshToken).catch(() => {
      this.#services.log.warn('session not revoked', { reason: 'portal not reached' });
    });
  }

  /** The portal ended it: forgets it on this computer. */
  async forget(): Promise<void> {
    this.reachability.close();
    await this.tokens.close();
    await this.#forgetInKeychain();
  }

  async #forgetInKeychain(): Promise<void> {
    // Nothing of a guest was ever kept.
    if (this.isGuest) return;
    this.#services.memory.setRemembered(this.ref, false);
    await this.#services.secrets.forgetSession(this.ref).catch(() => undefined);
  }

  #saveToken(refreshToken: string): Promise<void> {
    this.#refreshToken = refreshToken;
    return this.save();
  }
}
