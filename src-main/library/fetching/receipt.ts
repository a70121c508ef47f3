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

/** What an item is stands in its first bytes; where it does not, more of them are looked at. */
const FIRST_LOOK = 16 * 1024;
const LAST_LOOK = 256 * 1024;
const MOST_BYTES = 2 ** 32;

/** Another than its source said it would send: the way may be to blame, or, where that never ends, the source. */
export class NotAsSaid extends AppFailure {
  constructor(message: string) {
    super('portal-answer-invalid', message);
  }
}

/** Takes one item in, and knows at its end whether it is the one that was wanted, and whole. */
export class Receipt {
  readonly #expected: Expected;
  readonly #collector: Collector;
  readonly #length: number | null;
  readonly #structure = new StructureWalker();
  readonly #hash: Hash | null;
  /** The first bytes, while it is not known yet what they are the beginning of. */
  #beginning: Buffer | null = Buffer.allocUnsafe(0);
  /** What came is not what was sent: nothing of it is worth going on with. */
  spoilt = false;

  /** `bytes`: how long it will be, where its source says so. */
  constructor(expected: Expected, hashes: boolean, bytes: number | null) {
    this.#expected = expected;
    this.#collector = new Collector(bytes);
    this.#length = bytes;
    this.#hash = hashes ? createHash('sha256') : null;
  }

  get bytes(): number {
    return this.#collector.bytes;
  }

  /** `isAwaited`: somebody waits for it whole. Nothing of the piece is kept. */
  add(piece: Uint8Array, isAwaited: boolean): void {
    this.#collector.add(piece, isAwaited);
    this.#hash?.update(piece);
    if (this.#expected.isDicom) this.#structure.push(piece);
    if (this.#length !== null && this.bytes > this.#length) throw new NotAsSaid('more than it was to be');
    if (this.bytes > MOST_BYTES) throw new AppFailure('instance-damaged', 'larger than anything there is');
    if (this.#beginning) this.#look(this.#beginning, piece);
  }

  /** Throws where it is not what its source said it would be. */
  end({ length, sha256, asIs }: Incoming): void {
    if (this.#beginning) this.#expected.check(this.#beginning);
    if (length !== null && length !== this.bytes)
      throw new AppFailure('portal-unavailable', 'it ended before its end');
    if (sha256 !== null && this.#hash) {
      this.spoilt = this.#hash.digest('hex') !== sha256;
      if (this.spoilt) throw new NotAsSaid('changed on its way');
      // Byte for byte what the portal has: if that is cut short, there is no more of it.
    } else if (this.#structure.broken && !asIs) {
      throw new AppFailure('instance-damaged', 'it ends in the middle of an element');
    }
  }

  /** In one buffer, for whoever waits to see it; null where nobody did from its beginning. */
  whole(): ArrayBuffer | null {
    return this.#collector.whole();
  }

  #look(before: Buffer, piece: Uint8Array): void {
    const most = before.byteLength < FIRST_LOOK ? FIRST_LOOK : LAST_LOOK;
    const part = piece.subarray(0, most - before.byteLength);
    if (before.byteLength + part.byteLength >= FIRST_LOOK) {
      try {
        // Nearly always the first piece is enough, and need not be copied.
        this.#expected.check(before.byteLength === 0 ? part : Buffer.concat([before, part]));
        this.#beginning = null;
        return;
      } catch (error) {
        if (this.bytes >= LAST_LOOK) throw error;
      }
    }
    this.#beginning = Buffer.concat([before, part]);
  }
}
