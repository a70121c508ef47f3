import type { Account } from '../../src-shared/domain/account.ts';
import { PortalClient, type PortalClientOptions } from '../sources/portal/client.ts';
import { getAccount } from '../sources/portal/account.ts';
import { discoverPortal, type DiscoveredPortal, type Endpoints } from '../sources/portal/discovery.ts';
import type { Http } from '../sources/portal/http.ts';
import {
  refreshTokens,
  revokeToken,
  signInWithCode,
  signInWithPassword,
  signInWithShare,
  type Tokens,
} from '../sources/portal/tokens.ts';
import type { AuthorizationGrant } from './browser-sign-in.ts';

/** What the session asks of a portal. */
export interface SessionSource {
  discover(address: string): Promise<DiscoveredPortal>;
  signIn(endpoints: Endpoints, grant: { username: string; password: string }): Promise<Tokens>;
  signInWithCode(endpoints: Endpoints, grant: AuthorizationGrant): Promise<Tokens>;
  signInWithShare(endpoints: Endpoints, grant: { token: string; accessCode: string }): Promise<Tokens>;
  refresh(endpoints: Endpoints, refreshToken: string): Promise<Tokens>;
  revoke(endpoints: Endpoints, refreshToken: string): Promise<void>;
  account(endpoints: Endpoints, accessToken: string): Promise<Account>;
  client(endpoints: Endpoints, withToken: PortalClientOptions['withToken']): PortalClient;
}

export function portalSource(options: {
  readonly http: Http;
  readonly language: () => 'fr' | 'en';
  readonly deviceName: string;
}): SessionSource {
  const { http, language, deviceName } = options;
  const client: SessionSource['client'] = (endpoints, withToken) =>
    new PortalClient({ http, endpoints, withToken, language });
  return {
    client,
    discover: (address) => discoverPortal(http, address),
    signIn: (endpoints, grant) => signInWithPassword(http, endpoints, { ...grant, deviceName }),
    signInWithCode: (endpoints, grant) => signInWithCode(http, endpoints, { ...grant, deviceName }),
    signInWithShare: (endpoints, grant) => signInWithShare(http, endpoints, { ...grant, deviceName }),
    refresh: (endpoints, refreshToken) => refreshTokens(http, endpoints, refreshToken),
    revoke: (endpoints, refreshToken) => revokeToken(http, endpoints, refreshToken),
    account: async (endpoints, accessToken) => {
      const { id, kind, username, displayName, email, share } = await getAccount(
        client(endpoints, (use) => use(accessToken)),
      );
      return { id, kind, username, displayName, email, ...(share && { share }) };
    },
  };
}
