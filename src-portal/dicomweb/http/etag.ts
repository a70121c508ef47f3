import { createHash } from 'node:crypto';

/** Names this content, whatever encoding it goes in. */
export const contentEtag = (content: string | Buffer): string =>
  `W/"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;

/** If-None-Match against an ETag, by weak comparison (RFC 9110 §13.1.2). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  const opaque = etag.replace(/^W\//, '');
  return header.split(',').some((candidate) => {
    const trimmed = candidate.trim();
    return trimmed === '*' || trimmed.replace(/^W\//, '') === opaque;
  });
}
