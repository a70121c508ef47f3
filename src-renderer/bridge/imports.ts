import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { create } from 'zustand';
import type { ImportState, Volume } from '../../src-shared/domain/import.ts';
import type { CallOutput } from '../../src-shared/ipc/channels.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';

/** What main last said of the import that runs, or ran, and of the discs that are in this computer. */
export const useImport = create<{ readonly state: ImportState; readonly volumes: readonly Volume[] }>(() => ({
  state: { kind: 'idle' },
  volumes: [],
}));

export async function watchImports(): Promise<() => void> {
  const stops = [
    window.emage.on('import.changed', (state) => useImport.setState({ state })),
    window.emage.on('volumes.changed', (volumes) => useImport.setState({ volumes })),
  ];
  const [state, volumes] = await Promise.all([call('import.state'), call('volumes.list')]);
  useImport.setState({ state, volumes });
  return () => stops.forEach((stop) => stop());
}

/** The exams that were imported to this computer, the newest import first. `enabled`: asked for at all. */
export const useLocalExams = (enabled = true): UseQueryResult<CallOutput<'imported.list'>> =>
  useQuery({ queryKey: keys.localExams, queryFn: () => call('imported.list'), enabled });

export const useRemoveLocalExam = (): UseMutationResult<void, Error, string> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (examId: string) => call('imported.remove', { examId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.localExams }),
  });
};

/** `folder`: a disc, a stick, a folder; `file`: archives and single images. */
export const useChooseImport = (): UseMutationResult<unknown, Error, 'folder' | 'file'> =>
  useMutation({ mutationFn: (what) => call('import.choose', { what }) });

export const useOpenVolume = (): UseMutationResult<void, Error, string> =>
  useMutation({ mutationFn: (volumeId) => call('import.openVolume', { volumeId }) });

export const useCancelImport = (): UseMutationResult<void, Error, void> =>
  useMutation({ mutationFn: () => call('import.cancel') });

export const useUnlockImport = (): UseMutationResult<void, Error, string> =>
  useMutation({ mutationFn: (passphrase) => call('import.unlock', { passphrase }) });
