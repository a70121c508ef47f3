import type { FastifyRequest } from 'fastify';

/**
 * So many calls within a time: of one account, wherever it is signed in, since a whole hospital may come from one
 * address; of one address where nobody is signed in.
 */
export const throttled = (groupId: string, max: number, timeWindow: string) => ({
  config: {
    rateLimit: {
      groupId,
      max,
      timeWindow,
      keyGenerator: ({ principal, ip }: FastifyRequest): string =>
        principal && principal.kind !== 'guest' ? principal.accountId : ip,
    },
  },
});
