import type { QueryClient } from '@tanstack/react-query';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import type { Sending } from '../../src-shared/domain/pacs.ts';
import { keys } from './queries.ts';
import { useSession } from './session.ts';

const withEntry = (entries: readonly LibraryEntry[], entry: LibraryEntry): LibraryEntry[] =>
  entries.some(({ examId }) => examId === entry.examId)
    ? entries.map((each) => (each.examId === entry.examId ? entry : each))
    : [...entries, entry];

/** Keeps the cache true: what main tells goes in, what it makes doubtful is asked again. */
export function keepCacheTrue(queryClient: QueryClient): () => void {
  const stopLibrary = window.emage.on('library.changed', (entry) => {
    queryClient.setQueryData<LibraryEntry[]>(keys.library, (entries) => entries && withEntry(entries, entry));
    if (entry.state === 'kept') void queryClient.invalidateQueries({ queryKey: keys.library });
  });
  const stopStatus = window.emage.on('library.status', (status) =>
    queryClient.setQueryData(keys.libraryStatus, status),
  );
  const stopRemoved = window.emage.on('library.removed', ({ examId }) =>
    queryClient.setQueryData<LibraryEntry[]>(keys.library, (entries) =>
      entries?.filter((entry) => entry.examId !== examId),
    ),
  );
  const stopImported = window.emage.on(
    'imported.changed',
    () => void queryClient.invalidateQueries({ queryKey: keys.localExams }),
  );
  const askDocumentsAgain = (): void => {
    void queryClient.invalidateQueries({ queryKey: keys.newDocuments });
    void queryClient.invalidateQueries({ queryKey: keys.exams });
  };
  const stopArrived = window.emage.on('documents.arrived', askDocumentsAgain);
  const stopSeen = window.emage.on('documents.seen', askDocumentsAgain);
  // A right came or went: so did what may be read.
  const stopBreakGlass = window.emage.on('breakGlass.changed', () => void queryClient.invalidateQueries());
  const stopEmergency = window.emage.on('access.emergency', () => {
    void queryClient.invalidateQueries({ queryKey: keys.professionals });
    void queryClient.invalidateQueries({ queryKey: keys.history });
  });
  const stopEnded = window.emage.on('exams.accessEnded', () => void queryClient.invalidateQueries());
  const stopSend = window.emage.on('send.changed', (sending) =>
    queryClient.setQueryData<Sending[]>(keys.sendings, (sendings = []) => [
      ...sendings.filter(({ examId }) => examId !== sending.examId),
      sending,
    ]),
  );
  const stopSession = useSession.subscribe(({ state }, { state: before }) => {
    const who = (session: typeof state): string | null =>
      session === null || session.kind === 'signed-out'
        ? null
        : `${session.portal.address} ${session.account.id}`;
    // One person's documents never show to another, nor on a locked screen.
    if (who(state) !== who(before)) queryClient.clear();
    else if (state?.kind === 'signed-in' && before?.kind === 'signed-in' && state.online && !before.online)
      void queryClient.invalidateQueries();
  });
  return () => {
    stopLibrary();
    stopStatus();
    stopRemoved();
    stopImported();
    stopArrived();
    stopSeen();
    stopBreakGlass();
    stopEmergency();
    stopEnded();
    stopSend();
    stopSession();
  };
}
