import { pacsSchema, type Pacs } from '../../../src-shared/domain/pacs.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { SetPacsInput } from '../../../src-shared/ipc/schemas/send.ts';
import type { Slot } from '../../session/memory.ts';
import type { Secrets } from '../../session/secrets.ts';
import { Archive, archiveUrl } from './archive.ts';

export const pacsSlotSchema = pacsSchema.nullable();

/** Asks the person, in a box that no page can press, whether exams may go to this address. */
export type ConfirmArchive = (url: string) => Promise<boolean>;

/** The archive that this computer sends to: its address in the settings, its password in the keychain. */
export class OwnArchive {
  readonly #slot: Slot<Pacs | null>;
  readonly #secrets: Secrets;
  readonly #fetch: typeof globalThis.fetch;

  constructor(slot: Slot<Pacs | null>, secrets: Secrets, fetch: typeof globalThis.fetch) {
    this.#slot = slot;
    this.#secrets = secrets;
    this.#fetch = fetch;
  }

  get pacs(): Pacs | null {
    return this.#slot.get();
  }

  /**
   * Kept once the archive has answered: an address that does not work is no setting. `confirm` is asked before anything is asked of a new
   * address: it is where a person's exams may go, and a page alone must not say so. Fails with `cancelled`.
   */
  async set(
    { name, url: typed, username, password: given }: SetPacsInput,
    confirm: ConfirmArchive,
  ): Promise<Pacs> {
    const pacs: Pacs = { name, url: archiveUrl(typed), username: username === '' ? null : username };
    const known = this.pacs;
    if (known?.url !== pacs.url && !(await confirm(pacs.url)))
      throw new AppFailure('cancelled', 'the address was not confirmed');
    // A known password goes to the archive that it was given for, and to no other.
    const isSame = known?.url === pacs.url && known.username === pacs.username;
    const password = given ?? (isSame ? await this.#secrets.archivePassword() : null);
    await new Archive({ ...pacs, password, fetch: this.#fetch }).check();
    await this.#secrets.keepArchivePassword(password);
    this.#slot.set(pacs);
    return pacs;
  }

  async forget(): Promise<void> {
    this.#slot.set(null);
    await this.#secrets.keepArchivePassword(null).catch(() => undefined);
  }

  async open(): Promise<Archive> {
    const { pacs } = this;
    if (!pacs) throw new AppFailure('not-found', 'no archive is set up');
    const password = pacs.username === null ? null : await this.#secrets.archivePassword();
    return new Archive({ ...pacs, password, fetch: this.#fetch });
  }
}
