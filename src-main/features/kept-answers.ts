import { z } from 'zod';
import type { Log } from '../app/log.ts';
import { isForNow } from '../sources/portal/failure.ts';
import type { PortalClient } from '../sources/portal/client.ts';
import type { ActiveSession } from '../session/active-session.ts';
import type { Session } from '../session/session.ts';
import type { LibraryClient } from '../library/client.ts';

export interface Freshness {
  readonly source: 'portal' | 'this-computer';
  /** ISO 8601. */
  readonly asOf: string;
}

export interface KeptAnswersOptions {
  readonly session: Session;
  /** Where answers are kept. */
  readonly library: { readonly opened: () => Promise<Pick<LibraryClient, 'putDocument' | 'getDocument'>> };
  readonly log: Log;
}

/** Answers from the portal, kept encrypted by the library, so that a page has something to show without a network. */
export class KeptAnswers {
  readonly #options: KeptAnswersOptions;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: KeptAnswersOptions) {
    this.#options = options;
  }

  /** What the portal says now, or what it said last where it cannot say; `isWhole` is asked before an answer replaces the kept one. */
  async get<T>(
    name: string,
    schema: z.ZodType<T>,
    ask: (client: PortalClient) => Promise<T>,
    isWhole: (value: T) => boolean = () => true,
  ): Promise<{ value: T; freshness: Freshness }> {
    const { session, log } = this.#options;
    const { active } = session;
    if (!active.online) {
      const kept = await this.#kept(active, name, schema);
      if (kept) return kept;
    }
    try {
      const value = await ask(active.client);
      const fromPortal: Freshness = { source: 'portal', asOf: new Date().toISOString() };
      if (!isWhole(value)) return { value, freshness: fromPortal };
      // Not waited for: a page shows at once, and a full disk is no reason to show nothing.
      const keeping = this.#keep(active, name, value).catch((error: unknown) =>
        // What follows the name's first word is an id, or what somebody searched for.
        log.warn('answer not kept', { name: name.split(' ', 1)[0], error }),
      );
      this.#underWay.add(keeping);
      void keeping.then(() => this.#underWay.delete(keeping));
      return { value, freshness: fromPortal };
    } catch (error) {
      const kept = isForNow(error) ? await this.#kept(active, name, schema) : null;
      if (kept) return kept;
      throw error;
    }
  }

  /** Resolves when what was answered so far is kept: who ends the application right then has it offline. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Whoever asked may have left meanwhile: then the library that is open is another's. */
  #isStill(asker: ActiveSession): boolean {
    return this.#options.session.activeEvenIfLocked === asker;
  }

  async #keep(asker: ActiveSession, name: string, value: unknown): Promise<void> {
    const library = await this.#options.library.opened();
    if (this.#isStill(asker)) await library.putDocument(name, value);
  }

  async #kept<T>(
    asker: ActiveSession,
    name: string,
    schema: z.ZodType<T>,
  ): Promise<{ value: T; freshness: Freshness } | null> {
    try {
      const library = await this.#options.library.opened();
      if (!this.#isStill(asker)) return null;
      const found = await library.getDocument(name);
      if (!found) return null;
      return {
        value: schema.parse(found.value),
        freshness: { source: 'this-computer', asOf: found.storedAt },
      };
    } catch (error) {
      this.#options.log.warn('kept answer not read', { name, error });
      return null;
    }
  }
}
