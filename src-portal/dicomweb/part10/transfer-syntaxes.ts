import type { Encoding } from './data-set-reader.ts';

export const implicitLittleEndianUid = '1.2.840.10008.1.2';
export const explicitLittleEndianUid = '1.2.840.10008.1.2.1';
export const deflatedUid = '1.2.840.10008.1.2.1.99';
export const explicitBigEndianUid = '1.2.840.10008.1.2.2';

/** How the data set is written. Everything but three is explicit little endian (PS3.5 annex A). */
export function encodingOf(transferSyntaxUid: string): Encoding {
  return {
    explicit: transferSyntaxUid !== implicitLittleEndianUid,
    bigEndian: transferSyntaxUid === explicitBigEndianUid,
  };
}

export function isDeflated(transferSyntaxUid: string): boolean {
  return transferSyntaxUid === deflatedUid;
}
