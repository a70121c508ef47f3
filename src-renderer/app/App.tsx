import { useEffect } from 'react';
import type { AppInfo } from '../../src-shared/ipc/schemas/app.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { useSession } from '../bridge/session.ts';
import { LockPage } from '../features/sign-in/LockPage.tsx';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { AppearanceControls } from './AppearanceControls.tsx';
import { restart } from './navigation.ts';
import { startRoute } from './routes.ts';
import { Shell } from './Shell.tsx';

export interface AppProps {
  readonly info: AppInfo;
}

export function App({ info }: AppProps) {
  const session = useSession(({ state }) => state);
  const kind = session?.kind === 'signed-out' || !session ? null : session.account.kind;
  const who = kind === null || !session || session.kind === 'signed-out' ? null : session.account.id;
  useEffect(() => {
    if (who !== null && kind !== null) restart(startRoute(kind));
  }, [who, kind]);
  return (
    <>
      <CurrentScreen info={info} />
      <Toasts />
    </>
  );
}

function CurrentScreen({ info }: AppProps) {
  const session = useSession(({ state }) => state);
  if (session === null) return <Skeleton />;
  switch (session.kind) {
    case 'signed-out':
      return <SignInPage session={session} appearance={<AppearanceControls withLanguage />} />;
    case 'locked':
      return <LockPage session={session} appearance={<AppearanceControls withLanguage />} />;
    case 'signed-in':
      return <Shell session={session} info={info} />;
    default:
      return assertNever(session);
  }
}
