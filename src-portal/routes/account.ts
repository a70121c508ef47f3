import type { FastifyInstance } from 'fastify';
import type {
  ChangePasswordData,
  DeactivateAccountData,
  EndSessionData,
  GetAccountData,
  ListSessionsData,
  RequestReactivationData,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { principalOf } from '../http/authenticate.ts';
import { on } from '../http/contract.ts';
import { accountOnly, type Accounts } from '../services/account.ts';
import { Refusal } from '../services/refusal.ts';
import type { Sessions } from '../services/sessions.ts';

export function accountRoutes(
  app: FastifyInstance,
  {
    accounts,
    sessions,
    signInsPerMinute,
  }: { accounts: Accounts; sessions: Sessions; signInsPerMinute: number },
): void {
  const throttled = {
    config: { rateLimit: { max: signInsPerMinute, timeWindow: '1 minute', groupId: 'sign-in' } },
  };

  on<GetAccountData>(app, 'getAccount', (_input, request) => accounts.get(principalOf(request)));

  on<ChangePasswordData>(
    app,
    'changePassword',
    async ({ body }, request, reply) => {
      await accounts.changePassword(principalOf(request), body);
      return reply.code(204).send();
    },
    throttled,
  );

  on<DeactivateAccountData>(
    app,
    'deactivateAccount',
    async ({ body }, request, reply) => {
      await accounts.deactivate(principalOf(request), body.password);
      return reply.code(204).send();
    },
    throttled,
  );

  on<RequestReactivationData>(
    app,
    'requestReactivation',
    async ({ body }, _request, reply) => {
      await accounts.requestReactivation(body.username, body.message ?? null);
      return reply.code(202).send();
    },
    throttled,
  );

  on<ListSessionsData>(app, 'listSessions', async (_input, request) => {
    const me = accountOnly(principalOf(request));
    const rows = await sessions.list(me.accountId);
    return {
      items: rows.map((row) => ({
        id: row.id,
        device: row.device,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        current: row.id === me.sessionId,
      })),
      nextCursor: null,
    };
  });

  on<EndSessionData>(app, 'endSession', async ({ path }, request, reply) => {
    const me = accountOnly(principalOf(request));
    if (!(await sessions.end({ accountId: me.accountId, sessionId: path.id })))
      throw new Refusal('not-found');
    return reply.code(204).send();
  });
}
