import type { FastifyInstance } from 'fastify';
import type {
  ListAccessHistoryData,
  ListEstablishmentsData,
  ListProfessionalsData,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { principalOf } from '../http/authenticate.ts';
import { on } from '../http/contract.ts';
import { auditBundle } from '../services/audit-events.ts';
import type { Transparency } from '../services/transparency.ts';
import { languageFrom, textsIn } from '../texts/texts.ts';

const defaultLimit = 50;

export function transparencyRoutes(
  app: FastifyInstance,
  { transparency, baseUrl }: { transparency: Transparency; baseUrl: () => string },
): void {
  on<ListProfessionalsData>(app, 'listProfessionals', async ({ query }, request) => ({
    ...(await transparency.professionals(principalOf(request), {
      category: query.category,
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    })),
    notice: textsIn(languageFrom(request.headers['accept-language'])).professionalsNotice,
  }));

  on<ListAccessHistoryData>(app, 'listAccessHistory', async ({ query }, request, reply) => {
    const principal = principalOf(request);
    const { cursor, limit, format, ...filter } = query;
    const page = await transparency.history(principal, filter, { cursor, limit: limit ?? defaultLimit });
    if (format !== 'fhir' || principal.kind !== 'patient') return page;
    // Written after it: the address that people reach the portal at may end in a path.
    const self = new URL(`${baseUrl()}${request.url}`);
    const next = new URL(self);
    if (page.nextCursor !== null) next.searchParams.set('cursor', page.nextCursor);
    const links = { self: self.href, next: page.nextCursor === null ? null : next.href };
    const patient = { id: principal.personId, displayName: principal.displayName };
    // As text, so that the ETag hook sees it and the media type stays.
    return reply
      .type('application/fhir+json; charset=utf-8')
      .send(JSON.stringify(auditBundle(page.items, patient, links, baseUrl())));
  });

  on<ListEstablishmentsData>(app, 'listEstablishments', ({ query }, request) =>
    transparency.establishments(principalOf(request), {
      q: query.q,
      mine: query.mine,
      cursor: query.cursor,
      limit: query.limit ?? defaultLimit,
    }),
  );
}
