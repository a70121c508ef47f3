/** A rate looks at so many milliseconds: long enough to be calm, short enough to be true. */
const WINDOW_MS = 8_000;
const BUCKET_MS = 500;
/** Before so much has been seen, a rate would be a guess. */
const LEAST_MS = 2_000;

/** How fast bytes arrive, and so when they will all be here. */
export class ProgressMeter {
  readonly #now: () => number;
  #buckets: { at: number; bytes: number }[] = [];
  #since: number | null = null;

  /** `now`: milliseconds that never go back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  add(bytes: number): void {
    const at = Math.floor(this.#now() / BUCKET_MS) * BUCKET_MS;
    this.#since ??= this.#now();
    const last = this.#buckets.at(-1);
    if (last?.at === at) last.bytes += bytes;
    else this.#buckets.push({ at, bytes });
  }

  /** Nothing is on its way now: what comes later has another rate. */
  reset(): void {
    this.#buckets = [];
    this.#since = null;
  }

  /** Null while nothing can be said. */
  get bytesPerSecond(): number | null {
    const now = this.#now();
    if (this.#since === null || now - this.#since < LEAST_MS) return null;
    this.#buckets = this.#buckets.filter(({ at }) => at > now - WINDOW_MS);
    const bytes = this.#buckets.reduce((sum, bucket) => sum + bucket.bytes, 0);
    return (bytes / Math.min(WINDOW_MS, now - this.#since)) * 1000;
  }

  /** Null while nothing arrives. */
  secondsFor(bytesLeft: number): number | null {
    const rate = this.bytesPerSecond;
    return rate === null || rate < 1 ? null : Math.max(0, bytesLeft) / rate;
  }
}
