/** Bytes that can be read from their beginning, as far as wanted. */
export interface ByteSource {
  /** Bytes in all; Infinity where that is not known before they were read. */
  readonly size: number;
  /** At least `upTo` bytes from the beginning, or all there are. */
  head(upTo: number): Promise<{ readonly bytes: Buffer; readonly complete: boolean }>;
}
