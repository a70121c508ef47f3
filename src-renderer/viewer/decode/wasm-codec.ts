import type { Decoder, FrameInfo } from './codec-types.ts';
import { damaged } from './stored-frame.ts';

export type WasmName = 'charls' | 'openjpeg' | 'openjph' | 'libjpeg-turbo' | 'libjxl';
/** Where a codec's machine code comes from: our own origin in a worker, the packages in a test. */
export type WasmSource = (name: WasmName) => Promise<ArrayBuffer>;

export interface WasmResult {
  readonly info: FrameInfo;
  /** A copy, little endian. */
  readonly bytes: Uint8Array;
  /** JPEG-LS: 0 by plane, 1 by line, 2 by sample. */
  readonly interleaveMode: number;
}

/** End of image (ISO/IEC 14495-1, C.1.1): CharLS stops there, where without one it goes on for seconds, reading what is not there. */
const END = [0xff, 0xd9];

const quiet = (): void => undefined;

const open = async (name: WasmName, wasmBinary: ArrayBuffer): Promise<Decoder> => {
  const options = { wasmBinary, print: quiet, printErr: quiet };
  switch (name) {
    case 'charls': {
      const { default: factory } = await import('@cornerstonejs/codec-charls/decodewasmjs');
      return new (await factory(options)).JpegLSDecoder();
    }
    case 'openjpeg': {
      const { default: factory } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
      return new (await factory(options)).J2KDecoder();
    }
    case 'openjph': {
      const { default: factory } = await import('@cornerstonejs/codec-openjph/wasmjs');
      return new (await factory(options)).HTJ2KDecoder();
    }
    case 'libjpeg-turbo': {
      const { default: factory } = await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs');
      return new (await factory(options)).JPEGDecoder();
    }
    case 'libjxl': {
      const { default: factory } = await import('@cornerstonejs/codec-libjxl/decodewasmjs');
      return new (await factory(options)).JpegXLDecoder();
    }
  }
};

const resultOf = (decoder: Decoder): WasmResult => {
  const info = decoder.getFrameInfo();
  return {
    info: { ...info, width: info.width, height: info.height },
    bytes: decoder.getDecodedBuffer().slice(),
    interleaveMode: decoder.getInterleaveMode?.() ?? 2,
  };
};

/** The WebAssembly codecs, each loaded when first needed, and anew after one has failed: its memory may be spoilt. */
export class WasmCodecs {
  private readonly source: WasmSource;
  private readonly decoders = new Map<WasmName, Promise<Decoder>>();

  constructor(source: WasmSource) {
    this.source = source;
  }

  async decode(name: WasmName, encoded: Uint8Array): Promise<WasmResult> {
    const decoder = await this.decoderFor(name);
    try {
      decoder.getEncodedBuffer(encoded.length).set(encoded);
      decoder.decode();
      return resultOf(decoder);
    } catch (error) {
      this.decoders.delete(name);
      // Emscripten throws a C++ exception as a number, and aborts as a RuntimeError.
      throw damaged(`${name}: ${error instanceof Error ? error.message : 'refuses the stream'}`);
    }
  }

  /**
   * What a codec makes of a stream that ends too early: the picture down to there, and zeros. By a decoder of its own,
   * whose memory held no other picture before.
   */
  async decodeCut(name: WasmName, encoded: Uint8Array): Promise<WasmResult> {
    const decoder = await open(name, await this.source(name));
    const buffer = decoder.getEncodedBuffer(encoded.length + END.length);
    buffer.set(encoded);
    buffer.set(END, encoded.length);
    try {
      decoder.decode();
    } catch {
      // Expected: it says that the stream ends too early.
    }
    return resultOf(decoder);
  }

  private decoderFor(name: WasmName): Promise<Decoder> {
    const known = this.decoders.get(name);
    if (known !== undefined) return known;
    const opening = this.source(name).then((wasm) => open(name, wasm));
    this.decoders.set(name, opening);
    opening.catch(() => this.decoders.delete(name));
    return opening;
  }
}
