import type { InstanceHeader, Series } from '../../src-shared/domain/series.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';

/** Why bytes are fetched; a portal writes it into the patient's access history. */
export type Purpose = 'view' | 'download';

export interface FetchOptions {
  readonly purpose: Purpose;
  readonly signal: AbortSignal;
  /** So many bytes are here already: only the rest is wanted, where the source can give it. */
  readonly from?: number;
}

/** The bytes as they arrive; a piece is good until the next is asked for: its place is used again. Iterating throws `AppFailure`; stopping early ends the request. */
export type ByteStream = AsyncIterable<Uint8Array>;

export interface Incoming {
  readonly bytes: ByteStream;
  /** Where the bytes begin: what was asked for, or 0 where the source gives everything all the same. */
  readonly from: number;
  /** How many bytes the whole has, where the source says. */
  readonly length: number | null;
  /** The same for the same bytes (a strong ETag); null where the source gives none, and nothing can be continued. */
  readonly validator: string | null;
  /** SHA-256 of the whole in hex, where the source says (RFC 9530, Repr-Digest). */
  readonly sha256: string | null;
  /** There is no better one: a file on a disc that is cut short is shown as far as it goes. */
  readonly asIs?: boolean;
}

/** Where the library gets images and reports from. Everything rejects with `AppFailure`. */
export interface ImageSource {
  /** In no particular order. */
  series(studyInstanceUid: string): Promise<Series[]>;
  /** In no particular order. `expected`: how many there are, where that is known. */
  instances(
    studyInstanceUid: string,
    seriesInstanceUid: string,
    expected?: number,
  ): Promise<InstanceHeader[]>;
  /** A Part 10 file, as the source says; whether it is one, the library checks. */
  instance(ref: InstanceRef, options: FetchOptions): Promise<Incoming>;
  /** A PDF, as the source says. */
  report(reportId: string, options: FetchOptions): Promise<Incoming>;
}
