const ITEM = 0xe000fffe;
const SEQUENCE_END = 0xe0ddfffe;
const HEADER_BYTES = 8;

/**
 * Follows encapsulated pixel data (PS3.5 A.4) as a file flows by, from one item's header to the next, and so knows in
 * the end whether it came to its own end. Always little endian.
 */
export class FragmentWalk {
  /** Where the next item's header begins, in the file. */
  #next: number;
  #position = 0;
  #header = Buffer.alloc(HEADER_BYTES);
  #filled = 0;
  #state: 'walking' | 'ended' | 'lost' = 'walking';
  /** That have begun: the table of offsets comes first. */
  #items = 0;

  /** `start`: where the value of Pixel Data begins. */
  constructor(start: number) {
    this.#next = start;
  }

  feed(piece: Uint8Array): void {
    const end = this.#position + piece.byteLength;
    while (this.#state === 'walking' && this.#next + this.#filled < end) {
      const from = this.#next + this.#filled - this.#position;
      const taken = piece.subarray(from, from + HEADER_BYTES - this.#filled);
      this.#header.set(taken, this.#filled);
      this.#filled += taken.byteLength;
      if (this.#filled === HEADER_BYTES) this.#step();
    }
    this.#position = end;
  }

  /** After the last piece: was the sequence whole? Junk instead of an item counts as lost. */
  get isWhole(): boolean {
    return this.#state === 'ended';
  }

  /** After the last piece, where it is not whole: it ended within its items, and a part of an image at the least is whole. */
  get isCut(): boolean {
    const whole = this.#next <= this.#position ? this.#items : this.#items - 1;
    return this.#state === 'walking' && whole > 1;
  }

  #step(): void {
    const tag = this.#header.readUInt32LE(0);
    const length = this.#header.readUInt32LE(4);
    this.#filled = 0;
    if (tag === SEQUENCE_END) this.#state = 'ended';
    else if (tag !== ITEM) this.#state = 'lost';
    else {
      this.#items += 1;
      this.#next += HEADER_BYTES + length;
    }
  }
}
