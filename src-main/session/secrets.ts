import { z } from 'zod';
import { accountSchema } from '../../src-shared/domain/account.ts';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { Keychain } from './keychain.ts';

const sessionService = 'e-mage session';
const archiveService = 'e-mage archive';
const archiveEntry = 'password';

/**
 * What the keychain keeps of a session. The account lies beside the token, because who is signed in must be known for
 * an offline start and is nobody else's business. It stays small: Windows takes 2,560 bytes.
 */
export const keptSessionSchema = z.object({
  refreshToken: z.string().min(1),
  account: accountSchema,
});
export type KeptSession = z.infer<typeof keptSessionSchema>;

const entryName = ({ portalAddress, username }: AccountRef): string => `${portalAddress} ${username}`;

/** The session of each account, and the password of a doctor's archive, in the keychain. */
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
