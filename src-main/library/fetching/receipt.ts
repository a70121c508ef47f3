import { createHash, type Hash } from 'node:crypto';
import { StructureWalker } from '../../dicom/structure.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { Incoming } from '../../sources/image-source.ts';
import { Collector } from './collector.ts';

export interface Expected {
  readonly isDicom: boolean;
  /** Throws `AppFailure` where these first bytes cannot be the beginning of what was wanted. */
  readonly check: (beginning: Uint8Array) => void;
}

const CHECKED_BYTES = 256 * 1024;
const MOST_BYTES = 2 ** 32;

/** Takes one item in, and knows at its end whether it is the one that was wanted, and whole. */
export class Receipt {
  readonly #expected: Expected;
  readonly #collector = new Collector();
  readonly #structure = new StructureWalker();
  readonly #hash: Hash | null;
  #checked = false;
  /** What came is not what was sent: nothing of it is worth going on with. */
  spoilt = false;

  constructor(expected: Expected, hashes: boolean) {
    this.#expected = expected;
    this.#hash = hashes ? createHash('sha256') : null;
  }

  get bytes(): number {
    return this.#collector.bytes;
  }

  /** `keepAll`: somebody waits for it whole. */
  add(piece: Uint8Array, keepAll: boolean): void {
    this.#collector.add(piece, keepAll || !this.#checked);
    this.#hash?.update(piece);
    if (this.#expected.isDicom) this.#structure.push(piece);
    if (this.bytes > MOST_BYTES) throw new AppFailure('instance-damaged', 'larger than anything there is');
    if (!this.#checked && this.bytes >= CHECKED_BYTES) this.#check();
  }

  /** Throws where it is not what its source said it would be. */
  end({ length, sha256, asIs }: Incoming): void {
    if (!this.#checked) this.#check();
    if (length !== null && length !== this.bytes)
      throw new AppFailure('portal-unavailable', 'it ended before its end');
    if (sha256 !== null && this.#hash) {
      this.spoilt = this.#hash.digest('hex') !== sha256;
      if (this.spoilt) throw new AppFailure('portal-answer-invalid', 'changed on its way');
      // Byte for byte what the portal has: if that is cut short, there is no more of it.
    } else if (this.#structure.broken && !asIs) {
      throw new AppFailure('instance-damaged', 'it ends in the middle of an element');
    }
  }

  /** In one buffer, for whoever waits to see it; null where it was let go. */
  whole(): ArrayBuffer | null {
    return this.#collector.whole();
  }

  #check(): void {
    this.#expected.check(this.#collector.beginning(CHECKED_BYTES));
    this.#checked = true;
  }
}
