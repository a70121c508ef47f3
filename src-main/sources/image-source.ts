import type { InstanceHeader, Series } from '../../src-shared/domain/series.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';

/** Why bytes are fetched; a portal writes it into the patient's access history. */
export type Purpose = 'view' | 'download';

export interface FetchOptions {
  readonly purpose: Purpose;
  readonly signal: AbortSignal;
}

/** The bytes as they arrive. Iterating throws `AppFailure`; stopping early ends the request. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Where the library gets images and reports from. Everything rejects with `AppFailure`. */
export interface ImageSource {
  /** In no particular order. */
  series(studyInstanceUid: string): Promise<Series[]>;
  /** In no particular order. */
  instances(studyInstanceUid: string, seriesInstanceUid: string): Promise<InstanceHeader[]>;
  /** A Part 10 file, as the source says; whether it is one, the library checks. */
  instance(ref: InstanceRef, options: FetchOptions): Promise<ByteStream>;
  /** A PDF, as the source says. */
  report(reportId: string, options: FetchOptions): Promise<ByteStream>;
}
