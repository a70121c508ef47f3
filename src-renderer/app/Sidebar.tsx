import {
  ChevronsUpDown,
  CircleCheck,
  CloudAlert,
  CloudOff,
  Eraser,
  LockKeyhole,
  LogOut,
  Mail,
  Users,
  UsersRound,
} from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../src-shared/domain/session.ts';
import { call } from '../bridge/call.ts';
import { useKnownAccounts, useLibrary } from '../bridge/queries.ts';
import { Brand } from '../ui/frames/Brand.tsx';
import { MenuButton, type MenuChoice } from '../ui/buttons/MenuButton.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { routeTo, sectionOf, type Route, type Section } from './routes.ts';
import { sectionIcons } from './section-look.ts';
import { useSections } from './use-sections.ts';
import { useSessionActions } from './session-actions.ts';

export interface SidebarProps {
  readonly session: Extract<SessionState, { kind: 'signed-in' }>;
  readonly route: Route;
  readonly onOpen: (route: Route) => void;
}

/** The menu at the left: every section, whether the portal answers, what is kept here, and who is signed in. */
export function Sidebar({ session, route, onOpen }: SidebarProps) {
  const { t } = useTranslation();
  const current = sectionOf(route, session.account.kind);
  const sections = useSections(session.account.kind);
  return (
    <div className="sidebar">
      <div className="sidebar-head">
        <Brand />
        <p className="sidebar-portal">{session.portal.name}</p>
      </div>
      <nav aria-label={t('navigation.label')}>
        <ul className="sidebar-list">
          {sections.map((section) => (
            <li key={section}>
              <SectionButton section={section} isCurrent={section === current} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="sidebar-foot">
        <OnlineState session={session} onOpen={onOpen} />
        <SupportButton email={session.portal.support.email} />
        <AccountMenu session={session} />
      </div>
    </div>
  );
}

interface SectionButtonProps {
  readonly section: Section;
  readonly isCurrent: boolean;
  readonly onOpen: (route: Route) => void;
}

function SectionButton({ section, isCurrent, onOpen }: SectionButtonProps) {
  const { t } = useTranslation();
  const Icon = sectionIcons[section];
  return (
    <AriaButton
      className="sidebar-item"
      onPress={() => onOpen(routeTo(section))}
      {...(isCurrent && { 'aria-current': 'page' as const })}
    >
      <Icon aria-hidden className="ui-icon" />
      <span>{t(`navigation.${section}`)}</span>
    </AriaButton>
  );
}

/** Whether it is this computer that has no way to the portal, or the portal that serves nobody for now. */
function wordOf({ online, portalIsDown }: SidebarProps['session']) {
  if (online) return { className: 'sidebar-online', Icon: CircleCheck, word: 'shell.online' } as const;
  const className = 'sidebar-offline';
  return portalIsDown === true
    ? ({ className, Icon: CloudAlert, word: 'shell.portalDown' } as const)
    : ({ className, Icon: CloudOff, word: 'shell.offline' } as const);
}

function OnlineState({ session, onOpen }: Pick<SidebarProps, 'session' | 'onOpen'>) {
  const { t } = useTranslation();
  const { data: entries = [] } = useLibrary();
  const kept = entries.filter(({ state }) => state === 'kept').length;
  const { className, Icon, word } = wordOf(session);
  return (
    <div className="sidebar-state">
      <p className={className} role="status">
        <Icon aria-hidden className="ui-icon" />
        {t(word)}
      </p>
      {kept > 0 && (
        <AriaButton className="sidebar-kept" onPress={() => onOpen({ page: 'this-computer' })}>
          {t('shell.kept', { count: kept })}
        </AriaButton>
      )}
    </div>
  );
}

/** Support is one click away from every page (L15). */
function SupportButton({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const { mutate: write } = useMutation({
    mutationFn: () => call('help.openLink', { kind: 'support-mail' }),
  });
  return (
    <AriaButton
      className="sidebar-support"

      onPress={() => write()}
    >
      <Mail aria-hidden className="ui-icon" />
      <span className="sidebar-support-words">
        <span>{t('shell.support')}</span>
        <span className="ui-muted">{email}</span>
      </span>
    </AriaButton>
  );
}

function AccountMenu({ session }: Pick<SidebarProps, 'session'>) {
  const { t } = useTranslation();
  const { data: accounts = [] } = useKnownAccounts();
  const { lock, leave, signOut, switchTo } = useSessionActions();
  const [erasing, setErasing] = useState(false);
  const isPresent = (username: string, address: string): boolean =>
    username === session.account.username && address === session.portal.address;
  const others = accounts.filter((each) => each.remembered && !isPresent(each.username, each.portalAddress));
  const items: readonly MenuChoice[] = [
    ...others.map((account) => ({
      id: `switch ${account.portalAddress} ${account.username}`,
      label: t('shell.switchTo', { name: account.displayName }),
      icon: Users,
      run: () => switchTo(account),
    })),
    ...(session.account.kind === 'guest'
      ? []
      : [
          { id: 'lock', label: t('shell.lock'), icon: LockKeyhole, run: lock },
          { id: 'leave', label: t('shell.leave'), icon: UsersRound, run: leave },
        ]),
    {
      id: 'sign-out',
      label: t(session.account.kind === 'guest' ? 'shell.endVisit' : 'shell.signOut'),
      icon: LogOut,
      run: signOut,
    },
    ...(session.account.kind === 'guest'
      ? []
      : [
          {
            id: 'erase',
            label: t('shell.signOutAndErase'),
            icon: Eraser,
            tone: 'danger' as const,
            run: () => setErasing(true),
          },
        ]),
  ];
  return (
    <>
      <MenuButton label={t('shell.account')} items={items}>
        <AriaButton className="sidebar-account">
          <span className="sidebar-initial" aria-hidden>
            {initialOf(session.account.displayName)}
          </span>
          <span className="sidebar-account-name">{session.account.displayName}</span>
          <ChevronsUpDown aria-hidden className="ui-icon" />
        </AriaButton>
      </MenuButton>
      <EraseDialog isOpen={erasing} onClose={() => setErasing(false)} />
    </>
  );
}

/** Of the family name: « Madame Martin » is M, as is « Dr Martin ». */
const initialOf = (displayName: string): string =>
  displayName.trim().split(/\s+/).at(-1)?.charAt(0).toUpperCase() ?? '';
