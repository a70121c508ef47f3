import { useIsFetching } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import type { AppInfo } from '../../src-shared/ipc/schemas/app.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { forgetAccessEvents } from '../bridge/access-events.ts';
import { call } from '../bridge/call.ts';
import { useExport } from '../bridge/exports.ts';
import { useInvitation } from '../bridge/invitation.ts';
import { useSession } from '../bridge/session.ts';
import { forgetUnfinished, useCodeWaitsFor } from '../features/sharing/unfinished.ts';
import { InvitationPage } from '../features/invitation/InvitationPage.tsx';
import { DropZone } from '../features/local-exams/DropZone.tsx';
import { LockPage } from '../features/sign-in/LockPage.tsx';
import { Support } from '../features/sign-in/Support.tsx';
import { Skeleton } from '../ui/states/Skeleton.tsx';
import { dropMessages, tellFailed, Toasts } from '../ui/notices/toasts.tsx';
import { useSeen } from '../ui/use-seen.ts';
import { AppearanceControls } from './AppearanceControls.tsx';
import { go, restart } from './navigation.ts';
import { startRoute } from './routes.ts';
import { SignedOut } from './SignedOut.tsx';
import { useFollowImport } from './follow-import.ts';
import { useHoldWindow } from './hold-window.ts';

/** Read while somebody signs in, not before they can. */
const readShell = () => import('./Shell.tsx');
const Shell = lazy(async () => ({ default: (await readShell()).Shell }));
const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/ExportDialog.tsx')).ExportDialog,
}));

export interface AppProps {
  readonly info: AppInfo;
}

export function App({ info }: AppProps) {
  const session = useSession(({ state }) => state);
  const kind = session?.kind === 'signed-out' || !session ? null : session.account.kind;
  const who = kind === null || !session || session.kind === 'signed-out' ? null : session.account.id;
  useEffect(() => {
    forgetAccessEvents();
    if (who !== null && kind !== null) restart(startRoute(kind));
  }, [who, kind]);
  const isLocked = session?.kind === 'locked';
  useEffect(() => {
    if (isLocked) dropMessages();
  }, [isLocked]);
  const hasLeft = session?.kind === 'signed-out' && session.reason !== 'session-ended';
  useEffect(() => {
    if (hasLeft) forgetUnfinished();
  }, [hasLeft]);
  const exports = useExport(({ state: { kind: how }, exam }) => how !== 'idle' || exam !== null);
  // An access code; the passphrase of an archive that is there.
  const isUnnoted = useCodeWaitsFor(who);
  const hasPassphrase = useExport(({ state, passphrase }) => state.kind === 'done' && passphrase !== null);
  useHoldWindow(isUnnoted || hasPassphrase);
  useFollowImport(toThisComputer);
  useEffect(() => window.emage.on('import.refused', tellFailed), []);
  // Main, which hands the shell over, first has to bring what the sign-in page waits for.
  const seen = useSeen();
  const waits = useIsFetching() > 0 || !seen;
  useEffect(() => {
    if (waits) return;
    const reading = requestIdleCallback(() => void readShell());
    return () => cancelIdleCallback(reading);
  }, [waits]);
  return (
    <>
      <CurrentScreen info={info} />
      {!isLocked && (
        <>
          <DropZone />
          {exports && (
            <Suspense>
              <ExportDialog />
            </Suspense>
          )}
        </>
      )}
      <Toasts />
    </>
  );
}

const toThisComputer = (): void => {
  if (useSession.getState().state?.kind === 'signed-in') go({ page: 'this-computer' });
};

const toSharedWithMe = (): void => {
  go({ page: 'shared-with-me' });
  void call('guest.dismiss');
};

function CurrentScreen({ info }: AppProps) {
  const session = useSession(({ state }) => state);
  const invitation = useInvitation((state) => state.invitation);
  if (session === null) return <Skeleton />;
  if (invitation !== null)
    return (
      <InvitationPage
        key={invitation.kind === 'share' ? invitation.link : invitation.kind}
        invitation={invitation}
        account={
          session.kind === 'signed-out' || session.account.kind === 'guest'
            ? null
            : {
                name: session.account.displayName,
                onSharedWithMe: session.kind === 'signed-in' ? toSharedWithMe : null,
              }
        }
        appearance={<AppearanceControls withLanguage />}
        support={<Support />}
      />
    );
  switch (session.kind) {
    case 'signed-out':
      return <SignedOut session={session} />;
    case 'locked':
      return (
        <LockPage
          session={session}
          appearance={<AppearanceControls withLanguage />}
          platformUnlock={info.platformUnlock}
        />
      );
    case 'signed-in':
      return (
        <Suspense fallback={<Skeleton />}>
          <Shell session={session} info={info} />
        </Suspense>
      );
    default:
      return assertNever(session);
  }
}
