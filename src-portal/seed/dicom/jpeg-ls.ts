import { createRequire } from 'node:module';

interface Encoder {
  getDecodedBuffer(frame: {
    width: number;
    height: number;
    bitsPerSample: number;
    componentCount: number;
  }): Uint8Array;
  getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
  encode(): void;
  delete(): void;
}

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  delete(): void;
}

/** The part of CharLS's WebAssembly build that is used; the package brings no types. */
interface CharLs {
  JpegLSEncoder: new () => Encoder;
  JpegLSDecoder: new () => Decoder;
}

export type JpegLsEncode = (pixels: Uint16Array, width: number, height: number) => Uint8Array;

const require = createRequire(import.meta.url);

let ready: Promise<CharLs> | null = null;

async function load(): Promise<CharLs> {
  const init = require('@cornerstonejs/codec-charls/wasmjs') as (options: {
    locateFile: () => string;
  }) => Promise<CharLs>;
  return init({ locateFile: () => require.resolve('@cornerstonejs/codec-charls/wasm') });
}

/** Lossless JPEG-LS (ISO 14495-1) for unsigned samples of 9 to 16 bits in 16. */
export async function jpegLsEncoder(bits: number): Promise<JpegLsEncode> {
  const { JpegLSEncoder } = await (ready ??= load());
  return (pixels, width, height) => {
    const encoder = new JpegLSEncoder();
    const input = encoder.getDecodedBuffer({ width, height, bitsPerSample: bits, componentCount: 1 });
    input.set(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
    encoder.encode();
    const encoded = new Uint8Array(encoder.getEncodedBuffer());
    encoder.delete();
    return encoded;
  };
}

/** The samples of one frame of 9 to 16 bits; what was encoded can be checked with it. */
export async function decodeJpegLs(frame: Uint8Array): Promise<Uint16Array> {
  const { JpegLSDecoder } = await (ready ??= load());
  const decoder = new JpegLSDecoder();
  decoder.getEncodedBuffer(frame.length).set(frame);
  decoder.decode();
  const samples = Uint8Array.from(decoder.getDecodedBuffer());
  decoder.delete();
  return new Uint16Array(samples.buffer);
}
