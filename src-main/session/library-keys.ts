import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { accountSchema, type Account } from '../../src-shared/domain/account.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { Keychain } from './keychain.ts';
import { lockWithPassword, openWithPassword, usualCost, type ScryptCost } from './password-lock.ts';

export interface LibraryKey {
  /** 32 bytes. */
  readonly key: Uint8Array<ArrayBuffer>;
  /** False: it lies nowhere and lasts as long as this run. */
  readonly kept: boolean;
}

const openService = 'e-mage library';
const lockedService = 'e-mage library by password';
/** No address begins so: it can be no account's. */
const localEntry = 'this computer';
const entryName = ({ portalAddress, username }: AccountRef): string => `${portalAddress} ${username}`;

/** Who it belongs to is asked of nobody when there is no network: it lies beside the key. */
const lockedSchema = z.object({ key: z.base64().length(44), account: accountSchema });
export interface Unlocked {
  readonly key: LibraryKey;
  readonly account: Account;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));
export const passingKey = (): LibraryKey => ({ key: new Uint8Array(randomBytes(32)), kept: false });

/**
 * The key of each account's library, in the keychain: open for who stays signed in on this computer; for everybody who
 * has a password, also locked with it. What is locked opens without the portal, and to nobody who has the keychain alone.
 */
export class LibraryKeys {
  readonly #keychain: Keychain;
  readonly #cost: ScryptCost;

  constructor(keychain: Keychain, cost = usualCost) {
    this.#keychain = keychain;
    this.#cost = cost;
  }

  /** The key of this computer's own library: imported exams, which belong to no account. */
  async local(): Promise<LibraryKey> {
    try {
      const found = await this.#open(localEntry);
      if (found) return found;
      const made = { ...passingKey(), kept: true };
      await this.#keychain.write(openService, localEntry, Buffer.from(made.key).toString('base64'));
      return made;
    } catch (error) {
      if (error instanceof AppFailure) return passingKey();
      throw error;
    }
  }

  /**
   * The account's key, made at first need; one that is made is not written down yet. Where there is no keychain: one for
   * this run. Fails with `library-password-changed` where none of these passwords opens it.
   */
  async of(ref: AccountRef, passwords: readonly string[]): Promise<LibraryKey> {
    let locked: string | null;
    try {
      const found = await this.#open(entryName(ref));
      if (found) return found;
      locked = await this.locked(ref);
    } catch (error) {
      if (error instanceof AppFailure) return passingKey();
      throw error;
    }
    if (locked === null) return { ...passingKey(), kept: true };
    for (const password of passwords) {
      const unlocked = await this.unlock(ref, locked, password);
      if (unlocked) return unlocked.key;
    }
    throw new AppFailure('library-password-changed', 'the library is locked with another password');
  }

  /** The key as it lies locked in the keychain; null for none. */
  locked(ref: AccountRef): Promise<string | null> {
    return this.#keychain.read(lockedService, entryName(ref));
  }

  /** To be written down, or to be remembered where there is no keychain: it tells the right password as well. */
  lock(ref: AccountRef, { key, account }: Unlocked, password: string): Promise<string> {
    const secret = JSON.stringify({ key: Buffer.from(key.key).toString('base64'), account });
    return lockWithPassword(secret, { password, place: entryName(ref), cost: this.#cost });
  }

  /** Null where this is not the password. */
  async unlock(ref: AccountRef, locked: string, password: string): Promise<Unlocked | null> {
    const secret = await openWithPassword(locked, { password, place: entryName(ref) });
    if (secret === null) return null;
    // Locked by us: what opens has the shape that we gave it, or that an older version did.
    const { key, account } = lockedSchema.parse(JSON.parse(secret));
    return { key: { key: bytesOf(key), kept: true }, account };
  }

  /** Writes down how the key can be had from now on: `open` without, `locked` with the password. */
  async keep(
    ref: AccountRef,
    { key }: LibraryKey,
    ways: { open: boolean; locked: string | null },
  ): Promise<void> {
    const name = entryName(ref);
    if (ways.locked !== null) await this.#keychain.write(lockedService, name, ways.locked);
    // Nobody who signs in by the browser has told this computer a password.
    const open = ways.open || ways.locked === null;
    if (open) await this.#keychain.write(openService, name, Buffer.from(key).toString('base64'));
    else await this.#keychain.remove(openService, name);
  }

  /** The person signs out: from now on only the password opens it, where one is known. */
  async close(ref: AccountRef): Promise<void> {
    if ((await this.locked(ref)) !== null) await this.#keychain.remove(openService, entryName(ref));
  }

  /** Without its key nobody reads the library any more. */
  async forget(ref: AccountRef): Promise<void> {
    await this.#keychain.remove(lockedService, entryName(ref));
    await this.#keychain.remove(openService, entryName(ref));
  }

  async #open(name: string): Promise<LibraryKey | null> {
    const text = await this.#keychain.read(openService, name);
    const key = text === null ? null : bytesOf(text);
    return key?.byteLength === 32 ? { key, kept: true } : null;
  }
}
