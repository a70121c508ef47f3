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
}

/** The part of CharLS's WebAssembly build that is used; the package brings no types. */
interface CharLs {
  JpegLSEncoder: new () => Encoder;
}

export type JpegLsEncode = (pixels: Uint16Array, width: number, height: number) => Uint8Array;

const require = createRequire(import.meta.url);

/** Lossless JPEG-LS (ISO 14495-1) for unsigned samples of 9 to 16 bits in 16. */
export async function jpegLsEncoder(bits: number): Promise<JpegLsEncode> {
  const init = require('@cornerstonejs/codec-charls/wasmjs') as (options: {
    locateFile: () => string;
  }) => Promise<CharLs>;
  const { JpegLSEncoder } = await init({
    locateFile: () => require.resolve('@cornerstonejs/codec-charls/wasm'),
  });
  const encoder = new JpegLSEncoder();
  return (pixels, width, height) => {
    const input = encoder.getDecodedBuffer({ width, height, bitsPerSample: bits, componentCount: 1 });
    input.set(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
    encoder.encode();
    return new Uint8Array(encoder.getEncodedBuffer());
  };
}
