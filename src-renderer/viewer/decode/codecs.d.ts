/** The part of the Emscripten codecs that we use; they ship no types. */
declare module 'emage:codec' {
  export interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  }
  export interface Decoder {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getFrameInfo(): FrameInfo;
    getDecodedBuffer(): Uint8Array;
    getInterleaveMode?(): number;
    delete(): void;
  }
  export interface Options {
    readonly wasmBinary: ArrayBuffer;
    readonly print: (text: string) => void;
    readonly printErr: (text: string) => void;
  }
  export type Factory<M> = (options: Options) => Promise<M>;
}
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: import('emage:codec').Factory<{ JpegLSDecoder: new () => import('emage:codec').Decoder }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: import('emage:codec').Factory<{ J2KDecoder: new () => import('emage:codec').Decoder }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: import('emage:codec').Factory<{ HTJ2KDecoder: new () => import('emage:codec').Decoder }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const factory: import('emage:codec').Factory<{ JPEGDecoder: new () => import('emage:codec').Decoder }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  const factory: import('emage:codec').Factory<{ JpegXLDecoder: new () => import('emage:codec').Decoder }>;
  export default factory;
}
declare module '@cornerstonejs/codec-charls/decodewasm?url' {
  const url: string;
  export default url;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasm?url' {
  const url: string;
  export default url;
}
declare module '@cornerstonejs/codec-openjph/wasm?url' {
  const url: string;
  export default url;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url' {
  const url: string;
  export default url;
}
declare module '@cornerstonejs/codec-libjxl/decodewasm?url' {
  const url: string;
  export default url;
}
