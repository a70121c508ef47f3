import { AppFailure } from '../../../src-shared/errors.ts';
import { damaged } from './stored-frame.ts';

// ISO 10918-1 (T.81): codes of Huffman, and bits between markers.

/** `code length << 8 | symbol` for every 16 bits that may come; 0 where no code fits. */
export type HuffmanTable = Uint16Array;

export const huffmanTable = (counts: Uint8Array, symbols: Uint8Array): HuffmanTable => {
  const table = new Uint16Array(1 << 16);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length += 1) {
    for (let n = 0; n < (counts[length - 1] ?? 0); n += 1) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > 1 << 16) throw damaged('JPEG Huffman table has too many codes');
      table.fill((length << 8) | (symbols[next] ?? 0), from, to);
      next += 1;
      code += 1;
    }
    code <<= 1;
  }
  return table;
};

/** Entropy-coded bits, with byte stuffing taken out; ends at a marker. */
export class BitReader {
  private readonly bytes: Uint8Array;
  position: number;
  private buffer = 0;
  private count = 0;
  private missing = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Makes sure that 16 bits can be looked at; past the end they are zeros, and counted. */
  private fill(): void {
    while (this.count <= 16) {
      let byte = this.bytes[this.position];
      if (byte === undefined || (byte === 0xff && this.bytes[this.position + 1] !== 0)) {
        byte = 0;
        this.missing += 8;
      } else {
        this.position += byte === 0xff ? 2 : 1;
      }
      this.buffer = ((this.buffer << 8) | byte) & 0xffffff;
      this.count += 8;
    }
  }

  bits(length: number): number {
    if (length === 0) return 0;
    this.fill();
    this.count -= length;
    if (this.missing > this.count + 64) throw damaged('JPEG data ends too early');
    return (this.buffer >> this.count) & ((1 << length) - 1);
  }

  symbol(table: HuffmanTable): number {
    this.fill();
    const found = table[(this.buffer >> (this.count - 16)) & 0xffff] ?? 0;
    const length = found >> 8;
    if (length === 0) throw damaged('JPEG code that no table holds');
    this.count -= length;
    if (this.missing > this.count + 64) throw damaged('JPEG data ends too early');
    return found & 0xff;
  }

  /** `length` bits as a signed difference (T.81 F.2.2.1 EXTEND). */
  difference(length: number): number {
    if (length === 0) return 0;
    const value = this.bits(length);
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /**
   * `count` signed differences, one after another, as JPEG lossless codes them (T.81 H.1.2.2). The same as `symbol` and
   * `difference` in turn, in one loop over local variables: this is where such a picture's time goes.
   */
  differences(table: HuffmanTable, out: Int32Array, count: number): void {
    const { bytes } = this;
    let { position, buffer, count: held, missing } = this;
    for (let at = 0; at < count; at += 1) {
      let wanted = 16;
      let category = -1;
      for (;;) {
        while (held <= 16) {
          const byte = position < bytes.length ? (bytes[position] ?? 0) : 0xff;
          if (byte !== 0xff) {
            buffer = ((buffer << 8) | byte) & 0xffffff;
            position += 1;
          } else if (position < bytes.length && bytes[position + 1] === 0) {
            buffer = ((buffer << 8) | 0xff) & 0xffffff;
            position += 2;
          } else {
            buffer = (buffer << 8) & 0xffffff;
            missing += 8;
          }
          held += 8;
        }
        if (category >= 0) break;
        const found = table[(buffer >> (held - 16)) & 0xffff] ?? 0;
        if (found < 256) throw damaged('JPEG code that no table holds');
        held -= found >> 8;
        category = found & 0xff;
        if (category > 16) throw damaged('JPEG lossless category');
        wanted = category === 16 ? 0 : category;
        if (held >= wanted) break;
      }
      if (missing > held + 64) throw damaged('JPEG data ends too early');
      if (category === 16) out[at] = 32_768;
      else if (category === 0) out[at] = 0;
      else {
        held -= wanted;
        const value = (buffer >> held) & ((1 << wanted) - 1);
        out[at] = value < 1 << (wanted - 1) ? value - (1 << wanted) + 1 : value;
      }
    }
    this.position = position;
    this.buffer = buffer;
    this.count = held;
    this.missing = missing;
  }

  /** Whether more was read than there was: then what came out last is not the picture. */
  get exhausted(): boolean {
    return this.missing > this.count;
  }

  /** Whole bytes of entropy-coded data not read yet, counted up to a few. */
  get remaining(): number {
    let left = this.count >> 3;
    for (let at = this.position; left < 16 && at < this.bytes.length; at += 1) {
      if (this.bytes[at] === 0xff && this.bytes[at + 1] !== 0) break;
      left += 1;
    }
    return left - (this.missing >> 3);
  }

  /** Passes a restart marker (T.81 B.2.1). */
  restart(): void {
    this.buffer = 0;
    this.count = 0;
    this.missing = 0;
    const marker = this.bytes[this.position + 1] ?? 0;
    if (this.bytes[this.position] !== 0xff || marker < 0xd0 || marker > 0xd7)
      throw damaged('JPEG restart marker expected');
    this.position += 2;
  }
}

/** Decodes so many lines, or rows of blocks, until the data end within one. Answers how many are whole. */
export const wholeBeforeCut = (count: number, bits: BitReader, one: (at: number) => void): number => {
  for (let at = 0; at < count; at += 1) {
    try {
      one(at);
    } catch (error) {
      if (error instanceof AppFailure) return at;
      throw error;
    }
    if (bits.exhausted) return at;
  }
  return count;
};
