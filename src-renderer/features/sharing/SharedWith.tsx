import { List, Share2 } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useShares } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { ShareList } from './ShareList.tsx';

export interface SharedWithProps {
  /** One exam's shares, or all. */
  readonly examId: string | null;
  readonly portal: Portal;
  readonly online: boolean;
  /** `pane`: beside something else, with little room and under its heading. */
  readonly place: 'page' | 'pane';
  /** To all of them, where not all are shown. */
  readonly onAll?: (() => void) | undefined;
}

const shownInPane = 2;

/** With whom exams are shared, what came of it, and how to prolong or end it. */
export function SharedWith({ examId, portal, online, place, onAll }: SharedWithProps) {
  const { t } = useTranslation();
  const title = useId();
  const { data, error, isPending, refetch } = useShares();
  const shares = (data?.items ?? []).filter(
    ({ exams, state }) =>
      (examId === null || exams.some(({ id }) => id === examId)) && (place === 'page' || state === 'active'),
  );
  const shown = place === 'page' ? shares : shares.slice(0, shownInPane);
  const Title = place === 'page' ? 'h2' : 'h3';
  return (
    <section className="sharing-section" aria-labelledby={title}>
      <div className="sharing-head">
        <Title id={title}>{t('sharing.sharedWith')}</Title>
      </div>
      {isPending && <Skeleton lines={place === 'page' ? 3 : 1} />}
      {error && !data && <ErrorNotice isUnasked error={appErrorOf(error)} onRetry={() => refetch()} />}
      {data && shares.length === 0 && place === 'page' && (
        <EmptyState icon={Share2} title={t('sharing.empty')}>
          {t('sharing.emptyMeaning')}
        </EmptyState>
      )}
      {data && shares.length === 0 && place === 'pane' && (
        <p className="sharing-nobody">{examId === null ? t('sharing.noneNow') : t('sharing.notShared')}</p>
      )}
      {shares.length > 0 && (
        <ShareList shares={shown} portal={portal} online={online} heading={place === 'page' ? 'h3' : 'h4'} />
      )}
      {shown.length < shares.length && onAll && (
        <Button variant="quiet" icon={List} onPress={onAll}>
          {t('sharing.seeAll', { count: shares.length })}
        </Button>
      )}
    </section>
  );
}
