import type { Clock } from '../../session/clock.ts';
import type { Session } from '../../session/session.ts';
import { getAccount } from '../../sources/portal/account.ts';

const everyMs = 15_000;

/**
 * While a guest looks at what was shared, asks from time to time whether they still may: a share that its patient stops
 * is gone from the screen, not only from the portal. Without a network the end of the share is kept by this clock.
 */
export class VisitWatch {
  readonly #session: Session;
  readonly #clock: Clock;
  #callOff: (() => void) | null = null;

  constructor(session: Session, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** To be told of every change of the session. */
  follow(): void {
    if (this.#session.isVisit === (this.#callOff !== null)) return;
    this.#callOff?.();
    this.#callOff = null;
    if (this.#session.isVisit) this.#next();
  }

  async look(): Promise<void> {
    const active = this.#session.activeEvenIfLocked;
    if (!active?.isGuest) return;
    if (Date.parse(active.account.share?.endsAt ?? '') <= this.#clock.now())
      await this.#session.expireVisit();
    // A refusal ends the session by itself; that the portal cannot be reached says nothing.
    else if (active.online) await getAccount(active.client).catch(() => undefined);
  }

  #next(): void {
    this.#callOff = this.#clock.after(everyMs, () => {
      this.#next();
      void this.look();
    });
  }
}
