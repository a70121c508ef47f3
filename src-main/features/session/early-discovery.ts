import type { Session } from '../../session/session.ts';
import type { DiscoveredPortal } from '../../sources/portal/discovery.ts';

/** An answer that lay there longer than a start takes is asked for anew. */
const freshMs = 10_000;

interface Asked {
  readonly address: string;
  readonly at: number;
  readonly answer: Promise<DiscoveredPortal>;
}

/**
 * The sign-in page asks its portal what it is before anything else can be done there: the question is on its way while the
 * page is still being read.
 */
export class EarlyDiscovery {
  readonly #session: Session;
  #asked: Asked | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks for the sign-in page that is about to show, if one is; once. */
  ask(): void {
    const { state } = this.#session;
    if (state.kind !== 'signed-out') return;
    const address = state.portalAddress;
    if (this.#holds(address)) return;
    const answer = this.#session.discover(address);
    this.#asked = { address, at: performance.now(), answer };
    // Whoever asks for it hears of it; if nobody does, it does not matter.
    answer.catch(() => undefined);
  }

  /** Each answer is given once: whoever asks again wants to know how it is now. */
  discover(address: string): Promise<DiscoveredPortal> {
    const answer = this.#holds(address)?.answer;
    this.#asked = null;
    return answer ?? this.#session.discover(address);
  }

  #holds(address: string): Asked | null {
    const asked = this.#asked;
    return asked?.address === address && performance.now() - asked.at < freshMs ? asked : null;
  }
}
