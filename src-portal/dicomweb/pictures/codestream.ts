export type Coding = 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'ht-jpeg-2000';

/** What a compressed frame says about itself, before any decoder is let near it. */
export interface Codestream {
  /** As the stream says: headers name the wrong transfer syntax now and then. */
  readonly coding: Coding;
  /** A JFIF or Adobe segment says which colours the components are. */
  readonly namesColours: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
}

/**
 * Reads the frame header of JPEG, JPEG Lossless and JPEG-LS (ITU-T T.81 B.2.2, T.87 C.2.2), or the SIZ segment of
 * JPEG 2000 (T.800 A.5.1). Undefined where there is none.
 */
export function readCodestream(bytes: Uint8Array): Codestream | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4) return undefined;
  if (view.getUint16(0) === 0xff4f) return readSiz(view, 2);
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  let namesColours = false;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const coding = frames.get(marker);
    if (coding) {
      if (at + 10 > view.byteLength) return undefined;
      return {
        coding,
        namesColours,
        precision: view.getUint8(at + 4),
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
      };
    }
    namesColours ||= marker === 0xe0 || marker === 0xee;
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

// Baseline, extended and progressive; lossless; JPEG-LS. Arithmetic and hierarchical coding is not among them.
const frames: ReadonlyMap<number, Coding> = new Map([
  [0xc0, 'jpeg'],
  [0xc1, 'jpeg'],
  [0xc2, 'jpeg'],
  [0xc3, 'jpeg-lossless'],
  [0xf7, 'jpeg-ls'],
]);

function readSiz(view: DataView, at: number): Codestream | undefined {
  if (at + 41 > view.byteLength || view.getUint16(at) !== 0xff51) return undefined;
  return {
    // T.814 A.2: bit 14 of Rsiz.
    coding: (view.getUint16(at + 4) & 0x4000) === 0 ? 'jpeg-2000' : 'ht-jpeg-2000',
    namesColours: false,
    columns: view.getUint32(at + 6) - view.getUint32(at + 14),
    rows: view.getUint32(at + 10) - view.getUint32(at + 18),
    components: view.getUint16(at + 38),
    precision: (view.getUint8(at + 40) & 0x7f) + 1,
  };
}
