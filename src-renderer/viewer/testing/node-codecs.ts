/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { WasmCodecs, type WasmName } from '../decode/wasm-codec.ts';

const files: Readonly<Record<WasmName, string>> = {
  charls: '@cornerstonejs/codec-charls/decodewasm',
  openjpeg: '@cornerstonejs/codec-openjpeg/decodewasm',
  openjph: '@cornerstonejs/codec-openjph/wasm',
  'libjpeg-turbo': '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm',
  libjxl: '@cornerstonejs/codec-libjxl/decodewasm',
};

/** The codecs as a test under Node loads them: from the packages instead of over our own scheme. */
export const nodeCodecs = (): WasmCodecs => {
  const require = createRequire(import.meta.url);
  return new WasmCodecs(async (name) => {
    const bytes = await readFile(require.resolve(files[name]));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  });
};
