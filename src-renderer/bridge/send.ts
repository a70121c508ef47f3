import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { Pacs, Sending } from '../../src-shared/domain/pacs.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';

/** The doctor's own archive; null where none is set up, undefined until that is known. */
export const usePacs = (): Pacs | null | undefined =>
  useQuery({ queryKey: keys.pacs, queryFn: () => call('pacs.get') }).data;

/** How far an exam is on its way to the archive; undefined for one that was not sent. */
export const useSending = (examId: string): Sending | undefined =>
  useQuery({ queryKey: keys.sendings, queryFn: () => call('send.list') }).data?.find(
    (sending) => sending.examId === examId,
  );

export const useSend = (): UseMutationResult<void, Error, string> =>
  useMutation({ mutationFn: (examId: string) => call('send.start', { examId }) });

export const useStopSending = (): UseMutationResult<void, Error, string> =>
  useMutation({ mutationFn: (examId: string) => call('send.stop', { examId }) });

export const useForgetPacs = (): UseMutationResult<void, Error, void> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call('pacs.forget'),
    onSuccess: () => queryClient.setQueryData(keys.pacs, null),
  });
};
