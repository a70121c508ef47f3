import type { Ask } from '../image-store.ts';
import { parseByteRange } from './byte-range.ts';
import { matchesEtag } from './etag.ts';
import { DicomWebProblem } from './problem.ts';

export interface SingleFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly transferSyntaxUid: string;
}

/** An answer that is one Part 10 file: whole, a part of it, or (`part` is null) that the asker's copy is still good. */
export interface SingleFileHead {
  readonly status: 200 | 206 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly part: { readonly start: number; readonly length: number } | null;
}

/** Throws DicomWebProblem for a range that the file does not have. */
export function singleFileHead({ sha256, bytes, transferSyntaxUid }: SingleFile, ask: Ask): SingleFileHead {
  const etag = `"${sha256}"`;
  const headers = {
    etag,
    // Of the whole file, whichever part of it is given (RFC 9530).
    'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    'cache-control': 'private, no-cache',
    'accept-ranges': 'bytes',
    vary: 'accept',
  };
  if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, part: null };
  // A validator that is not ours, a date included, asks for everything (RFC 9110 §13.1.5).
  const wanted = ask.ifRange === undefined || ask.ifRange === etag ? ask.range : undefined;
  const range = parseByteRange(wanted, bytes);
  if (range === 'unsatisfiable') {
    throw new DicomWebProblem('range-not-satisfiable', 'The instance is shorter.', {
      'content-range': `bytes */${bytes}`,
    });
  }
  const { start, end } = range === 'whole' ? { start: 0, end: bytes - 1 } : range;
  const length = end - start + 1;
  return {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...headers,
      'content-type': `application/dicom; transfer-syntax=${transferSyntaxUid}`,
      'content-length': String(length),
      ...(range === 'whole' ? {} : { 'content-range': `bytes ${start}-${end}/${bytes}` }),
    },
    part: { start, length },
  };
}
