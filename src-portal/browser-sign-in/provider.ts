import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/database.ts';
import { failurePage } from '../http/answer-people.ts';
import { problemOf } from '../http/problem.ts';
import { pagePolicy, type PageOwner } from '../texts/page.ts';
import { oidcAdapter } from './adapter.ts';

export const desktopClient = 'emage-desktop';

/**
 * Sign-in with the system browser (RFC 8252): authorization code, PKCE with S256, loopback redirect on any port. The
 * provider proves who it is; sessions and tokens are the portal's own (services/sessions.ts).
 */
export function createProvider(
  db: Database,
  issuer: string,
  { behindProxy, owner, log }: { behindProxy: boolean; owner: PageOwner; log: FastifyBaseLogger },
): Provider {
  // What it signs is read by the portal itself a moment later: a key of this process is enough.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer, {
    adapter: oidcAdapter(db),
    clients: [
      {
        client_id: desktopClient,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: {
      policy: alwaysAsk(),
      url: (_context, { uid }) => `${new URL(issuer).pathname}/interaction/${uid}`,
    },
    pkce: { required: () => true },
    // The portal's own application needs no consent of its user to be the portal's application.
    async loadExistingGrant(context) {
      const { client, session, provider: from } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new from.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    responseTypes: ['code'],
    scopes: ['openid'],
    ttl: { AuthorizationCode: 60, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    renderError: (context, out) => refuse(context, owner, out.error_description ?? out.error),
  });
  provider.proxy = behindProxy;
  provider.on('server_error', (_context, error) => log.error({ err: error }, 'failed'));
  provider.use(async (context, next) => {
    await next();
    if (context.status === 404 && context.body === undefined) {
      context.status = 404;
      refuse(context, owner, undefined);
    }
  });
  return provider;
}

/** In words for a browser, as a problem (RFC 9457) for a program. `detail` is for developers. */
function refuse(
  context: Pick<KoaContextWithOIDC, 'status' | 'path' | 'type' | 'body' | 'accepts' | 'set' | 'get'>,
  owner: PageOwner,
  detail: string | undefined,
): void {
  const { status } = context;
  const language = context.get('accept-language');
  context.set('cache-control', 'no-store');
  if (context.accepts('json', 'html') === 'html') {
    context.set('content-security-policy', pagePolicy);
    context.type = 'text/html; charset=utf-8';
    context.body = failurePage(owner, '/oidc/', status, language);
    return;
  }
  const code = status === 404 ? 'not-found' : status < 500 ? 'invalid-request' : 'internal';
  context.type = 'application/problem+json; charset=utf-8';
  context.body = JSON.stringify({ ...problemOf(code, {}, language), status, ...(detail && { detail }) });
}

/** A browser that signed somebody in is not asked to remember it: the next person types their own name. */
function alwaysAsk(): interactionPolicy.DefaultPolicy {
  const { Check, Prompt, base } = interactionPolicy;
  const policy = base();
  policy.clear();
  policy.add(
    new Prompt(
      { name: 'login', requestable: true },
      new Check('every_time', 'sign-in is asked for every time', (context) =>
        context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    ),
  );
  return policy;
}
