import type { FastifyInstance } from 'fastify';
import { Refusal } from '../services/refusal.ts';

/** application/x-www-form-urlencoded, as OAuth speaks. A parameter given twice is refused (RFC 6749 §3.2). */
export function parseForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16_384 },
    (_request, body, done) => {
      const entries = [...new URLSearchParams(String(body))];
      const names = entries.map(([name]) => name);
      if (new Set(names).size < names.length) done(new Refusal('invalid-request'));
      else done(null, Object.fromEntries(entries));
    },
  );
}

/** JSON. Many clients name the type where they send nothing: that is no body, which most calls do not need. */
export function parseJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, String(body), done);
  });
}
