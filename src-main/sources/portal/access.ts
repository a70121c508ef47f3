import type { AccessEvent, Professional } from '../../../src-shared/domain/access.ts';
import type { Establishment } from '../../../src-shared/domain/establishment.ts';
import type { AppFailure } from '../../../src-shared/errors.ts';
import type { HistoryFilter } from '../../../src-shared/ipc/schemas/access.ts';
import {
  zAccessPage,
  zEstablishmentPage,
  zProfessionalPage,
} from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { PortalClient } from './client.ts';

/** Who may read the record, with the portal's notice that this does not mean that they did (L11). */
export async function listProfessionals(
  client: PortalClient,
): Promise<{ items: Professional[]; notice: string }> {
  const { items, first } = await client.getAll('/professionals', zProfessionalPage);
  return { items, notice: first.notice };
}

/** Who broke the glass of the record and may still read it, or could. */
export async function listTemporaryAccesses(client: PortalClient): Promise<Professional[]> {
  const { items } = await client.getAll('/professionals', zProfessionalPage, {
    category: 'temporary-access',
  });
  return items;
}

const historyQuery = ({ examId, personId, from, to }: HistoryFilter) => ({
  exam: examId,
  person: personId,
  from,
  to,
});

/** Who did read it, newest first (L13); all of it, for a document that says so. */
export async function listAccessHistory(client: PortalClient, filter: HistoryFilter): Promise<AccessEvent[]> {
  const { items } = await client.getAll('/access-history', zAccessPage, historyQuery(filter));
  return items;
}

/** The same to look at: where a page fails late, what came before it, and why the rest is missing. */
export async function latestAccesses(
  client: PortalClient,
  filter: HistoryFilter,
): Promise<{ items: AccessEvent[]; missing: AppFailure | null }> {
  return client.getAsFarAsItGoes('/access-history', zAccessPage, historyQuery(filter));
}

export async function listEstablishments(client: PortalClient): Promise<Establishment[]> {
  const { items } = await client.getAll('/establishments', zEstablishmentPage);
  return items;
}
