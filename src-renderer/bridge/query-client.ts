import { QueryClient } from '@tanstack/react-query';
import type { ErrorCode } from '../../src-shared/errors.ts';
import { appErrorOf } from './call.ts';

// What passes by itself is worth a second try; the rest needs the person.
const passing: ReadonlySet<ErrorCode> = new Set(['timed-out', 'portal-unavailable']);

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Main knows whether the portal can be reached, and answers from this computer where it cannot.
        networkMode: 'always',
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 1 && passing.has(appErrorOf(error).code),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
