import { AppFailure } from '../../src-shared/errors.ts';
import { normaliseAddress } from '../sources/portal/address.ts';
import type { Session } from './session.ts';

export interface PortalGateOptions {
  readonly session: Pick<Session, 'state' | 'onChange' | 'knowsPortal'>;
  /** The portal of the link that the person followed; null where there is none. */
  readonly invited: () => string | null;
  /** Asks the person in a box of the system's, over the window with these contents. */
  readonly confirm: (address: string, contentsId: number) => Promise<boolean>;
}

/**
 * A page names the portal that main is to ask: whoever signs in types its address. One that has shown somebody's exams could
 * send them out so, as names of computers and of people. From then on a portal that this computer does not know is confirmed by
 * the person, before a single request goes there.
 */
export class PortalGate {
  readonly #options: PortalGateOptions;
  readonly #confirmed = new Set<string>();
  /** Exams have been shown in this run; a page keeps what it saw when its person has left. */
  #hasShown = false;
  /** One box at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: PortalGateOptions) {
    this.#options = options;
    options.session.onChange((state) => (this.#hasShown ||= state.kind === 'signed-in'));
  }

  /** Fails with `cancelled` where the person does not want it. */
  async pass(typed: string, contentsId: number): Promise<void> {
    const address = originOf(typed);
    // What is no address is asked for nowhere, and said to be none by whoever would ask.
    if (address === null || this.#isFree(address)) return;
    const turn = this.#turn.then(async () => {
      if (this.#isFree(address)) return true;
      const isMeant = await this.#options.confirm(address, contentsId);
      if (isMeant) this.#confirmed.add(address);
      return isMeant;
    });
    this.#turn = turn.catch(() => undefined);
    if (!(await turn)) throw new AppFailure('cancelled', 'the portal was not confirmed');
  }

  #isFree(address: string): boolean {
    const { session, invited } = this.#options;
    this.#hasShown ||= session.state.kind === 'signed-in';
    return (
      !this.#hasShown || session.knowsPortal(address) || address === invited() || this.#confirmed.has(address)
    );
  }
}

function originOf(typed: string): string | null {
  try {
    return normaliseAddress(typed);
  } catch {
    return null;
  }
}
