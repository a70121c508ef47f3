import type { FastifyInstance } from 'fastify';
import { Refusal } from '../services/refusal.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

/**
 * What is there says which methods it takes: to one it does not take (405, RFC 9110 §15.5.6), and to OPTIONS. Collects the
 * routes from now on; call what it returns after the last one.
 */
export function collectMethods(app: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = taken.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    taken.set(url, known);
  });
  return () => {
    for (const [url, known] of [...taken]) {
      const allow = [...known, 'OPTIONS'].join(', ');
      const others = methods.filter((method) => !known.has(method));
      if (others.length === 0) continue;
      app.route({
        method: others,
        url,
        // Before a body is read: nothing is done with it.
        onRequest: (request, reply, done) => {
          reply.header('allow', allow);
          if (request.method === 'OPTIONS') void reply.code(204).send();
          else done(new Refusal('method-not-allowed'));
        },
        handler: (_request, reply) => reply,
      });
    }
  };
}
