import { Activity, lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { useImport } from '../bridge/imports.ts';
import { DiscNotice } from '../features/local-exams/DiscNotice.tsx';
import { LocalOffer } from '../features/local-exams/LocalOffer.tsx';
import type { Topic } from '../features/guide/topics.ts';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { Support } from '../features/sign-in/Support.tsx';
import { FrontHead } from '../ui/frames/FrontPage.tsx';
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

const GuidePage = lazy(async () => ({
  default: (await import('../features/guide/GuidePage.tsx')).GuidePage,
}));

interface SignedOutProps {
  readonly session: Extract<SessionState, { kind: 'signed-out' }>;
}

/** To sign in, or without an account to the exams of a CD. */
export function SignedOut({ session }: SignedOutProps) {
  const { t } = useTranslation();
  const [guide, setGuide] = useState<Topic | null>(null);
  const [local, setLocal] = useState(() => useImport.getState().state.kind !== 'idle');
  const [read, setRead] = useState<{ readonly examId: string; readonly reportId: string } | null>(null);
  const showLocal = useCallback(() => {
    setGuide(null);
    setRead(null);
    setLocal(true);
  }, []);
  useFollowImport(showLocal);
  const showGuide = useCallback(() => setGuide('start'), []);
  useEffect(() => window.emage.on('shell.goTo', (place) => place === 'help' && showGuide()), [showGuide]);
  const appearance = <AppearanceControls withLanguage />;
  let instead: ReactNode = null;
  if (guide !== null)
    instead = (
      <div className="signed-out-guide">
        <FrontHead appearance={appearance} />
        <main>
          <Suspense fallback={<Skeleton />}>
            <GuidePage
              topic={guide}
              onTopic={setGuide}
              onBack={() => setGuide(null)}
              backTo={t('localExams.backToSignIn')}
            />
          </Suspense>
          <Support />
        </main>
      </div>
    );
  else if (read !== null)
    instead = (
      <main className="signed-out-report">
        <Suspense fallback={<Skeleton />}>
          <ReportPage {...read} onBack={() => setRead(null)} />
        </Suspense>
      </main>
    );
  else if (local)
    instead = (
      <Suspense fallback={<Skeleton />}>
        <LocalExamsScreen
          appearance={appearance}
          notice={<DiscNotice />}
          support={<Support />}
          onBack={() => setLocal(false)}
          onReadReport={(examId, reportId) => setRead({ examId, reportId })}
        />
      </Suspense>
    );
  return (
    <>
      {/* Whoever looks something up comes back to the name that they had typed. */}
      <Activity mode={instead === null ? 'visible' : 'hidden'}>
        <SignInPage
          session={session}
          appearance={appearance}
          notice={<DiscNotice />}
          local={<LocalOffer onSee={showLocal} />}
          onGuide={showGuide}
        />
      </Activity>
      {instead}
    </>
  );
}
