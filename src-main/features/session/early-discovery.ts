import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { portalSchema, type Portal } from '../../../src-shared/domain/portal.ts';
import type { Slot } from '../../session/memory.ts';
import type { Session } from '../../session/session.ts';
import type { DiscoveredPortal } from '../../sources/portal/discovery.ts';

/** An answer that lay there longer than a start takes is asked for anew. */
const freshMs = 10_000;

interface Asked {
  readonly address: string;
  readonly at: number;
  readonly answer: Promise<DiscoveredPortal>;
}

/** What the portal said that the sign-in page begins with, under the address that it was asked at. */
export const saidSchema = z.object({ address: z.string(), portal: portalSchema }).nullable();
export type Said = z.infer<typeof saidSchema>;

/**
 * The sign-in page has to know what its portal is. It is drawn with what that portal said the last time, and asks once more when
 * it is seen; where this computer knows nothing yet, the question is on its way while the page makes ready to be drawn.
 */
export class EarlyDiscovery {
  readonly #session: Session;
  readonly #said: Slot<Said>;
  #asked: Asked | null = null;
  #shown: Portal | null = null;

  constructor(session: Session, said: Slot<Said>) {
    this.#session = session;
    this.#said = said;
  }

  /** Asks for the sign-in page that is about to show, if one is and has nothing to be drawn with; once. */
  ask(): void {
    const { state } = this.#session;
    if (state.kind !== 'signed-out') return;
    const address = state.portalAddress;
    if (this.#holds(address) || this.lastSaid(address)) return;
    const answer = this.#discover(address);
    this.#asked = { address, at: performance.now(), answer };
    // Whoever asks for it hears of it; if nobody does, it does not matter.
    answer.catch(() => undefined);
  }

  /** The portal that a page shows while nobody is signed in: its support is whom one writes to there. */
  get shown(): Portal | null {
    return this.#shown;
  }

  show<P extends Portal | null>(portal: P): P {
    this.#shown = portal;
    return portal;
  }

  /** Null where nothing is known. It may be otherwise by now. */
  lastSaid(address: string): Portal | null {
    const said = this.#said.get();
    return said?.address === address ? said.portal : null;
  }

  /** Each answer is given once: whoever asks again wants to know how it is now. */
  discover(address: string): Promise<DiscoveredPortal> {
    const answer = this.#holds(address)?.answer;
    this.#asked = null;
    return answer ?? this.#discover(address);
  }

  async #discover(address: string): Promise<DiscoveredPortal> {
    const discovered = await this.#session.discover(address);
    const { state } = this.#session;
    const { portal } = discovered;
    if (
      state.kind === 'signed-out' &&
      state.portalAddress === address &&
      !isDeepStrictEqual(portal, this.lastSaid(address))
    )
      this.#said.set({ address, portal });
    return discovered;
  }

  #holds(address: string): Asked | null {
    const asked = this.#asked;
    return asked?.address === address && performance.now() - asked.at < freshMs ? asked : null;
  }
}
