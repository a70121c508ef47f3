import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../src-shared/domain/account.ts';
import { Page } from '../../ui/frames/Page.tsx';
import { Tabs, type TabContent } from '../../ui/frames/Tabs.tsx';
import { AccountTab } from './AccountTab.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { IdentityTab } from './IdentityTab.tsx';
import { ProfessionalsTab } from './ProfessionalsTab.tsx';
import './personal-space.css';

export type PersonalTab = 'identity' | 'professionals' | 'history' | 'account' | 'preferences';

export interface PersonalSpacePageProps {
  readonly kind: Account['kind'];
  readonly online: boolean;
  readonly tab: PersonalTab;
  readonly onTab: (tab: PersonalTab) => void;
  readonly preferences: ReactNode;
}

/** Who I am, who may see my record and who did, my account and how the application suits me (L10 to L14). */
export function PersonalSpacePage({ kind, online, tab, onTab, preferences }: PersonalSpacePageProps) {
  const { t } = useTranslation();
  const everyone: readonly TabContent<PersonalTab>[] = [
    { id: 'identity', label: t('personal.tabs.identity'), content: <IdentityTab /> },
    ...(kind === 'patient'
      ? [
          {
            id: 'professionals' as const,
            label: t('personal.tabs.professionals'),
            content: <ProfessionalsTab onHistory={() => onTab('history')} />,
          },
          { id: 'history' as const, label: t('personal.tabs.history'), content: <HistoryTab /> },
        ]
      : []),
    ...(kind === 'guest'
      ? []
      : [
          {
            id: 'account' as const,
            label: t('personal.tabs.account'),
            content: <AccountTab mayDeactivate={kind === 'patient'} online={online} />,
          },
        ]),
    { id: 'preferences', label: t('personal.tabs.preferences'), content: preferences },
  ];
  return (
    <Page title={t('personal.title')} width="reading">
      <Tabs label={t('personal.title')} tabs={everyone} selected={tab} onSelect={onTab} />
    </Page>
  );
}
