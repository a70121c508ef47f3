import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { ExportState } from '../../src-shared/domain/export.ts';
import type { CallInput, CallOutput } from '../../src-shared/ipc/channels.ts';
import { call } from './call.ts';

interface Exporting {
  /** What main last said of the export that runs, or ran. */
  readonly state: ExportState;
  /** The exam of which the person is asked how. */
  readonly exam: Exam | null;
  /** With what the archive that is made opens: nobody can open it without, so it stands there until it is put away. */
  readonly passphrase: string | null;
}

export const useExport = create<Exporting>(() => ({ state: { kind: 'idle' }, exam: null, passphrase: null }));

/** Asks how to export an exam; the dialog is the application's, whichever page asks. */
export const askExport = (exam: Exam): void => useExport.setState({ exam });
export const closeExport = (): void => useExport.setState({ exam: null, passphrase: null });

export async function watchExports(): Promise<() => void> {
  const stop = window.emage.on('export.changed', (state) => useExport.setState({ state }));
  useExport.setState({ state: await call('export.state') });
  return stop;
}

export const useStartExport = (): UseMutationResult<
  CallOutput<'export.start'>,
  Error,
  CallInput<'export.start'>
> =>
  useMutation({
    mutationFn: (input) => call('export.start', input),
    onMutate: ({ passphrase }) => useExport.setState({ passphrase }),
  });

export const useCancelExport = (): UseMutationResult<void, Error, void> =>
  useMutation({ mutationFn: () => call('export.cancel') });

export const useRevealExport = (): UseMutationResult<void, Error, void> =>
  useMutation({ mutationFn: () => call('export.reveal') });
