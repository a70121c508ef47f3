import { damaged } from './stored-frame.ts';

/** What a codestream says of itself, read before any decoder gets to allocate for it. */
export interface StreamHeader {
  readonly columns: number;
  readonly rows: number;
  readonly components: number;
  readonly precision: number;
  readonly codec: 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';
}

export interface JpegHeader extends StreamHeader {
  /** The Adobe marker's transform: 0 none, 1 YCbCr; null without the marker. */
  readonly adobe: number | null;
  readonly jfif: boolean;
  /** Where another marker segment may be put in. */
  readonly afterStart: number;
}

const jpegKind = (marker: number): JpegHeader['codec'] | null => {
  if (marker === 0xf7) return 'jpeg-ls';
  if (marker === 0xc3) return 'jpeg-lossless';
  if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) return 'jpeg';
  return null;
};

const isFrameMarker = (marker: number): boolean =>
  marker === 0xf7 ||
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);

/** Reads up to the frame header of a JPEG or JPEG-LS stream (ISO 10918-1 B.2.2, ISO 14495-1 C.2.2). */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw damaged('no JPEG start of image');
  let at = 2;
  let adobe: number | null = null;
  let jfif = false;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) throw damaged('JPEG marker expected');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) throw damaged('JPEG segment is cut off');
    if (isFrameMarker(marker)) {
      const codec = jpegKind(marker);
      if (codec === null || length < 8) throw damaged(`JPEG process with marker ${marker.toString(16)}`);
      return {
        codec,
        precision: bytes[at + 4] ?? 0,
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        components: bytes[at + 9] ?? 0,
        adobe,
        jfif,
        afterStart: 2,
      };
    }
    if (marker === 0xda) break;
    if (marker === 0xe0 && length >= 7 && view.getUint32(at + 4) === 0x4a464946) jfif = true;
    if (marker === 0xee && length >= 14 && view.getUint32(at + 4) === 0x41646f62)
      adobe = bytes[at + 15] ?? null;
    at += 2 + length;
  }
  throw damaged('no JPEG frame header');
};

export interface J2kHeader extends StreamHeader {
  readonly signed: boolean;
  /** Its components are transformed, which a decoder undoes: red, green and blue come out (ISO 15444-1 annex G). */
  readonly transformed: boolean;
}

/** The multiple component transformation of the COD segment (ISO 15444-1 A.6.1), looked for from a segment on. */
const isTransformed = (bytes: Uint8Array, view: DataView, from: number): boolean => {
  let at = from;
  // Up to the first tile (SOT).
  while (at + 9 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0x90) {
    if (bytes[at + 1] === 0x52) return bytes[at + 8] === 1;
    at += 2 + view.getUint16(at + 2);
  }
  return false;
};

/** Reads the SIZ segment of a JPEG 2000 codestream (ISO 15444-1 A.5.1), and whether it is HTJ2K (ISO 15444-15 A.2). */
export const readJ2kHeader = (bytes: Uint8Array): J2kHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 49 || view.getUint32(0) !== 0xff4fff51) throw damaged('no JPEG 2000 codestream');
  const columns = view.getUint32(8) - view.getUint32(16);
  const rows = view.getUint32(12) - view.getUint32(20);
  const sizes = bytes[42] ?? 0;
  const after = 4 + view.getUint16(4);
  const high = after + 2 <= bytes.length && view.getUint16(after) === 0xff50;
  return {
    codec: high ? 'htj2k' : 'jpeg-2000',
    columns,
    rows,
    components: view.getUint16(40),
    precision: (sizes & 0x7f) + 1,
    signed: (sizes & 0x80) !== 0,
    transformed: isTransformed(bytes, view, after),
  };
};

/** Some writers wrap the codestream in a JP2 file (boxes), which PS3.5 §A.4.4 forbids: finds the stream within. */
export const j2kCodestream = (bytes: Uint8Array): Uint8Array => {
  const boxed = bytes.length > 12 && bytes[4] === 0x6a && bytes[5] === 0x50;
  if (!boxed) return bytes;
  const limit = Math.min(bytes.length - 4, 1 << 16);
  for (let at = 12; at < limit; at += 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51) {
      return bytes.subarray(at);
    }
  }
  throw damaged('no codestream in the JP2 boxes');
};

/** Whether a JPEG 2000 codestream ends as it must (EOC, ISO 15444-1 A.4.4), padding aside. */
export const endsWhole = (stream: Uint8Array): boolean => {
  for (let at = stream.length - 2; at >= Math.max(0, stream.length - 18); at -= 1) {
    if (stream[at] === 0xff && stream[at + 1] === 0xd9) return true;
  }
  return false;
};
