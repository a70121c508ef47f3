import type { FileHandle } from 'node:fs/promises';
import { isUid } from '../uid.ts';
import { text, type DataSet } from './dicom-json.ts';
import { DataSetReader, NeedMore, type BulkLocation, type Encoding } from './data-set-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { UnreadableDicom } from './errors.ts';
import { inflated } from './inflate.ts';
import { firstRead, maxHeaderBytes } from './limits.ts';
import { encodingOf, isDeflated } from './transfer-syntaxes.ts';

/** A Part 10 file's header: everything before its pixel data. */
export interface Part10Header {
  readonly transferSyntaxUid: string;
  /** The whole header as DICOM JSON; large values by a BulkDataURI relative to the instance. */
  readonly dataSet: DataSet;
  readonly pixelData: (BulkLocation & { readonly tag: string }) | null;
  /** Values that the data set names by a BulkDataURI; offsets into the file, or into the inflated data set. */
  readonly bulk: ReadonlyMap<string, BulkLocation>;
  /** Offsets count from the inflated data set, and not from the beginning of the file. */
  readonly deflated: boolean;
  readonly cutOff: boolean;
}

const explicitLittleEndian: Encoding = { explicit: true, bigEndian: false };
const metaStart = 132;

/** Throws UnreadableDicom. Reads no more than the header, nor more than 64 MiB. */
export async function readHeader(source: ByteSource): Promise<Part10Header> {
  const meta = await retrying(source, firstRead, readMeta);
  if (!isDeflated(meta.transferSyntaxUid)) {
    return retrying(source, firstRead, (bytes, size) =>
      readBody(bytes, meta.end, size, meta.transferSyntaxUid),
    );
  }
  const body = inflated(source, meta.end);
  try {
    return await retrying(body, firstRead, (bytes, size) => readBody(bytes, 0, size, meta.transferSyntaxUid));
  } finally {
    body.close();
  }
}

/** Where the file meta information ends, and a deflated data set begins. */
export async function readMetaEnd(source: ByteSource): Promise<number> {
  return (await retrying(source, firstRead, readMeta)).end;
}

/** The transfer syntax of a whole file in memory. Throws UnreadableDicom. */
export const readTransferSyntax = (bytes: Buffer): string => readMeta(bytes, bytes.length).transferSyntaxUid;

/** An open file of a known size as a source. */
export function fileSource(file: FileHandle, size: number): ByteSource {
  let read: Buffer = Buffer.alloc(0);
  return {
    size,
    async head(upTo) {
      const wanted = Math.min(Math.max(upTo, 0), size);
      if (wanted > read.length) {
        const grown = Buffer.allocUnsafe(wanted);
        read.copy(grown);
        let filled = read.length;
        while (filled < wanted) {
          const { bytesRead } = await file.read(grown, filled, wanted - filled, filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        read = grown.subarray(0, filled);
      }
      return { bytes: read, complete: read.length >= size || read.length < wanted };
    },
  };
}

async function retrying<T>(
  source: ByteSource,
  first: number,
  read: (bytes: Buffer, size: number) => T,
): Promise<T> {
  let upTo = first;
  for (;;) {
    const { bytes, complete } = await source.head(upTo);
    try {
      return read(bytes, complete ? bytes.length : source.size);
    } catch (error) {
      if (!(error instanceof NeedMore)) throw error;
      // Doubling keeps the repeated work within twice the whole.
      upTo = Math.min(Math.max(error.upTo, bytes.length * 2), maxHeaderBytes);
    }
  }
}

function readMeta(bytes: Buffer, size: number): { transferSyntaxUid: string; end: number } {
  if (size < metaStart) throw new UnreadableDicom('not-dicom', `${size} bytes`);
  if (bytes.toString('latin1', 128, 132) !== 'DICM') throw new UnreadableDicom('not-dicom', 'no DICM prefix');
  const reader = new DataSetReader(bytes, metaStart, size);
  const meta = reader.readGroup('0002', explicitLittleEndian);
  const transferSyntaxUid = text(meta, '00020010');
  if (transferSyntaxUid === '')
    throw new UnreadableDicom('no-transfer-syntax', 'the meta information names none');
  if (text(meta, '00020002') === '1.2.840.10008.1.3.10') throw new UnreadableDicom('dicomdir', 'a DICOMDIR');
  if (!isUid(transferSyntaxUid)) throw new UnreadableDicom('unknown-transfer-syntax', 'not a UID');
  return { transferSyntaxUid, end: reader.position };
}

function readBody(bytes: Buffer, start: number, size: number, transferSyntaxUid: string): Part10Header {
  const reader = new DataSetReader(bytes, start, size);
  const dataSet = reader.read(encodingOf(transferSyntaxUid));
  return {
    transferSyntaxUid,
    dataSet,
    pixelData: reader.pixelData,
    bulk: reader.bulk,
    deflated: isDeflated(transferSyntaxUid),
    cutOff: reader.cutOff,
  };
}
