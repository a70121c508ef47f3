import type { FastifyInstance } from 'fastify';
import type {
  ChangeShareData,
  CreateShareData,
  GetShareData,
  ListSharesData,
  RevokeShareData,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { principalOf } from '../http/authenticate.ts';
import { on } from '../http/contract.ts';
import { throttled } from '../http/throttle.ts';
import type { Shares } from '../services/shares.ts';

export function shareRoutes(
  app: FastifyInstance,
  { shares, sharesPerHour, baseUrl }: { shares: Shares; sharesPerHour: number; baseUrl: () => string },
): void {
  on<CreateShareData>(
    app,
    'createShare',
    async ({ body }, request, reply) => {
      const share = await shares.create(principalOf(request), body);
      return reply.code(201).header('location', `${baseUrl()}/api/v1/shares/${share.id}`).send(share);
    },
    // Each one sends a mail to an address of the caller's choice.
    throttled('shares', sharesPerHour, '1 hour'),
  );

  on<ListSharesData>(app, 'listShares', ({ query }, request) =>
    shares.list(principalOf(request), {
      state: query.state,
      exam: query.exam,
      cursor: query.cursor,
      limit: query.limit ?? 50,
    }),
  );

  on<GetShareData>(app, 'getShare', ({ path }, request) => shares.get(principalOf(request), path.id));

  on<ChangeShareData>(app, 'changeShare', ({ path, body }, request) =>
    shares.changeEnd(principalOf(request), path.id, body.endsAt),
  );

  on<RevokeShareData>(app, 'revokeShare', async ({ path }, request, reply) => {
    await shares.revoke(principalOf(request), path.id);
    return reply.code(204).send();
  });
}
