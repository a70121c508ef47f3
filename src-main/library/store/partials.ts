import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { HEADER_BYTES, SEALED_SEGMENT_BYTES } from './sealed-file.ts';

export interface Partial {
  readonly path: string;
  /** Stands for the validator of what was being fetched: the rest must be of the same. */
  readonly tag: string;
  readonly bytes: number;
}

const NAME = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9a-f]{16})\.[0-9a-f]{32}$/;
/** A beginning that nobody came back for in so long is not worth its place. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 3_600_000;

export const tagOf = (validator: string): string =>
  createHash('sha256').update(validator).digest('hex').slice(0, 16);

/**
 * Beginnings of large files whose fetching was interrupted, by the network or by a power cut. They lie in `incoming/` as
 * EXAM.ITEM.TAG.RANDOM; whole segments of them are good, what comes after is not.
 */
export class Partials {
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #found = new Map<string, Partial & { readonly exam: string }>();

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** Where a file grows; one that could be continued later says by its name what it is. */
  pathFor(exam: string | null, item: string, tag: string | null): string {
    const random = randomBytes(16).toString('hex');
    const name = exam && tag ? `${exam}.${item}.${tag}.${random}` : random;
    return join(this.#folder, name);
  }

  /** Registers what can be continued; answers what is of no use. */
  async load(now: number): Promise<string[]> {
    const useless: string[] = [];
    for (const name of await this.#disk.list(this.#folder)) {
      const path = join(this.#folder, name);
      if (!(await this.register(path, now))) useless.push(path);
    }
    return useless;
  }

  /** False where it cannot be continued, or a longer beginning of the same is known. */
  async register(path: string, now: number): Promise<boolean> {
    const [, exam, item, tag] = NAME.exec(path.slice(this.#folder.length + 1)) ?? [];
    if (exam === undefined || item === undefined || tag === undefined) return false;
    const found = await this.#disk.stat(path);
    const known = this.#found.get(item);
    const enough = found !== null && found.bytes >= HEADER_BYTES + SEALED_SEGMENT_BYTES;
    if (!enough || now - found.modified > FORGOTTEN_AFTER_MS || (known && known.bytes >= found.bytes))
      return false;
    if (known) await this.#disk.unlink(known.path).catch(() => undefined);
    this.#found.set(item, { exam, tag, path, bytes: found.bytes });
    return true;
  }

  /** It is the caller's from then on. */
  take(item: string): Partial | null {
    const found = this.#found.get(item) ?? null;
    this.#found.delete(item);
    return found;
  }

  get count(): number {
    return this.#found.size;
  }

  async removeOf(exam: string): Promise<void> {
    for (const [item, partial] of this.#found) {
      if (partial.exam !== exam) continue;
      this.#found.delete(item);
      await this.#disk.unlink(partial.path).catch(() => undefined);
    }
  }
}
