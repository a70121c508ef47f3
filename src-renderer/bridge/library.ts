import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { call } from './call.ts';
import { keys } from './queries.ts';

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
