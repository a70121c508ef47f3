import type { FastifyRequest } from 'fastify';

/**
 * So many calls within a time: of one account, wherever it is signed in, since a whole hospital may come from one
 * address; of one address where nobody is signed in.
 */
export const throttled = (groupId: string, max: number, timeWindow: string) => ({
  config: {
    rateLimit: {
      groupId,
      // What is not a valid call does nothing, and does not count.
      hook: 'preHandler' as const,
      max,
      timeWindow,
      keyGenerator: ({ principal, ip }: FastifyRequest): string =>
        principal && principal.kind !== 'guest' ? principal.accountId : ip,
    },
  },
});
