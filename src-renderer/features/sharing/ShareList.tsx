import { CalendarPlus, CircleStop, Stethoscope, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import type { Share } from '../../../src-shared/domain/share.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { ConfirmDialog } from '../../ui/frames/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { useFocusStays } from '../../ui/focus/use-focus-stays.ts';
import { ExtendDialog } from './ExtendDialog.tsx';
import { SharedExams } from './SharedExams.tsx';
import { useEndShare } from './use-sharing.ts';

export interface ShareListProps {
  readonly shares: readonly Share[];
  readonly portal: Portal;
  readonly online: boolean;
  /** Of each name, under the heading that it stands under. */
  readonly heading: 'h3' | 'h4';
}

/** What can be opened now comes first; what has ended stays to be read. */
export function ShareList({ shares, ...rest }: ShareListProps) {
  const order = (a: Share, b: Share): number =>
    Number(b.state === 'active') - Number(a.state === 'active') ||
    Date.parse(b.endsAt) - Date.parse(a.endsAt);
  return (
    <ul className="sharing-list">
      {shares.toSorted(order).map((share) => (
        <li key={share.id}>
          <ShareCard share={share} {...rest} />
        </li>
      ))}
    </ul>
  );
}

interface ShareCardProps extends Omit<ShareListProps, 'shares'> {
  readonly share: Share;
}

function ShareCard({ share, portal, online, heading: Name }: ShareCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<'extend' | 'end' | null>(null);
  const end = useEndShare();
  // A share that is ended has no buttons any more.
  const card = useFocusStays<HTMLElement>(share.state);
  const name = share.recipientName ?? share.recipientEmail;
  const Icon = share.kind === 'professional' ? Stethoscope : UsersRound;
  const isActive = share.state === 'active';
  const close = (): void => {
    setAsking(null);
    end.reset();
  };
  // The answer was lost, and the list says that it is ended.
  const isEndedAfterAll = end.isError && !isActive;
  return (
    <article ref={card} tabIndex={-1} className={`share ${isActive ? '' : 'share-ended'}`} aria-label={name}>
      <Icon aria-hidden className="ui-icon" />
      <div className="share-words">
        <Name className="share-name">{name}</Name>
        {share.recipientName !== null && <p className="ui-muted">{share.recipientEmail}</p>}
        <SharedExams exams={share.exams} />
        {!share.includeReports && <p className="share-without">{t('sharing.withoutReports')}</p>}
        <p className="share-state">
          {isActive ? (
            <Badge tone="good">{t('sharing.until', { date: format.shortDate(share.endsAt) })}</Badge>
          ) : (
            <Badge>{t(`sharing.states.${share.state}`, { date: format.shortDate(share.endsAt) })}</Badge>
          )}
          <span className="ui-muted">
            {share.openings === 0
              ? t('sharing.neverOpened')
              : t('sharing.opened', {
                  count: share.openings,
                  when: share.lastOpenedAt === null ? '' : format.recent(share.lastOpenedAt),
                })}
          </span>
        </p>
      </div>
      {isActive && (
        <div className="share-actions">
          <Button
            icon={CalendarPlus}
            isDisabled={!online}
            aria-label={t('sharing.extendNamed', { name })}
            onPress={() => setAsking('extend')}
          >
            {t('sharing.extend')}
          </Button>
          <Button
            variant="danger"
            icon={CircleStop}
            isDisabled={!online}
            aria-label={t('sharing.endNamed', { name })}
            onPress={() => setAsking('end')}
          >
            {t('sharing.end')}
          </Button>
        </div>
      )}
      {asking === 'extend' && <ExtendDialog share={share} portal={portal} onClose={close} />}
      <ConfirmDialog
        title={t('sharing.endTitle')}
        isOpen={asking === 'end' && !isEndedAfterAll}
        onClose={close}
        confirm={t('sharing.endConfirm')}
        isPending={end.isPending}
        onConfirm={() =>
          end.mutate(
            { shareId: share.id },
            {
              onSuccess: () => {
                tellDone(t('sharing.endedDone', { name }));
                close();
              },
            },
          )
        }
      >
        {end.isError && <ErrorNotice error={appErrorOf(end.error)} />}
        <p>{t('sharing.endMeaning', { name })}</p>
      </ConfirmDialog>
    </article>
  );
}
