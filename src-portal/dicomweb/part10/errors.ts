/** Why bytes cannot be taken as a DICOM instance. */
export type UnreadableReason =
  /** No DICM prefix: not a Part 10 file (PS3.10 §7.1). */
  | 'not-dicom'
  /** The file meta information lacks the transfer syntax. */
  | 'no-transfer-syntax'
  /** A private or unknown transfer syntax: how the header is written is unknown. */
  | 'unknown-transfer-syntax'
  /** The bytes end inside the header. */
  | 'cut-off'
  /** What is there contradicts itself. */
  | 'corrupt'
  /** Sequences nested deeper than anybody needs. */
  | 'too-deep'
  /** More header than anybody needs. */
  | 'too-large'
  /** The study, series, instance or class UID is missing or not a UID. */
  | 'no-uid'
  /** A DICOMDIR: an index, not an instance. */
  | 'dicomdir';

export class UnreadableDicom extends Error {
  override readonly name = 'UnreadableDicom';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
  }
}
