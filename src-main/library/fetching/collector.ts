/** No claim of a length decides about more memory than this. */
const MOST_AT_ONCE = 64 * 2 ** 20;

/** Puts one item together for whoever waits to see it, if somebody does from its first byte on. Copies what it is given. */
export class Collector {
  readonly #expected: number;
  #whole: Uint8Array<ArrayBuffer> | null = null;
  #pieces: Uint8Array[] | null = [];
  #bytes = 0;

  /** `expected`: how long it will be, where that is known. */
  constructor(expected: number | null) {
    this.#expected = expected !== null && expected <= MOST_AT_ONCE ? expected : 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(piece: Uint8Array, isAwaited: boolean): void {
    const at = this.#bytes;
    this.#bytes += piece.byteLength;
    if (!isAwaited) this.#pieces = null;
    if (!this.#pieces) return;
    this.#whole ??= new Uint8Array(this.#expected);
    if (this.#bytes <= this.#whole.byteLength) this.#whole.set(piece, at);
    else this.#pieces.push(Uint8Array.from(piece));
  }

  /** An exact buffer of its own; null where nobody waited from the beginning. */
  whole(): ArrayBuffer | null {
    if (!this.#pieces) return null;
    if (this.#whole?.byteLength === this.#bytes) return this.#whole.buffer;
    const whole = new Uint8Array(this.#bytes);
    const begun = this.#whole?.subarray(0, this.#bytes - lengthOf(this.#pieces)) ?? new Uint8Array();
    whole.set(begun);
    let at = begun.byteLength;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.byteLength;
    }
    return whole.buffer;
  }
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
