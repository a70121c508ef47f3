import { lazy, Suspense, useCallback, useState } from 'react';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { useImport } from '../bridge/imports.ts';
import { DiscNotice } from '../features/local-exams/DiscNotice.tsx';
import { LocalOffer } from '../features/local-exams/LocalOffer.tsx';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { AppearanceControls } from './AppearanceControls.tsx';
import { Skeleton } from '../ui/states/Skeleton.tsx';
import { useFollowImport } from './follow-import.ts';

// Whoever signs in need not wait for what is behind other buttons.
const ReportPage = lazy(async () => ({
  default: (await import('../features/report/ReportPage.tsx')).ReportPage,
}));
const LocalExamsScreen = lazy(async () => ({
  default: (await import('../features/local-exams/LocalExamsScreen.tsx')).LocalExamsScreen,
}));

/** To sign in, or without an account to the exams of a CD. */
export function SignedOut({ session }: { readonly session: Extract<SessionState, { kind: 'signed-out' }> }) {
  const [local, setLocal] = useState(() => useImport.getState().state.kind !== 'idle');
  const [read, setRead] = useState<{ readonly examId: string; readonly reportId: string } | null>(null);
  const showLocal = useCallback(() => {
    setRead(null);
    setLocal(true);
  }, []);
  useFollowImport(showLocal);
  const appearance = <AppearanceControls withLanguage />;
  if (read !== null) {
    return (
      <main className="signed-out-report">
        <Suspense fallback={<Skeleton />}>
          <ReportPage {...read} onBack={() => setRead(null)} />
        </Suspense>
      </main>
    );
  }
  if (local) {
    return (
      <Suspense fallback={<Skeleton />}>
        <LocalExamsScreen
          appearance={appearance}
          notice={<DiscNotice />}
          onBack={() => setLocal(false)}
          onReadReport={(examId, reportId) => setRead({ examId, reportId })}
        />
      </Suspense>
    );
  }
  return (
    <SignInPage
      session={session}
      appearance={appearance}
      notice={<DiscNotice />}
      local={<LocalOffer onSee={showLocal} />}
    />
  );
}
