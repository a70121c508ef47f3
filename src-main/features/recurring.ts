import type { Clock } from '../session/clock.ts';

/** Does the same again and again, from a start to a stop: at once, then each time so many milliseconds have passed. */
export class Recurring {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #run: () => void;
  #callOff: (() => void) | null = null;

  constructor(clock: Clock, everyMs: number, run: () => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#run = run;
  }

  get running(): boolean {
    return this.#callOff !== null;
  }

  start(): void {
    this.stop();
    this.#next();
    this.#run();
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #next(): void {
    this.#callOff = this.#clock.after(this.#everyMs, () => {
      this.#next();
      this.#run();
    });
  }
}
