import { BitReader, type HuffmanTable, huffmanTable } from './jpeg-bits.ts';
import { damaged } from './stored-frame.ts';

/** ISO 10918-1 (T.81) B.2: the marker segments our JPEG decoders share. */
export interface Component {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly table: number;
}

export interface JpegFrame {
  readonly process: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly Component[];
}

export interface ScanComponent {
  /** Index into the frame's components. */
  readonly index: number;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

export interface Scan {
  readonly components: readonly ScanComponent[];
  /** Ss, Se, Ah, Al: spectral selection or predictor, and point transform. */
  readonly start: number;
  readonly end: number;
  readonly high: number;
  readonly low: number;
  readonly restartInterval: number;
}

/** Reads the segments one after another and hands each scan to `onScan`, which returns where its data ended. */
export class JpegStream {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly dc: (HuffmanTable | undefined)[] = [];
  private readonly ac: (HuffmanTable | undefined)[] = [];
  readonly quantisation: (Uint16Array | undefined)[] = [];
  private restartInterval = 0;
  frame: JpegFrame | null = null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(onFrame: (frame: JpegFrame) => void, onScan: (scan: Scan, bits: BitReader) => void): void {
    let at = 2;
    while (at + 4 <= this.bytes.length) {
      if (this.bytes[at] !== 0xff) {
        at += 1;
        continue;
      }
      const marker = this.bytes[at + 1] ?? 0;
      if (marker === 0xd9) return;
      if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
        at += marker === 0xff ? 1 : 2;
        continue;
      }
      const end = at + 2 + this.view.getUint16(at + 2);
      if (end > this.bytes.length) throw damaged('JPEG segment is cut off');
      if (marker === 0xc4) this.readHuffman(at + 4, end);
      else if (marker === 0xdb) this.readQuantisation(at + 4, end);
      else if (marker === 0xdd) this.restartInterval = this.view.getUint16(at + 4);
      else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2 || marker === 0xc3) {
        if (this.frame !== null) throw damaged('JPEG with two frames');
        this.frame = this.readFrame(at + 4, marker);
        onFrame(this.frame);
      } else if (marker === 0xda) {
        const bits = new BitReader(this.bytes, end);
        onScan(this.readScan(at + 4), bits);
        at = bits.position;
        continue;
      }
      at = end;
    }
  }

  private readHuffman(from: number, end: number): void {
    let at = from;
    while (at + 17 <= end) {
      const target = this.bytes[at] ?? 0;
      const counts = this.bytes.subarray(at + 1, at + 17);
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (at + 17 + total > end) throw damaged('JPEG Huffman table is cut off');
      const table = huffmanTable(counts, this.bytes.subarray(at + 17, at + 17 + total));
      (target >> 4 === 0 ? this.dc : this.ac)[target & 3] = table;
      at += 17 + total;
    }
  }

  private readQuantisation(from: number, end: number): void {
    let at = from;
    while (at < end) {
      const target = this.bytes[at] ?? 0;
      const wide = target >> 4 === 1;
      at += 1;
      if (at + (wide ? 128 : 64) > end) throw damaged('JPEG quantisation table is cut off');
      const table = new Uint16Array(64);
      for (let n = 0; n < 64; n += 1)
        table[n] = wide ? this.view.getUint16(at + n * 2) : (this.bytes[at + n] ?? 0);
      this.quantisation[target & 3] = table;
      at += wide ? 128 : 64;
    }
  }

  private readFrame(at: number, process: number): JpegFrame {
    const count = this.bytes[at + 5] ?? 0;
    const components = Array.from({ length: count }, (_, index): Component => {
      const sampling = this.bytes[at + 7 + index * 3] ?? 0;
      const [h, v] = [sampling >> 4, sampling & 15];
      if (h < 1 || h > 4 || v < 1 || v > 4) throw damaged('JPEG sampling factors are wrong');
      return {
        id: this.bytes[at + 6 + index * 3] ?? 0,
        h,
        v,
        table: (this.bytes[at + 8 + index * 3] ?? 0) & 3,
      };
    });
    return {
      process,
      precision: this.bytes[at] ?? 0,
      rows: this.view.getUint16(at + 1),
      columns: this.view.getUint16(at + 3),
      components,
    };
  }

  private readScan(at: number): Scan {
    const { frame } = this;
    if (frame === null) throw damaged('JPEG scan before its frame');
    const count = this.bytes[at] ?? 0;
    const components = Array.from({ length: count }, (_, n): ScanComponent => {
      const index = frame.components.findIndex((component) => component.id === this.bytes[at + 1 + n * 2]);
      if (index < 0) throw damaged('JPEG scan of an unknown component');
      const tables = this.bytes[at + 2 + n * 2] ?? 0;
      return { index, dc: this.dc[(tables >> 4) & 3], ac: this.ac[tables & 3] };
    });
    const tail = at + 1 + count * 2;
    const approximation = this.bytes[tail + 2] ?? 0;
    return {
      components,
      start: this.bytes[tail] ?? 0,
      end: this.bytes[tail + 1] ?? 0,
      high: approximation >> 4,
      low: approximation & 15,
      restartInterval: this.restartInterval,
    };
  }
}
