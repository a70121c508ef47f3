import { MutationCache, QueryClient } from '@tanstack/react-query';
import type { AppError, ErrorCode } from '../../src-shared/errors.ts';
import { appErrorOf } from './call.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `ownWords`: the place that asked says itself what went wrong. */
    mutationMeta: { readonly ownWords?: true };
  }
}

// What passes by itself is worth a second try; the rest needs the person.
const passing: ReadonlySet<ErrorCode> = new Set(['timed-out', 'portal-unavailable']);

/** Seconds. A portal that asks for a longer pause is not asked again a moment later (RFC 9110 §10.2.3). */
const longestPause = 2;

/** Whether what was asked is asked once more by itself. */
export function isAskedAgain(failures: number, thrown: unknown): boolean {
  const { code, retryAfter = 0 } = appErrorOf(thrown);
  return failures < 1 && passing.has(code) && retryAfter <= longestPause;
}

const pauseMs = (thrown: unknown): number => Math.max(1, appErrorOf(thrown).retryAfter ?? 0) * 1000;

/** `actionFailed` hears of every failed action that has no words of its own where it was started. */
export const createQueryClient = (actionFailed: (error: AppError) => void = () => undefined): QueryClient =>
  new QueryClient({
    mutationCache: new MutationCache({
      onError: (thrown, _input, _context, mutation) => {
        const error = appErrorOf(thrown);
        if (mutation.meta?.ownWords !== true && error.code !== 'cancelled') actionFailed(error);
      },
    }),
    defaultOptions: {
      queries: {
        // Main knows whether the portal can be reached, and answers from this computer where it cannot.
        networkMode: 'always',
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: isAskedAgain,
        retryDelay: (_failures, error) => pauseMs(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
