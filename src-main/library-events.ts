import type { Broadcast } from './ipc/broadcast.ts';
import type { Log } from './app/log.ts';
import { showDownloads } from './app/show-downloads.ts';
import type { Windows } from './app/windows.ts';
import type { Exports } from './features/export/exports.ts';
import type { LocalExams } from './features/import/local-exams.ts';
import type { RightsKeeper } from './features/library/rights-keeper.ts';
import type { BytePorts } from './features/viewer/byte-ports.ts';
import type { LibraryClient } from './library/client.ts';

interface Listeners {
  readonly broadcast: Broadcast;
  readonly windows: Windows;
  readonly rights: RightsKeeper;
  readonly ports: BytePorts;
  readonly localExams: LocalExams;
  readonly exports: Exports;
  readonly log: Log;
}

/** What the library's process tells, and who is to know. */
export function passOnLibraryEvents(client: LibraryClient, listeners: Listeners): void {
  const { broadcast, windows, rights, ports, localExams, exports, log } = listeners;
  client.on('changed', (entry) => broadcast('library.changed', entry));
  client.on('status', (status) => {
    broadcast('library.status', status);
    showDownloads(windows.shell, status);
  });
  client.on('ended', (examId) => {
    rights.ended(examId).catch((error: unknown) => log.warn('end of a right not told', { error }));
  });
  client.on('removed', (examId) => broadcast('library.removed', { examId }));
  client.on('restarted', () => {
    ports.reconnectAll();
    broadcast('import.changed', localExams.interrupted());
    broadcast('export.changed', exports.interrupted());
  });
  client.on('export', (state) => broadcast('export.changed', (exports.state = state)));
  client.on('import', (state) => {
    broadcast('import.changed', localExams.take(state));
    if (state.kind === 'done') broadcast('imported.changed', {});
  });
}
