import { Readable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { Answer } from '../image-store.ts';

// Below this a packet is not filled anyway.
const worthwhile = 1_400;

/** Headers of a series are the same text again and again: gzip makes a tenth of them. Images are left alone. */
export function compressJson(answer: Answer, acceptEncoding: string | string[] | undefined): Answer {
  const { headers, body } = answer;
  if (headers['content-type'] !== 'application/dicom+json') return answer;
  const varying = { ...headers, vary: 'accept, accept-encoding' };
  if (body === null) return { ...answer, headers: varying };
  if (!/(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?(\s|,|$))/i.test(String(acceptEncoding ?? ''))) {
    return { ...answer, headers: varying };
  }
  if (typeof body === 'string' && body.length < worthwhile) return { ...answer, headers: varying };
  const gzip = createGzip({ level: 3, chunkSize: 64 * 1024, flush: constants.Z_NO_FLUSH });
  const source = body instanceof Readable ? body : Readable.from([body], { objectMode: false });
  source.on('error', (error) => gzip.destroy(error));
  gzip.on('close', () => source.destroy());
  source.pipe(gzip);
  return { ...answer, headers: { ...varying, 'content-encoding': 'gzip' }, body: gzip };
}
