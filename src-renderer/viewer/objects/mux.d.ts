// mux.js ships no types: what we use of it.
declare module 'mux.js/lib/mp4/transmuxer.js' {
  interface Segment {
    readonly initSegment: Uint8Array;
    readonly data: Uint8Array;
  }
  export class Transmuxer {
    constructor(options: { remux: boolean; keepOriginalTimestamps: boolean });
    on(event: 'data', listener: (segment: Segment) => void): void;
    on(event: 'done', listener: () => void): void;
    push(bytes: Uint8Array): void;
    flush(): void;
  }
}
