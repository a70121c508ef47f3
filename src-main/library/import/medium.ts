import type { LeftOutReason } from '../../../src-shared/domain/import.ts';

/** A file on a CD, in a folder or in an archive. Reading throws `FileRefused`, or `AppFailure` where all of it is lost. */
export interface MediumFile {
  /** As it is called there, folders parted by `/`. */
  readonly path: string;
  readonly size: number;
  /** Where it lies on this computer; null within an archive. */
  readonly localPath: string | null;
  /** The first bytes, at most so many. */
  beginning(length: number): Promise<Uint8Array>;
  /**
   * All of it. A file that fits into `scratch` comes as one view on it, good until the next use of it; of a larger one
   * every piece is a buffer of its own.
   */
  stream(scratch: Uint8Array): AsyncIterable<Uint8Array>;
}

export interface Medium {
  /** How the person calls it. */
  readonly name: string;
  files(): AsyncIterable<MediumFile>;
  close(): Promise<void>;
}

/** This one file cannot be had; the others may. */
export class FileRefused extends Error {
  readonly reason: LeftOutReason;

  constructor(reason: LeftOutReason) {
    super(`file refused: ${reason}`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}
