/** Gathers the pieces of one instance, and lets go of them when it grows large and nobody waits for it whole. */
export class Collector {
  #pieces: Uint8Array[] | null = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add(piece: Uint8Array, keepAll: boolean): void {
    this.#bytes += piece.byteLength;
    if (!keepAll && this.#bytes > MOST_HELD_UNASKED) this.#pieces = null;
    this.#pieces?.push(piece);
  }

  /** The first `length` bytes, or as many as there are. */
  beginning(length: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (const piece of this.#pieces ?? []) {
      if (bytes >= length) break;
      pieces.push(piece);
      bytes += piece.byteLength;
    }
    const [only] = pieces;
    return pieces.length === 1 && only ? only : Buffer.concat(pieces);
  }

  /** An exact buffer of its own; null when the pieces were let go. */
  whole(): ArrayBuffer | null {
    if (!this.#pieces) return null;
    const whole = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.byteLength;
    }
    return whole.buffer;
  }
}

const MOST_HELD_UNASKED = 32 * 2 ** 20;
