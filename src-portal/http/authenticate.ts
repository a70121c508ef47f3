import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../services/principal.ts';
import { Refusal } from '../services/refusal.ts';
import type { Sessions } from '../services/sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for an access token; see principalOf. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Hook of the routes that ask for an access token (RFC 6750 §2.1). */
    authenticate: (request: FastifyRequest) => Promise<void>;
  }
}

export function decorateWithAuthentication(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('principal', null);
  app.decorate('authenticate', async (request: FastifyRequest) => {
    request.principal = await sessions.principalOf(tokenOf(request));
    if (!request.principal) throw new Refusal('not-signed-in');
  });
}

/** The access token of a request. */
export function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal('not-signed-in');
  return token;
}

export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Refusal('not-signed-in');
  return request.principal;
}
