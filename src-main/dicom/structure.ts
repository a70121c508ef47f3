import { dataSetOf, latin1, readFileMeta } from './part10.ts';

type Frame =
  /** Elements one after the other, in the data set itself or in an item without a length. */
  | { readonly kind: 'elements'; readonly explicit: boolean; readonly inItem: boolean }
  /** Items, up to the delimiter of their sequence. */
  | { readonly kind: 'items'; readonly explicit: boolean; readonly fragments: boolean };

const UNDEFINED = 0xffff_ffff;
const ITEM = 0xfffe_e000;
const ITEM_END = 0xfffe_e00d;
const SEQUENCE_END = 0xfffe_e0dd;
/** The longest header of an element: tag, VR, two bytes, length. */
const LONGEST_HEADER = 12;
/** Group 0002 is short; what has no data set by then is not looked at further. */
const MOST_META = 1 << 20;
const DEEPEST = 64;
const longLengthVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/**
 * Follows the structure of a Part 10 file while it arrives, whatever its size: from each element to the next by the
 * lengths they state. It finds files that end before their elements do. What it cannot follow (deflated, or nonsense that
 * real files do hold) it leaves alone: `broken` is only said of what certainly is.
 */
export class StructureWalker {
  #waiting: Buffer = Buffer.alloc(0);
  #skip = 0;
  #begun = false;
  #lost = false;
  #bigEndian = false;
  readonly #frames: Frame[] = [];

  push(piece: Uint8Array): void {
    if (this.#lost) return;
    let bytes: Buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (this.#skip >= bytes.byteLength) {
      this.#skip -= bytes.byteLength;
      return;
    }
    if (this.#skip > 0) {
      bytes = bytes.subarray(this.#skip);
      this.#skip = 0;
    }
    this.#waiting = this.#waiting.byteLength > 0 ? Buffer.concat([this.#waiting, bytes]) : bytes;
    if (!this.#begun && !this.#begin()) return;
    this.#walk();
  }

  /** To be asked at the end: whether the file ends in the middle of something. */
  get broken(): boolean {
    if (this.#lost || !this.#begun) return false;
    return this.#skip > 0 || this.#waiting.byteLength > 0 || this.#frames.length > 1;
  }

  #begin(): boolean {
    // The group ends where another begins: that must have arrived too.
    const meta = readFileMeta(this.#waiting);
    if (!meta || meta.end + LONGEST_HEADER > this.#waiting.byteLength) {
      if (this.#waiting.byteLength > MOST_META) this.#lost = true;
      return false;
    }
    if (meta.transferSyntaxUid === '1.2.840.10008.1.2.1.99') {
      this.#lost = true;
      return false;
    }
    const { explicit, bigEndian } = dataSetOf(this.#waiting, meta);
    this.#bigEndian = bigEndian;
    this.#frames.push({ kind: 'elements', explicit, inItem: false });
    this.#waiting = this.#waiting.subarray(meta.end);
    this.#begun = true;
    return true;
  }

  #walk(): void {
    let at = 0;
    while (!this.#lost) {
      const read = this.#step(at);
      if (read === null) break;
      at += read;
      const beyond = at - this.#waiting.byteLength;
      if (beyond >= 0) {
        this.#skip = beyond;
        this.#waiting = Buffer.alloc(0);
        return;
      }
    }
    // A copy: what waits must not hold a whole piece in memory.
    this.#waiting = Buffer.from(this.#waiting.subarray(at));
  }

  /** Bytes of the element or item at `at`, with as much of its value as is passed over; null where more must come. */
  #step(at: number): number | null {
    const bytes = this.#waiting;
    if (bytes.byteLength - at < 8) return null;
    const frame = this.#frames.at(-1);
    if (!frame || this.#frames.length > DEEPEST) {
      this.#lost = true;
      return null;
    }
    const group = this.#uint16(at);
    const tag = group * 0x1_0000 + this.#uint16(at + 2);
    if (group === 0xfffe) return this.#delimiter(tag, this.#uint32(at + 4), frame);
    if (frame.kind === 'items' || group === 0) {
      this.#lost = true;
      return null;
    }
    let header = 8;
    let length: number;
    let vr = '';
    if (frame.explicit) {
      vr = latin1(bytes, at + 4, 2);
      if (!/^[A-Z]{2}$/.test(vr)) {
        this.#lost = true;
        return null;
      }
      if (longLengthVrs.has(vr)) {
        if (bytes.byteLength - at < LONGEST_HEADER) return null;
        header = LONGEST_HEADER;
        length = this.#uint32(at + 8);
      } else length = this.#uint16(at + 6);
    } else length = this.#uint32(at + 4);
    if (length !== UNDEFINED) return header + length;
    // UN without a length is a sequence in implicit VR (PS3.5 §6.2.2, note 2).
    const explicit = frame.explicit && vr !== 'UN';
    const fragments = tag === 0x7fe0_0010 || vr === 'OB' || vr === 'OW';
    this.#frames.push({ kind: 'items', explicit, fragments });
    return header;
  }

  #delimiter(tag: number, length: number, frame: Frame): number | null {
    if (tag === ITEM && frame.kind === 'items') {
      if (length !== UNDEFINED) return 8 + length;
      if (frame.fragments) this.#lost = true;
      this.#frames.push({ kind: 'elements', explicit: frame.explicit, inItem: true });
      return 8;
    }
    const ends =
      (tag === SEQUENCE_END && frame.kind === 'items') ||
      (tag === ITEM_END && frame.kind === 'elements' && frame.inItem);
    if (!ends) {
      this.#lost = true;
      return null;
    }
    this.#frames.pop();
    return 8;
  }

  #uint16(at: number): number {
    return this.#bigEndian ? this.#waiting.readUInt16BE(at) : this.#waiting.readUInt16LE(at);
  }

  #uint32(at: number): number {
    return this.#bigEndian ? this.#waiting.readUInt32BE(at) : this.#waiting.readUInt32LE(at);
  }
}
