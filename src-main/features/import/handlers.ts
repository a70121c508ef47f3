import { AppFailure } from '../../../src-shared/errors.ts';
import type { Broadcast } from '../../ipc/broadcast.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { LocalExams } from './local-exams.ts';
import type { OpenDialog } from './open-dialog.ts';
import type { Volumes } from './volumes.ts';

type Lines =
  | 'imported.list'
  | 'imported.remove'
  | 'import.state'
  | 'import.choose'
  | 'import.openVolume'
  | 'import.openDropped'
  | 'import.unlock'
  | 'import.cancel'
  | 'volumes.list';

export const importHandlers = (context: {
  readonly localExams: LocalExams;
  readonly volumes: Volumes;
  readonly broadcast: Broadcast;
  readonly openDialog: (contentsId: number) => OpenDialog;
  readonly closeViewer: (examId: string) => void;
  /** To the front: that is where an import shows. */
  readonly showShell: () => Promise<void>;
}): HandlersOf<Lines> => {
  const { localExams, volumes, broadcast, openDialog, closeViewer, showShell } = context;
  return {
    'imported.list': () => localExams.list(),
    'imported.remove': async ({ examId }) => {
      const library = await localExams.library();
      closeViewer(examId);
      await library.remove(examId);
      broadcast('imported.changed', {});
    },
    'import.state': () => localExams.state,
    'import.choose': async ({ what }, { contentsId }) => {
      const library = await localExams.library();
      const paths = await openDialog(contentsId)(what);
      if (paths.length === 0) return { started: false };
      await library.startImport({ paths, name: null });
      return { started: true };
    },
    'import.openVolume': async ({ volumeId }) => {
      const volume = volumes.find(volumeId);
      if (!volume) throw new AppFailure('medium-unreadable', 'the disc was taken out');
      await (await localExams.library()).startImport({ paths: [volume.path], name: volume.name });
    },
    'import.openDropped': async ({ paths }) => {
      await (await localExams.library()).startImport({ paths, name: null });
      // Also where it was dropped on a window of images.
      await showShell();
    },
    'import.unlock': async ({ passphrase }) => (await localExams.library()).unlockImport(passphrase),
    'import.cancel': async () => (await localExams.library()).cancelImport(),
    'volumes.list': () => volumes.list(),
  };
};
