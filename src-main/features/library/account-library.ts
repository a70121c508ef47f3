import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { AccountRef } from '../../../src-shared/ipc/schemas/session.ts';
import type { Log } from '../../app/log.ts';
import type { LibraryClient } from '../../library/client.ts';
import { sameAccount } from '../../session/memory.ts';
import type { ActiveSession } from '../../session/active-session.ts';
import type { LibraryKeys } from '../../session/library-keys.ts';

const untilExit = 'library-until-exit';

/** What a library needs to know of whoever is signed in. */
type Owner = Pick<ActiveSession, 'ref' | 'libraryKey' | 'discovered' | 'online'>;

export interface AccountLibraryOptions {
  readonly client: LibraryClient;
  readonly keys: Pick<LibraryKeys, 'forget'>;
  /** The application's folder. */
  readonly root: string;
  /** Bytes that exams which were looked at, and are not kept, may take on this computer. */
  readonly cacheLimit: () => number;
  readonly log: Log;
}

/** Opens the library of whoever is signed in, and closes it when they leave. Each account has a folder and a key. */
export class AccountLibrary {
  readonly #options: AccountLibraryOptions;
  #ref: AccountRef | null = null;
  /** Whose library the process has open: a token is lent to it for that account alone. */
  #inProcess: AccountRef | null = null;
  #opening: Promise<void> = Promise.resolve();
  #active: Owner | null = null;
  #failure: AppFailure | null = null;

  constructor(options: AccountLibraryOptions) {
    this.#options = options;
    // What a run that was killed left behind: its key died with it. At once, before anything new lies there.
    rmSync(join(options.root, untilExit), { recursive: true, force: true });
  }

  /** To be told of every change of the session. */
  follow(active: Owner | null): void {
    const { client } = this.#options;
    const same = active !== null && this.#ref !== null && sameAccount(active.ref, this.#ref);
    this.#active = active;
    if (!same && (active !== null || this.#ref !== null)) {
      const hadOne = this.#ref !== null;
      this.#ref = active?.ref ?? null;
      this.#opening = this.#opening
        .then(() => (this.#inProcess = null))
        .then(() => (hadOne ? client.close({ erase: false }) : undefined))
        .catch(() => undefined)
        .then(async () => {
          this.#failure = null;
          if (active) await this.#begin(active);
        });
    }
    if (active) {
      const { online } = active;
      this.#opening = this.#opening
        .then(() => (this.#failure ? undefined : client.setOnline(online)))
        .catch(() => undefined);
    }
  }

  /** Whether what the library process asks the portal for is asked in this account's name. */
  serves(ref: AccountRef): boolean {
    return this.#inProcess !== null && sameAccount(this.#inProcess, ref);
  }

  /**
   * The library, once it is open. Where it could not be opened, who asks next tries again: a full disk may have room by now.
   * Fails with the reason why not.
   */
  async opened(): Promise<LibraryClient> {
    await this.#opening;
    if (this.#failure) {
      this.#opening = this.#opening.then(() => this.#tryAgain());
      await this.#opening;
    }
    if (this.#ref === null) throw new AppFailure('not-signed-in', 'no library is open');
    if (this.#failure) throw this.#failure;
    return this.#options.client;
  }

  /** The person changed how much may be cached. */
  async applyCacheLimit(): Promise<void> {
    await this.#opening;
    if (this.#ref !== null && !this.#failure)
      await this.#options.client.setCacheLimit(this.#options.cacheLimit());
  }

  /** Erases what the account in use has on this computer. The session must be left right after. */
  async erase(): Promise<void> {
    await this.#opening;
    const ref = this.#ref;
    if (ref === null) return;
    await this.#options.client.close({ erase: true }).catch(() => undefined);
    await this.eraseOf(ref);
  }

  /** Erases what an account has on this computer while it is not in use. */
  async eraseOf(ref: AccountRef): Promise<void> {
    // One that is just being left is closed first.
    await this.#opening;
    await this.#options.keys.forget(ref).catch(() => undefined);
    await rm(this.#folder(ref, true), { recursive: true, force: true, maxRetries: 5 });
  }

  async #begin(active: Owner): Promise<boolean> {
    try {
      await this.#open(active);
      this.#failure = null;
      return true;
    } catch (error) {
      this.#options.log.error('library not opened', { error });
      this.#failure =
        error instanceof AppFailure
          ? error
          : new AppFailure('library-unreadable', 'the library could not be opened');
      return false;
    }
  }

  async #tryAgain(): Promise<void> {
    const active = this.#active;
    if (!this.#failure || !active) return;
    if (await this.#begin(active)) await this.#options.client.setOnline(active.online).catch(() => undefined);
  }

  async #open(active: Owner): Promise<void> {
    const { client, cacheLimit, log } = this.#options;
    const { key, kept } = active.libraryKey;
    const { api, dicomweb } = active.discovered.endpoints;
    const input = {
      folder: this.#folder(active.ref, kept),
      key,
      lifetime: kept ? 'kept' : 'until-exit',
      portal: { apiBaseUrl: api, dicomwebBaseUrl: dicomweb },
      cacheLimit: cacheLimit(),
    } as const;
    this.#inProcess = active.ref;
    try {
      await client.open(input);
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code !== 'library-unreadable') throw error;
      // The keychain lost the key (a new computer, a keychain set back): nobody will ever read these files again.
      log.warn('library begun anew', { reason: 'its key is gone' });
      await rm(input.folder, { recursive: true, force: true, maxRetries: 5 });
      await client.open(input);
    }
  }

  /** Named by a hash: a folder's name is not to say who uses this computer. */
  #folder({ portalAddress, username }: AccountRef, kept: boolean): string {
    const name = createHash('sha256').update(`${portalAddress} ${username}`).digest('hex').slice(0, 32);
    return join(this.#options.root, kept ? 'library' : untilExit, name);
  }
}
