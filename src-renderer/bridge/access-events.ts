import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { create } from 'zustand';
import type { CallOutput } from '../../src-shared/ipc/channels.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';

interface AccessEvents {
  /** Somebody broke the glass of this record, and the person has not acknowledged it. */
  readonly emergency: boolean;
}

const none: AccessEvents = { emergency: false };

/** What happened to rights while the person was here, until they have seen it. */
export const useAccessEvents = create<AccessEvents>(() => none);

export const forgetAccessEvents = (): void => useAccessEvents.setState(none);

export const watchAccessEvents = (): (() => void) =>
  window.emage.on('access.emergency', () => useAccessEvents.setState({ emergency: true }));

/** Exams that are gone because the right to them is over, until the person has read so. */
export const useEndedAccess = (): UseQueryResult<CallOutput<'access.ended'>> =>
  useQuery({ queryKey: keys.endedAccess, queryFn: () => call('access.ended') });

export const useAcknowledgeEnded = (): UseMutationResult<void, Error, void> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call('access.acknowledgeEnded'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.endedAccess }),
  });
};
