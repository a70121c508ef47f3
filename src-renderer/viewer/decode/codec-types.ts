/** The part of the Emscripten codecs that we use; they ship no types. */
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
export type Factory<M> = (options?: Options) => Promise<M>;
