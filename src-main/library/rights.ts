import { z } from 'zod';
import { readJson, writeJson } from './json-items.ts';
import type { ItemKey } from './store/names.ts';
import type { Store } from './store/store.ts';

/** Twice: with the only one, all that is known of rights would be damaged. */
const keys: readonly ItemKey[] = [
  { kind: 'document', item: ':rights' },
  { kind: 'document', item: ':rights-copy' },
];
const schema = z.object({
  /** The latest instant that was ever seen here. */
  latest: z.number(),
  /** When the right to an exam ends, in milliseconds since 1970; exams without an end are not in it. */
  ends: z.record(z.string(), z.number()),
  /** Every exam of which something lies here, so that it is known what to ask the portal about. */
  held: z.array(z.string()),
});

/** In milliseconds since 1970; null for a right that lasts. */
export type Ends = Readonly<Record<string, number | null>>;

const WRITE_EVERY_MS = 10 * 60_000;
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/**
 * Until when exams may stay on this computer. Time never goes back here: the latest instant that was seen is remembered,
 * sealed, and counts on by a clock that nobody can set; so a computer's clock that is set back prolongs nothing.
 */
export class Rights {
  readonly #store: Store;
  readonly #wall: () => number;
  readonly #steady: () => number;
  #latest: number;
  #since: number;
  #written: number;
  #ends: Record<string, number>;
  readonly #held: Set<string>;

  private constructor(store: Store, known: z.infer<typeof schema>, wall: () => number, steady: () => number) {
    this.#store = store;
    this.#wall = wall;
    this.#steady = steady;
    this.#latest = Math.max(known.latest, wall());
    this.#since = steady();
    this.#written = known.latest;
    this.#ends = known.ends;
    this.#held = new Set(known.held);
  }

  static async load(
    store: Store,
    wall: () => number = Date.now,
    steady: () => number = () => performance.now(),
  ): Promise<Rights> {
    const reads = await Promise.allSettled(keys.map((key) => readJson(store, key, schema)));
    const found = reads.flatMap((read) => (read.status === 'fulfilled' && read.value ? [read.value] : []));
    const failed = reads.find((read) => read.status === 'rejected');
    if (found.length === 0 && failed) throw failed.reason;
    const [newest = { latest: 0, ends: {}, held: [] }] = found.sort((a, b) => b.latest - a.latest);
    return new Rights(store, newest, wall, steady);
  }

  now(): number {
    const steady = this.#steady();
    this.#latest = Math.max(this.#latest + (steady - this.#since), this.#wall());
    this.#since = steady;
    return this.#latest;
  }

  isOver(examId: string): boolean {
    const end = Object.hasOwn(this.#ends, examId) ? this.#ends[examId] : undefined;
    return end !== undefined && end <= this.now();
  }

  /** Exams to which the right is over, whether something of them lies here or not. */
  over(): string[] {
    return Object.keys(this.#ends).filter((examId) => this.isOver(examId));
  }

  /** In how many milliseconds the next right ends to something that lies here; null where none will. */
  get untilNextEnd(): number | null {
    const now = this.now();
    const next = [...this.#held].reduce((soonest, examId) => {
      const end = this.#ends[examId];
      return end !== undefined && end > now ? Math.min(soonest, end) : soonest;
    }, Infinity);
    return next === Infinity ? null : next - now;
  }

  holds(examId: string): boolean {
    return this.#held.has(examId);
  }

  get held(): readonly string[] {
    return [...this.#held];
  }

  /** Something of it comes to lie here. */
  async hold(examId: string): Promise<void> {
    if (this.#held.has(examId)) return;
    this.#held.add(examId);
    await this.#write();
  }

  async forget(examId: string): Promise<void> {
    if (this.#held.delete(examId)) await this.#write();
  }

  /** The end that an exam states which comes to lie here, where the portal has said nothing of it since. */
  async know(examId: string, end: number | null): Promise<void> {
    if (end === null || Object.hasOwn(this.#ends, examId)) return;
    this.#ends = { ...this.#ends, [examId]: end };
    await this.#write();
  }

  /** What the portal says of exams, null for a right that lasts; and what time it is there: that alone may set our time back. */
  async set(ends: Ends, portalNow: number | null): Promise<void> {
    if (portalNow !== null) {
      this.#latest = portalNow;
      this.#since = this.#steady();
    }
    const said = new Map(Object.entries({ ...this.#ends, ...ends }));
    // Of what is long over and gone nothing needs to be known any more; just now, a window may still ask for it.
    const matters = (examId: string, end: number): boolean =>
      end > this.now() - REMEMBERED_MS || this.#held.has(examId) || Object.hasOwn(ends, examId);
    this.#ends = Object.fromEntries(
      [...said].flatMap(([examId, end]) => (end !== null && matters(examId, end) ? [[examId, end]] : [])),
    );
    await this.#write();
  }

  /** Now and then: an instant that was seen is not forgotten over a start. */
  async remember(): Promise<void> {
    if (this.now() - this.#written >= WRITE_EVERY_MS) await this.#write();
  }

  async close(): Promise<void> {
    await this.#write();
  }

  async #write(): Promise<void> {
    this.#written = this.now();
    const known = { latest: this.#written, ends: this.#ends, held: [...this.#held] };
    for (const key of keys) await writeJson(this.#store, key, known);
  }
}
