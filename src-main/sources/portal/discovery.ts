import { z } from 'zod';
import { AppFailure } from '../../../src-shared/errors.ts';
import { portalSchema } from '../../../src-shared/domain/portal.ts';
import { zDiscovery } from '../../../src-shared/portal-api/generated/zod.gen.ts';
import { normaliseAddress } from './address.ts';
import { isSecure } from './secure-address.ts';
import { type Http } from './http.ts';

export const endpointsSchema = z.object({
  /** Without trailing slashes. */
  api: z.string(),
  dicomweb: z.string(),
  token: z.string(),
  revocation: z.string(),
  /** Where the system browser signs in (RFC 8252), with the client's public identifier. */
  authorization: z.object({ url: z.string(), clientId: z.string() }).nullable(),
});
export type Endpoints = z.infer<typeof endpointsSchema>;

/** A portal as pages know it, and where its services are. Holds no secret: it is kept for starting offline. */
export const discoveredPortalSchema = z.object({ portal: portalSchema, endpoints: endpointsSchema });
export type DiscoveredPortal = z.infer<typeof discoveredPortalSchema>;

const apiVersion = '1';

/**
 * Looks at what a person gave as the portal's address. The codes tell apart a wrong address (`portal-not-found`),
 * another web site (`portal-not-emage`), a portal that is down (`portal-unavailable`), a bad certificate
 * (`portal-certificate`) and no network (`network-unreachable`).
 */
export async function discoverPortal(http: Http, typed: string): Promise<DiscoveredPortal> {
  const address = normaliseAddress(typed);
  const answer = await http({ url: `${address}/.well-known/emage-portal` }).catch(asDiscoveryFailure);
  const discovery = zDiscovery.safeParse(answer.body);
  if (!discovery.success) throw new AppFailure('portal-not-emage', 'the answer is no discovery document');
  return fromDiscovery(address, discovery.data);
}

/** A refusal by whatever web server stands there means that it is no portal. */
function asDiscoveryFailure(error: unknown): never {
  if (
    error instanceof AppFailure &&
    ['not-found', 'not-allowed', 'not-signed-in', 'request-refused', 'share-expired'].includes(
      error.error.code,
    )
  ) {
    throw new AppFailure('portal-not-emage', 'no discovery document there');
  }
  throw error;
}

function fromDiscovery(address: string, discovery: z.infer<typeof zDiscovery>): DiscoveredPortal {
  if (
    !discovery.apiVersions.some((version) => version === apiVersion || version.startsWith(`${apiVersion}.`))
  ) {
    throw new AppFailure('portal-not-emage', 'the portal speaks another version');
  }
  const endpoints: Endpoints = {
    api: secureUrl(discovery.apiBaseUrl),
    dicomweb: secureUrl(discovery.dicomwebBaseUrl),
    token: secureUrl(discovery.token_endpoint),
    revocation: secureUrl(discovery.revocation_endpoint),
    authorization:
      discovery.authorization_endpoint !== undefined && discovery.client_id !== undefined
        ? { url: secureUrl(discovery.authorization_endpoint), clientId: discovery.client_id }
        : null,
  };
  return {
    portal: {
      address,
      name: discovery.name,
      operator: discovery.operator,
      support: discovery.support,
      passwordMinLength: discovery.password.minLength,
      lockout: discovery.lockout,
      sharing: {
        durationsDays: discovery.sharing.durationsDays,
        maxExams: discovery.sharing.maxExams,
        messageMaxLength: discovery.sharing.messageMaxLength,
      },
      browserSignIn: endpoints.authorization !== null,
      features: discovery.features,
    },
    endpoints,
  };
}

function secureUrl(text: string): string {
  if (!isSecure(new URL(text)))
    throw new AppFailure('portal-insecure-address', 'the portal names an insecure address');
  return text.replace(/\/+$/, '');
}
