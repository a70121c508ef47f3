import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CircleHelp, Menu as MenuIcon } from 'lucide-react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import type { SessionState } from '../../src-shared/domain/session.ts';
import type { AppInfo } from '../../src-shared/ipc/schemas/app.ts';
import { useCommands } from '../commands/registry.ts';
import { SharedDialog } from '../features/sharing/SharedDialog.tsx';
import { UpdateNotice } from '../features/updates/UpdateNotice.tsx';
import { TemporaryAccessBanner } from '../features/patients/TemporaryAccessBanner.tsx';
import { DiscNotice } from '../features/local-exams/DiscNotice.tsx';
import { Boundary } from '../ui/states/Boundary.tsx';
import { Brand } from '../ui/frames/Brand.tsx';
import { Button } from '../ui/buttons/Button.tsx';
import { IconButton } from '../ui/buttons/IconButton.tsx';
import { Notice } from '../ui/notices/Notice.tsx';
import { leaveFailures } from '../ui/notices/toasts.tsx';
import { AccessNotices } from './AccessNotices.tsx';
import { AppearanceControls } from './AppearanceControls.tsx';
import { go, useNavigation } from './navigation.ts';
import { Pages } from './Pages.tsx';
import type { Route } from './routes.ts';
import { useShellCommands } from './shell-commands.ts';
import { Sidebar } from './Sidebar.tsx';
import './shell.css';

export interface ShellProps {
  readonly session: Extract<SessionState, { kind: 'signed-in' }>;
  readonly info: AppInfo;
}

export function Shell({ session, info }: ShellProps) {
  const { t } = useTranslation();
  const route = useNavigation((navigation) => navigation.route);
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  useCommands(useShellCommands(session.account.kind));
  useEffect(() => {
    main.current?.scrollTo({ top: 0 });
    leaveFailures();
  }, [route]);
  const open = useCallback((next: Route): void => {
    setMenuOpen(false);
    go(next);
  }, []);
  return (
    <div className="shell">
      <a className="shell-skip" href="#main" onClick={() => main.current?.focus()}>
        {t('shell.skip')}
      </a>
      <header className="shell-bar">
        <IconButton label={t('shell.menu')} icon={MenuIcon} onPress={() => setMenuOpen(true)} />
        <Brand />
        <TopActions />
      </header>
      <header className="shell-side">
        <Sidebar session={session} route={route} onOpen={open} />
      </header>
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <div className="shell-top">
          <TopActions />
        </div>
        <KeychainNotice session={session} />
        <div className="shell-notice">
          <UpdateNotice />
        </div>
        <div className="shell-notice">
          <AccessNotices />
        </div>
        {session.account.kind === 'professional' && (
          <div className="shell-notice">
            <TemporaryAccessBanner onPatient={(patientId) => go({ page: 'patient', patientId })} />
          </div>
        )}
        <div className="shell-notice">
          <DiscNotice />
        </div>
        <Boundary key={pageKey(route)} isPage>
          <Pages route={route} session={session} info={info} />
        </Boundary>
      </main>
      <ModalOverlay
        className="ui-scrim shell-drawer-scrim"
        isOpen={menuOpen}
        onOpenChange={setMenuOpen}
        isDismissable
      >
        <Modal className="shell-drawer">
          <AriaDialog aria-label={t('shell.menu')} className="shell-drawer-content">
            <Sidebar session={session} route={route} onOpen={open} />
          </AriaDialog>
        </Modal>
      </ModalOverlay>
      <SharedDialog accountId={session.account.id} />
    </div>
  );
}

/** A page starts afresh where the route means another thing. */
function pageKey(route: Route): string {
  if (route.page === 'report') return `report ${route.reportId}`;
  if (route.page === 'patient') return `patient ${route.patientId}`;
  if (route.page === 'sharing') return `sharing ${route.examId ?? ''}`;
  return route.page;
}

function TopActions() {
  const { t } = useTranslation();
  const inHelp = useNavigation(({ route }) => route.page === 'help');
  return (
    <div className="shell-top-actions">
      <AppearanceControls />
      <Button
        variant="quiet"
        icon={CircleHelp}
        onPress={() => go({ page: 'help' })}
        {...(inHelp && { 'aria-current': 'page' as const })}
      >
        {t('shell.help')}
      </Button>
    </div>
  );
}

function KeychainNotice({ session }: Pick<ShellProps, 'session'>) {
  const { t } = useTranslation();
  const [closed, setClosed] = useState(false);
  if (session.remembered !== 'keychain-unavailable' || closed) return null;
  return (
    <div className="shell-notice">
      <Notice
        tone="warn"
        live="polite"
        title={t('errors.keychain-unavailable.what')}
        meaning={t('errors.keychain-unavailable.meaning')}
        remedy={t('errors.keychain-unavailable.remedy')}
        actions={<Button onPress={() => setClosed(true)}>{t('shell.understood')}</Button>}
      />
    </div>
  );
}
