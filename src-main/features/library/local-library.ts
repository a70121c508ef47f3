import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Log } from '../../app/log.ts';
import type { LibraryClient } from '../../library/client.ts';
import type { LibraryKeys } from '../../session/library-keys.ts';

/** Opens this computer's own library, for imported exams, when it is first needed. Nobody need be signed in. */
export class LocalLibraryOpener {
  readonly #options: {
    readonly client: LibraryClient;
    readonly keys: LibraryKeys;
    readonly root: string;
    readonly log: Log;
  };
  #opening: Promise<void> | null = null;

  constructor(options: { client: LibraryClient; keys: LibraryKeys; root: string; log: Log }) {
    this.#options = options;
  }

  async opened(): Promise<LibraryClient> {
    this.#opening ??= this.#open();
    try {
      await this.#opening;
    } catch (error) {
      // The next who asks tries again.
      this.#opening = null;
      throw error;
    }
    return this.#options.client;
  }

  async #open(): Promise<void> {
    const { client, keys, root, log } = this.#options;
    const { key, kept } = await keys.local();
    const folder = join(root, kept ? 'library' : 'library-until-exit', 'local');
    const input = { folder, key, lifetime: kept ? 'kept' : 'until-exit' } as const;
    try {
      await client.openLocal(input);
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code !== 'library-unreadable') throw error;
      log.warn('library of this computer begun anew', { reason: 'its key is gone' });
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      await client.openLocal(input);
    }
  }
}
