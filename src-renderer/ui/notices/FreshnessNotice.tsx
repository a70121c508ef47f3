import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../src-shared/ipc/channels.ts';
import { useFormat } from '../words/format.ts';
import { OfflineNotice } from './OfflineNotice.tsx';

export interface FreshnessNoticeProps {
  readonly freshness: CallOutput<'exams.list'>['freshness'] | undefined;
  /** What cannot be done meanwhile. */
  readonly children?: ReactNode;
}

/** Says that what is shown comes from this computer, and from when; nothing while it comes from the portal. */
export function FreshnessNotice({ freshness, children }: FreshnessNoticeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (freshness?.source !== 'this-computer') return null;
  return (
    <OfflineNotice>
      {t('common.asOf', { when: format.recent(freshness.asOf) })} {children}
    </OfflineNotice>
  );
}
