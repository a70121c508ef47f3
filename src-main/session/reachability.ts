import type { Reach } from '../sources/portal/failure.ts';
import type { Clock } from './clock.ts';

/** Seconds between the tries to reach the portal again; the last one repeats. */
const waitsSeconds = [2, 5, 10, 20, 40, 60];

export interface ReachabilityOptions {
  readonly clock: Clock;
  /** Tries to reach the portal. What comes of it is reported by `report`, as of any other request. */
  readonly probe: () => Promise<unknown>;
  readonly onChange: (online: boolean) => void;
}

/** Knows from the requests themselves whether the portal can be reached, and comes back online by itself. */
export class Reachability {
  readonly #options: ReachabilityOptions;
  #reach: Reach;
  #failures = 0;
  #callOff: (() => void) | null = null;
  #closed = false;
  #looking = false;

  constructor(options: ReachabilityOptions, online: boolean) {
    this.#options = options;
    this.#reach = online ? 'reached' : 'unreached';
    if (!online) this.#tryLater();
  }

  get online(): boolean {
    return this.#reach === 'reached';
  }

  /** The portal answers, but only that it cannot serve anybody now. */
  get isDown(): boolean {
    return this.#reach === 'down';
  }

  report(reach: Reach): void {
    if (this.#closed) return;
    if (reach === 'reached') {
      this.#callOff?.();
      this.#callOff = null;
      this.#failures = 0;
    } else this.#tryLater();
    if (this.#reach === reach) return;
    this.#reach = reach;
    this.#options.onChange(this.online);
  }

  /** Somebody else's request came nowhere (the library's process has its own way to the portal): looks at once. */
  doubt(): void {
    if (!this.#closed && this.online && !this.#looking) this.#try();
  }

  /** Something happened that may have brought the network back (the computer woke up): tries at once. */
  tryNow(): void {
    if (this.#closed || this.online) return;
    this.#callOff?.();
    this.#callOff = null;
    this.#failures = 0;
    this.#try();
  }

  close(): void {
    this.#closed = true;
    this.#callOff?.();
  }

  #tryLater(): void {
    if (this.#callOff) return;
    const seconds = waitsSeconds[Math.min(this.#failures, waitsSeconds.length - 1)] ?? 60;
    this.#failures += 1;
    this.#callOff = this.#options.clock.after(seconds * 1000, () => {
      this.#callOff = null;
      this.#try();
    });
  }

  #try(): void {
    this.#looking = true;
    this.#options
      .probe()
      .catch(() => undefined)
      .finally(() => (this.#looking = false));
  }
}
