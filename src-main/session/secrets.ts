import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { accountSchema } from '../../src-shared/domain/account.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { Keychain } from './keychain.ts';

const sessionService = 'e-mage session';
const libraryService = 'e-mage library';
const archiveService = 'e-mage archive';
const archiveEntry = 'password';

/**
 * What the keychain keeps of a session. The account lies beside the token, because who is signed in must be known for
 * an offline start and is nobody else's business. It stays small: Windows takes 2,560 bytes.
 */
export const keptSessionSchema = z.object({
  refreshToken: z.string().min(1),
  account: accountSchema,
  /** Tells the right password from a wrong one where the portal cannot be asked (password-verifier.ts). */
  verifier: z.string().nullable(),
});
export type KeptSession = z.infer<typeof keptSessionSchema>;

/** No address begins so: it can be no account's. */
const localEntry = 'this computer';
const entryName = ({ portalAddress, username }: AccountRef): string => `${portalAddress} ${username}`;

/** The session's token and the library's key of each account, in the keychain. */
export class Secrets {
  readonly #keychain: Keychain;

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  /** Null where nothing is kept, and where what is kept is of no use. */
  async session(ref: AccountRef): Promise<KeptSession | null> {
    const text = await this.#keychain.read(sessionService, entryName(ref));
    if (text === null) return null;
    try {
      return keptSessionSchema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  keepSession(ref: AccountRef, session: KeptSession): Promise<void> {
    return this.#keychain.write(sessionService, entryName(ref), JSON.stringify(session));
  }

  forgetSession(ref: AccountRef): Promise<void> {
    return this.#keychain.remove(sessionService, entryName(ref));
  }

  /** 32 bytes, made at first need. Where there is no keychain: a key for this run alone (`kept: false`). */
  libraryKey(ref: AccountRef): Promise<{ key: Uint8Array<ArrayBuffer>; kept: boolean }> {
    return this.#keyNamed(entryName(ref));
  }

  /** The key of this computer's own library: imported exams, which belong to no account. */
  localLibraryKey(): Promise<{ key: Uint8Array<ArrayBuffer>; kept: boolean }> {
    return this.#keyNamed(localEntry);
  }

  async #keyNamed(name: string): Promise<{ key: Uint8Array<ArrayBuffer>; kept: boolean }> {
    try {
      const text = await this.#keychain.read(libraryService, name);
      const found = text === null ? null : Buffer.from(text, 'base64');
      if (found?.byteLength === 32) return { key: new Uint8Array(found), kept: true };
      const key = randomBytes(32);
      await this.#keychain.write(libraryService, name, key.toString('base64'));
      return { key: new Uint8Array(key), kept: true };
    } catch (error) {
      if (error instanceof AppFailure) return { key: new Uint8Array(randomBytes(32)), kept: false };
      throw error;
    }
  }

  /** Without its key nobody reads the library any more. */
  forgetLibraryKey(ref: AccountRef): Promise<void> {
    return this.#keychain.remove(libraryService, entryName(ref));
  }

  /** Of the doctor's own archive; null for none. */
  archivePassword(): Promise<string | null> {
    return this.#keychain.read(archiveService, archiveEntry);
  }

  keepArchivePassword(password: string | null): Promise<void> {
    return password === null
      ? this.#keychain.remove(archiveService, archiveEntry)
      : this.#keychain.write(archiveService, archiveEntry, password);
  }
}
