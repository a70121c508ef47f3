import { Download, FileText, Images, Share2, Siren, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AccessEvent } from '../../../src-shared/domain/access.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { useFormat } from '../../ui/words/format.ts';

const icons: Readonly<Record<AccessEvent['action'], LucideIcon>> = {
  'viewed-images': Images,
  'viewed-report': FileText,
  downloaded: Download,
  shared: Share2,
  'break-glass': Siren,
};

export function HistoryRow({ event }: { readonly event: AccessEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, person, action, exam, establishment, detail } = event;
  const Icon = icons[action];
  const isEmergency = action === 'break-glass';
  return (
    <div className={`personal-event ${isEmergency ? 'personal-event-emergency' : ''}`}>
      <Icon aria-hidden className="ui-icon" />
      <time dateTime={at}>{format.time(at)}</time>
      <div>
        <p>
          <strong>
            <bdi>{person.displayName}</bdi>
          </strong>{' '}
          {t(`personal.history.actions.${action}`)}{' '}
          {exam && <span>{t('common.quoted', { text: exam.label })}</span>}
        </p>
        <p className="ui-muted">
          {t(`personal.history.roles.${person.role}`)}
          {establishment && ` · ${establishment.name}, ${establishment.town}`}
        </p>
        {detail !== null && (
          <p>
            {isEmergency
              ? t('personal.history.reason', { reason: detail })
              : t('personal.history.to', { detail })}
          </p>
        )}
        {isEmergency && (
          <Badge tone="warn" icon={Siren}>
            {t('personal.professionals.temporary')}
          </Badge>
        )}
      </div>
    </div>
  );
}
