import { Inflate } from 'pako';
import { AppFailure } from '../../../src-shared/errors.ts';

const inflateWith = (inflate: Inflate, deflated: Uint8Array, limit: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  let length = 0;
  inflate.onData = (part) => {
    length += part.length;
    if (length > limit) throw new AppFailure('instance-damaged', `inflates to more than ${limit} bytes`);
    parts.push(part);
  };
  inflate.push(deflated, true);
  if (inflate.err !== 0)
    throw new AppFailure('instance-damaged', `deflate stream is damaged: ${inflate.msg || inflate.err}`);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/**
 * Inflates a raw deflate stream (RFC 1951) into at most `limit` bytes: a small file must not be able to claim
 * gigabytes of memory.
 */
export const inflateRaw = (deflated: Uint8Array, limit: number): Uint8Array =>
  inflateWith(new Inflate({ raw: true, chunkSize: 1 << 18 }), deflated, limit);

/** The same for gzip (RFC 1952). */
export const inflateGzip = (zipped: Uint8Array, limit: number): Uint8Array =>
  inflateWith(new Inflate({ chunkSize: 1 << 18 }), zipped, limit);
