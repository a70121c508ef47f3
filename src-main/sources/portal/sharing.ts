import type { z } from 'zod';
import type { CreatedShare, Share } from '../../../src-shared/domain/share.ts';
import type { CreateShareInput } from '../../../src-shared/ipc/schemas/sharing.ts';
import { zShare, zShareCreated, zSharePage } from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { PortalClient } from './client.ts';

const toShare = (share: z.output<typeof zShare>): Share => share;
const path = (shareId: string): string => `/shares/${encodeURIComponent(shareId)}`;

/** The account's own shares, newest first. */
export async function listShares(client: PortalClient): Promise<Share[]> {
  const { items } = await client.getAll('/shares', zSharePage);
  return items.map(toShare);
}

/** `language` is that of the mail to the recipient. */
export async function createShare(
  client: PortalClient,
  input: CreateShareInput,
  language: 'fr' | 'en',
): Promise<CreatedShare> {
  const { accessCode, link, ...share } = await client.send('POST', '/shares', zShareCreated, {
    ...input,
    language,
  });
  return { share, accessCode, link };
}

/** `endsAt`: ISO 8601 instant with offset. */
export const extendShare = async (client: PortalClient, shareId: string, endsAt: string): Promise<Share> =>
  client.send('PATCH', path(shareId), zShare, { endsAt });

export async function endShare(client: PortalClient, shareId: string): Promise<Share> {
  await client.do('DELETE', path(shareId));
  return client.get(path(shareId), zShare);
}
