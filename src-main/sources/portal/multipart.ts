import { AppFailure } from '../../../src-shared/errors.ts';

/** The boundary of a `multipart/related` answer; null for any other content type (RFC 2046 §5.1.1). */
export function boundaryOf(contentType: string): string | null {
  if (!/^\s*multipart\/related\s*(;|$)/i.test(contentType)) return null;
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

const LONGEST_HEADERS = 16 * 1024;
const invalid = (what: string): AppFailure =>
  new AppFailure('portal-answer-invalid', `multipart answer ${what}`);

/** The body of the first part, as it arrives. Throws `portal-answer-invalid` where the answer breaks off before its end. */
export async function* firstPart(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncIterable<Uint8Array> {
  // The line break before a boundary belongs to the boundary; before the first one there may be none.
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let waiting = Buffer.from('\r\n');
  let inBody = false;
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    if (!inBody) {
      const bodyAt = bodyStart(waiting, delimiter);
      if (bodyAt === null) continue;
      waiting = waiting.subarray(bodyAt);
      inBody = true;
    }
    const end = waiting.indexOf(delimiter);
    if (end >= 0) {
      if (end > 0) yield waiting.subarray(0, end);
      return;
    }
    // What could be the beginning of a boundary is held back.
    const safe = waiting.byteLength - (delimiter.byteLength - 1);
    if (safe > 0) {
      yield waiting.subarray(0, safe);
      waiting = waiting.subarray(safe);
    }
  }
  throw invalid('broke off');
}

function bodyStart(bytes: Buffer, delimiter: Buffer): number | null {
  const delimiterAt = bytes.indexOf(delimiter);
  if (delimiterAt >= 0) {
    const headersEnd = bytes.indexOf('\r\n\r\n', delimiterAt + delimiter.byteLength);
    if (headersEnd >= 0) return headersEnd + 4;
  }
  if (bytes.byteLength > LONGEST_HEADERS) throw invalid('without a part');
  return null;
}
