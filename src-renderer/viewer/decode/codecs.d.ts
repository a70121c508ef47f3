// The codecs' modules, which ship no types.
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: import('./codec-types.ts').Factory<{
    JpegLSDecoder: new () => import('./codec-types.ts').Decoder;
  }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: import('./codec-types.ts').Factory<{
    J2KDecoder: new () => import('./codec-types.ts').Decoder;
  }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: import('./codec-types.ts').Factory<{
    HTJ2KDecoder: new () => import('./codec-types.ts').Decoder;
  }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const factory: import('./codec-types.ts').Factory<{
    JPEGDecoder: new () => import('./codec-types.ts').Decoder;
  }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  const factory: import('./codec-types.ts').Factory<{
    JpegXLDecoder: new () => import('./codec-types.ts').Decoder;
  }>;
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
