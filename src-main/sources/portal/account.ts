import type { AccountDetails, DeviceSession } from '../../../src-shared/domain/account.ts';
import { zAccount, zSessionPage } from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { PortalClient } from './client.ts';
import type { Endpoints } from './discovery.ts';
import type { Http } from './http.ts';

export async function getAccount(client: PortalClient): Promise<AccountDetails> {
  const { patient, language: _language, share, ...account } = await client.get('/account', zAccount);
  return { ...account, birthDate: patient?.birthDate ?? null, ...(share && { share }) };
}

/** Ends every other session. Fails with `wrong-credentials` or `password-rejected` (and its `reasons`). */
export const changePassword = (
  client: PortalClient,
  passwords: { currentPassword: string; newPassword: string },
): Promise<void> => client.do('POST', '/account/password', passwords);

export const deactivateAccount = (client: PortalClient, password: string): Promise<void> =>
  client.do('POST', '/account/deactivate', { password });

/** Open to all, and answered alike whether or not there is such an account. */
export async function requestReactivation(
  http: Http,
  endpoints: Endpoints,
  request: { username: string; message: string | null },
): Promise<void> {
  await http({ method: 'POST', url: `${endpoints.api}/account/reactivation-request`, json: request });
}

/** Devices signed in, the last used first. */
export async function listDeviceSessions(client: PortalClient): Promise<DeviceSession[]> {
  const { items } = await client.get('/account/sessions', zSessionPage);
  return items;
}

export const endDeviceSession = (client: PortalClient, sessionId: string): Promise<void> =>
  client.do('DELETE', `/account/sessions/${encodeURIComponent(sessionId)}`);
