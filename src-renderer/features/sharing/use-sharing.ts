import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '../../../src-shared/ipc/channels.ts';
import { call } from '../../bridge/call.ts';
import { keys } from '../../bridge/queries.ts';
import { keepDraft, keepUntilNoted } from './unfinished.ts';

type Acting<N extends 'sharing.create' | 'sharing.extend' | 'sharing.end'> = UseMutationResult<
  CallOutput<N>,
  Error,
  CallInput<N>
>;

/** What was shared is also written in the history. */
function useForgetShares(): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: keys.shares }),
      queryClient.invalidateQueries({ queryKey: keys.history }),
    ]);
}

export const useCreateShare = (): Acting<'sharing.create'> => {
  const forget = useForgetShares();
  return useMutation({
    mutationFn: (input) => call('sharing.create', input),
    // Also where the page that asked is gone by now.
    onSuccess: (created) => {
      keepDraft(null);
      keepUntilNoted(created);
    },
    // Also after a failure: a share may have been made, and ended again.
    onSettled: forget,
    meta: { ownWords: true },
  });
};

export const useExtendShare = (): Acting<'sharing.extend'> => {
  const forget = useForgetShares();
  return useMutation({
    mutationFn: (input) => call('sharing.extend', input),
    onSuccess: forget,
    onError: () => void forget(),
    meta: { ownWords: true },
  });
};

export const useEndShare = (): Acting<'sharing.end'> => {
  const forget = useForgetShares();
  return useMutation({
    mutationFn: (input) => call('sharing.end', input),
    onSuccess: forget,
    // It may be done, and the answer alone be lost; what is said of it does not wait for that.
    onError: () => void forget(),
    meta: { ownWords: true },
  });
};
