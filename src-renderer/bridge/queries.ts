import { useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { CallOutput } from '../../src-shared/ipc/channels.ts';
import type { Beginning } from '../../src-shared/ipc/schemas/beginning.ts';
import type { HistoryFilter } from '../../src-shared/ipc/schemas/access.ts';
import { call } from './call.ts';

/** What the cache knows by which name; `invalidate.ts` says when it is no longer true. */
export const keys = {
  exams: ['exams'],
  newDocuments: ['new-documents'],
  library: ['library'],
  keptExams: ['library', 'exams'],
  libraryStatus: ['library', 'status'],
  libraryUsage: ['library', 'usage'],
  libraryRepairs: ['library-repairs'],
  shares: ['shares'],
  sharedWithMe: ['shared-with-me'],
  patients: ['patients'],
  pacs: ['pacs'],
  sendings: ['sendings'],
  temporaryAccess: ['temporary-access'],
  professionals: ['professionals'],
  history: ['history'],
  establishments: ['establishments'],
  account: ['account'],
  sessions: ['account', 'sessions'],
  knownAccounts: ['known-accounts'],
  licences: ['licences'],
  localExams: ['local-exams'],
  endedAccess: ['ended-access'],
} as const;

/** `enabled`: asked for at all. */
export const useExams = (enabled = true): UseQueryResult<CallOutput<'exams.list'>> =>
  useQuery({ queryKey: keys.exams, queryFn: () => call('exams.list'), enabled });

export const useNewDocuments = (): UseQueryResult<CallOutput<'documents.listNew'>> =>
  useQuery({ queryKey: keys.newDocuments, queryFn: () => call('documents.listNew') });

export const useLibrary = (): UseQueryResult<CallOutput<'library.list'>> =>
  useQuery({ queryKey: keys.library, queryFn: () => call('library.list') });

export const useKeptExams = (): UseQueryResult<CallOutput<'library.exams'>> =>
  useQuery({ queryKey: keys.keptExams, queryFn: () => call('library.exams'), staleTime: 0 });

export const useLibraryStatus = (): UseQueryResult<CallOutput<'library.status'>> =>
  useQuery({ queryKey: keys.libraryStatus, queryFn: () => call('library.status') });

export const useLibraryUsage = (): UseQueryResult<CallOutput<'library.usage'>> =>
  useQuery({ queryKey: keys.libraryUsage, queryFn: () => call('library.usage'), staleTime: 0 });

/** What this start mended does not change any more. */
export const useLibraryRepairs = (): UseQueryResult<CallOutput<'library.repairs'>> =>
  useQuery({ queryKey: keys.libraryRepairs, queryFn: () => call('library.repairs'), staleTime: Infinity });

/** Who looked, and who may: asked anew whenever it is shown. */
const fresh = { staleTime: 0 };

export const useShares = (): UseQueryResult<CallOutput<'sharing.list'>> =>
  useQuery({ ...fresh, queryKey: keys.shares, queryFn: () => call('sharing.list') });

/** What others share ends by their will: asked for again while it is shown. */
export const useSharedWithMe = (enabled = true): UseQueryResult<CallOutput<'sharedWithMe.list'>> =>
  useQuery({
    ...fresh,
    queryKey: keys.sharedWithMe,
    queryFn: () => call('sharedWithMe.list'),
    enabled,
    refetchInterval: 30_000,
  });

export const usePatientSearch = (words: string): UseQueryResult<CallOutput<'patients.search'>> =>
  useQuery({
    queryKey: [...keys.patients, 'search', words],
    queryFn: () => call('patients.search', { words }),
    enabled: words.trim().length >= 2,
    placeholderData: (before) => before,
  });

export const usePatientExams = (patientId: string): UseQueryResult<CallOutput<'patients.exams'>> =>
  useQuery({
    queryKey: [...keys.patients, 'exams', patientId],
    queryFn: () => call('patients.exams', { patientId }),
  });

export const useTemporaryAccess = (enabled: boolean): UseQueryResult<CallOutput<'breakGlass.list'>> =>
  useQuery({
    ...fresh,
    queryKey: keys.temporaryAccess,
    queryFn: () => call('breakGlass.list'),
    enabled,
    refetchInterval: 60_000,
  });

export const useProfessionals = (): UseQueryResult<CallOutput<'access.professionals'>> =>
  useQuery({ ...fresh, queryKey: keys.professionals, queryFn: () => call('access.professionals') });

export const useHistory = (filter: HistoryFilter): UseQueryResult<CallOutput<'access.history'>> =>
  useQuery({ ...fresh, queryKey: [...keys.history, filter], queryFn: () => call('access.history', filter) });

export const useEstablishments = (): UseQueryResult<CallOutput<'establishments.list'>> =>
  useQuery({ queryKey: keys.establishments, queryFn: () => call('establishments.list') });

export const useAccount = (): UseQueryResult<CallOutput<'account.get'>> =>
  useQuery({ queryKey: keys.account, queryFn: () => call('account.get') });

export const useDeviceSessions = (): UseQueryResult<CallOutput<'account.sessions'>> =>
  useQuery({ queryKey: keys.sessions, queryFn: () => call('account.sessions') });

export const useKnownAccounts = (): UseQueryResult<CallOutput<'session.knownAccounts'>> =>
  useQuery({ queryKey: keys.knownAccounts, queryFn: () => call('session.knownAccounts') });

/** What the portal at an address is. */
export const discoveryOf = (address: string) =>
  ({
    queryKey: ['discovery', address],
    queryFn: () => call('session.discover', { address }),
    retry: false,
  }) as const;

/** What the portal at an address said the last time. */
export const lastSaidKey = (address: string) => ['discovery', address, 'the last time'] as const;

/** An answer that is on this computer already is there within this time; the portal's own may take longer. */
const patienceMs = 60;

/**
 * Puts into the cache what the sign-in page shows, so that it is drawn once and whole where that can be: with what its portal said
 * the last time. The page asks it once more, and says what is otherwise by now. Null: there is nothing to wait for.
 */
export function prepareSignIn(
  queryClient: QueryClient,
  address: string,
  { knownAccounts, portal }: Pick<Beginning, 'knownAccounts' | 'portal'>,
): Promise<void> | null {
  queryClient.setQueryData(keys.knownAccounts, knownAccounts);
  if (portal) {
    queryClient.setQueryData(lastSaidKey(address), portal);
    return null;
  }
  // The page asks for the same, and says what went wrong.
  const answered = queryClient.query(discoveryOf(address)).then(
    () => undefined,
    () => undefined,
  );
  return Promise.race([answered, new Promise<void>((resolve) => setTimeout(resolve, patienceMs))]);
}

export const useLicences = (): UseQueryResult<CallOutput<'help.licences'>> =>
  useQuery({ queryKey: keys.licences, queryFn: () => call('help.licences'), staleTime: Infinity });
