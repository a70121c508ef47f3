import { Download, Eye, FileText, Share2, Siren, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useHistory } from '../../bridge/queries.ts';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Skeleton } from '../../ui/states/Skeleton.tsx';

const icons: Readonly<Record<AccessEvent['action'], LucideIcon>> = {
  'viewed-images': Eye,
  'viewed-report': FileText,
  downloaded: Download,
  shared: Share2,
  'break-glass': Siren,
};

export interface RecentAccessProps {
  readonly examId: string | null;
  readonly atMost: number;
}

/** Who opened this exam, or the record, most recently. */
export function RecentAccess({ examId, atMost }: RecentAccessProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useHistory(examId === null ? {} : { examId });
  if (isPending) return <Skeleton lines={3} />;
  if (!data) return <ErrorNotice isUnasked error={appErrorOf(error)} onRetry={() => refetch()} />;
  if (data.items.length === 0)
    return <p className="sharing-nobody">{examId === null ? t('sharing.nobodyAny') : t('sharing.nobody')}</p>;
  return (
    <ul className="sharing-access">
      {data.items.slice(0, atMost).map((event) => {
        const Icon = icons[event.action];
        return (
          <li key={event.id} className={event.action === 'break-glass' ? 'sharing-emergency' : undefined}>
            <Icon aria-hidden className="ui-icon" />
            <div>
              <p>
                <strong>
                  <bdi>{event.person.role === 'patient' ? t('sharing.you') : event.person.displayName}</bdi>
                </strong>
                {' · '}
                {t(`sharing.actions.${event.action}`)}
                {examId === null && event.exam && ` ${t('common.quoted', { text: event.exam.label })}`}
              </p>
              <p className="ui-muted">{format.recent(event.at)}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
