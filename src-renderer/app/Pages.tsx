import type { SessionState } from '../../src-shared/domain/session.ts';
import type { AppInfo } from '../../src-shared/ipc/schemas/app.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { EstablishmentsPage } from '../features/establishments/EstablishmentsPage.tsx';
import { ExamsPage } from '../features/exams/ExamsPage.tsx';
import { GuidePage } from '../features/guide/GuidePage.tsx';
import { HelpPage } from '../features/help/HelpPage.tsx';
import { HomePage } from '../features/home/HomePage.tsx';
import { ThisComputerPage } from '../features/this-computer/ThisComputerPage.tsx';
import { PatientPage } from '../features/patients/PatientPage.tsx';
import { PatientsPage } from '../features/patients/PatientsPage.tsx';
import { ReportPage } from '../features/report/ReportPage.tsx';
import { PersonalSpacePage } from '../features/personal-space/PersonalSpacePage.tsx';
import { LocalSection } from '../features/local-exams/LocalSection.tsx';
import { PreferencesPanel } from '../features/preferences/PreferencesPanel.tsx';
import { PacsSettings } from '../features/send/PacsSettings.tsx';
import { SharedWithMePage } from '../features/shared-with-me/SharedWithMePage.tsx';
import { SharingPage } from '../features/sharing/SharingPage.tsx';
import { UpdatesCard } from '../features/updates/UpdatesCard.tsx';
import { PatientExams } from './PatientExams.tsx';
import { go, goBack, replace } from './navigation.ts';
import { useSessionActions } from './session-actions.ts';
import { startRoute, type Route } from './routes.ts';

export interface PagesProps {
  readonly route: Route;
  readonly session: Extract<SessionState, { kind: 'signed-in' }>;
  readonly info: AppInfo;
}

const readReport = (examId: string, reportId: string): void => go({ page: 'report', examId, reportId });
const openPatient = (patientId: string): void => go({ page: 'patient', patientId });
const toExams = (): void => go({ page: 'exams' });
const toPatients = (): void => go({ page: 'patients' });
const toSharedWithMe = (): void => go({ page: 'shared-with-me' });
const toHistory = (): void => go({ page: 'personal-space', tab: 'history' });
const toGuide = (): void => go({ page: 'guide', topic: 'start' });
const toSharing = (examId: string | null): void => go({ page: 'sharing', examId });

/** The page of a route, with what it leads to. */
export function Pages({ route, session, info }: PagesProps) {
  const { signOut } = useSessionActions();
  const isPatient = session.account.kind === 'patient';
  const mayBreakGlass =
    session.account.kind === 'professional' && session.portal.features.includes('break-glass');
  switch (route.page) {
    case 'home':
      return (
        <HomePage
          account={session.account}
          onReadReport={readReport}
          onExams={toExams}
          {...(isPatient
            ? { onHistory: toHistory, onSharing: toSharing }
            : { onPatients: toPatients, onSharedWithMe: toSharedWithMe })}
        />
      );
    case 'exams':
      return isPatient ? (
        <PatientExams
          session={session}
          onReadReport={readReport}
          onSharing={toSharing}
          onHistory={toHistory}
        />
      ) : (
        <ExamsPage
          accountId={session.account.id}
          whose={session.account.kind === 'administrator' ? 'all' : 'patients'}
          onReadReport={readReport}
        />
      );
    case 'this-computer':
      return <ThisComputerPage onExams={toExams} imported={<LocalSection onReadReport={readReport} />} />;
    case 'help':
      return <HelpPage portal={session.portal} info={info} updates={<UpdatesCard />} onGuide={toGuide} />;
    case 'guide':
      return (
        <GuidePage
          topic={route.topic}
          onTopic={(topic) => replace({ page: 'guide', topic })}
          onBack={() => goBack({ page: 'help' })}
        />
      );
    case 'report':
      return (
        <ReportPage
          examId={route.examId}
          reportId={route.reportId}
          onBack={() => goBack(startRoute(session.account.kind))}
        />
      );
    case 'sharing':
      return (
        <SharingPage
          portal={session.portal}
          examId={route.examId}
          online={session.online}
          onBack={() => goBack({ page: 'exams' })}
          onHistory={toHistory}
        />
      );
    case 'shared-with-me':
      return <SharedWithMePage account={session.account} onEndVisit={signOut} onReadReport={readReport} />;
    case 'patients':
      return <PatientsPage online={session.online} mayBreakGlass={mayBreakGlass} onPatient={openPatient} />;
    case 'patient':
      return (
        <PatientPage
          patientId={route.patientId}
          mayBreakGlass={mayBreakGlass}
          onBack={() => goBack({ page: 'patients' })}
          onReadReport={readReport}
        />
      );
    case 'establishments':
      return <EstablishmentsPage />;
    case 'personal-space':
      return (
        <PersonalSpacePage
          kind={session.account.kind}
          online={session.online}
          tab={route.tab}
          onTab={(tab) => replace({ page: 'personal-space', tab })}
          preferences={
            <>
              <PreferencesPanel isGuest={session.account.kind === 'guest'} />
              {!isPatient && <PacsSettings />}
            </>
          }
        />
      );
    default:
      return assertNever(route);
  }
}
