import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { CallInput } from '../../src-shared/ipc/channels.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';

/** A change to the library: what is shown of it is asked anew. */
function useLibraryChange<I>(change: (input: I) => Promise<void>): UseMutationResult<void, Error, I> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.library }),
  });
}

export const useKeep = (): UseMutationResult<void, Error, string> =>
  useLibraryChange((examId: string) => call('library.keep', { examId }));

export const useRemove = (): UseMutationResult<void, Error, string> =>
  useLibraryChange((examId: string) => call('library.remove', { examId }));

export const useHold = (): UseMutationResult<void, Error, CallInput<'library.hold'>> =>
  useLibraryChange((input: CallInput<'library.hold'>) => call('library.hold', input));

/** Null: all that was only looked at. */
export const useForgetCached = (): UseMutationResult<void, Error, string | null> =>
  useLibraryChange((examId: string | null) => call('library.forgetCached', { examId }));

export const useDownloadFirst = (): UseMutationResult<void, Error, string> =>
  useLibraryChange((examId: string) => call('library.first', { examId }));
