import type { FastifyInstance } from 'fastify';
import { Refusal } from '../services/refusal.ts';

/** Plain HTTP is for loopback alone; behind a proxy, the proxy says what the client spoke. */
export function refuseInsecureTransport(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.protocol === 'https' || isLoopback(request.ip)) done();
    else done(new Refusal('insecure-transport'));
  });
}

const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
