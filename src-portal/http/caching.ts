import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Gives every JSON answer to a GET an ETag, and answers 304 to who has it already (RFC 9110 §13.1.2). */
export function addCaching(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return payload;
    }
    const type = String(reply.getHeader('content-type') ?? '');
    if (
      reply.statusCode !== 200 ||
      typeof payload !== 'string' ||
      reply.hasHeader('etag') ||
      !type.includes('json')
    ) {
      return payload;
    }
    const etag = `"${createHash('sha1').update(payload).digest('base64url')}"`;
    reply
      .header('etag', etag)
      .header('vary', 'Authorization, Accept-Language')
      .header('cache-control', reply.getHeader('cache-control') ?? 'private, no-cache');
    if (!matches(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    // Not '', which has a length: on a 304 a length would be that of what is kept (RFC 9110 §8.6).
    return null;
  });
}

/** Weak comparison, which is the one for If-None-Match. */
export const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((entry) => entry.trim().replace(/^W\//, '') === etag));
