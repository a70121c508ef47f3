export interface StoreLimits {
  /** Bytes of one instance. */
  readonly partBytes: number;
  /** Bytes of a whole request. */
  readonly totalBytes: number;
  readonly parts: number;
}

// A day's work of a scanner fits into the whole, a whole-slide image into a part.
export const defaultStoreLimits: StoreLimits = {
  partBytes: 4 * 2 ** 30,
  totalBytes: 32 * 2 ** 30,
  parts: 20_000,
};
