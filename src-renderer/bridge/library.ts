import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { call } from './call.ts';
import { keys, useLibrary } from './queries.ts';

export const useKeep = (): UseMutationResult<void, Error, string> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (examId: string) => call('library.keep', { examId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.library }),
  });
};

export const useRemove = (): UseMutationResult<void, Error, string> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (examId: string) => call('library.remove', { examId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.library }),
  });
};

const nothing: readonly LibraryEntry[] = [];

/** What of an exam lies on this computer; undefined for nothing. */
export function useLibraryEntry(examId: string): LibraryEntry | undefined {
  const { data = nothing } = useLibrary();
  return data.find((entry) => entry.examId === examId);
}
