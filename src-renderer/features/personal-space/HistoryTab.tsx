import { FileDown, History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@tanstack/react-query';
import type { HistoryFilter } from '../../../src-shared/ipc/schemas/access.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { useHistory } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { byDay, choicesIn } from './history-groups.ts';
import { HistoryFilters } from './HistoryFilters.tsx';
import { HistoryRow } from './HistoryRow.tsx';

const everything: HistoryFilter = {};

/** Who DID consult the record: with day, time and the exam's label (L13). */
export function HistoryTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const [filter, setFilter] = useState<HistoryFilter>(everything);
  const all = useHistory(everything);
  const { data, error, refetch } = useHistory(filter);
  const { mutate: exportAs, isPending: isExporting } = useMutation({
    mutationFn: (kind: 'csv' | 'pdf') => call('access.exportHistory', { ...filter, format: kind }),
    onSuccess: ({ saved }) => {
      if (saved) tellDone(t('personal.history.exported'));
    },
  });
  const { exams, people } = choicesIn(all.data?.items ?? []);
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <div className="ui-section">
      <FreshnessNotice freshness={data?.freshness} />
      <p className="ui-muted">{t('personal.history.lead')}</p>
      <HistoryFilters filter={filter} exams={exams} people={people} onChange={setFilter} />
      <div className="personal-history-head">
        <p role="status">
          {data &&
            t(data.missing ? 'personal.history.countSoFar' : 'personal.history.count', {
              count: data.items.length,
            })}
        </p>
        <div className="ui-row">
          <Button
            icon={FileDown}
            isDisabled={isExporting || !data?.items.length}
            onPress={() => exportAs('pdf')}
          >
            {t('personal.history.exportPdf')}
          </Button>
          <Button
            icon={FileDown}
            isDisabled={isExporting || !data?.items.length}
            onPress={() => exportAs('csv')}
          >
            {t('personal.history.exportCsv')}
          </Button>
        </div>
      </div>
      {data?.missing && (
        <ErrorNotice
          isUnasked
          error={data.missing}
          knowing={{
            what: t('personal.history.restMissing'),
            meaning: t('personal.history.restMeaning'),
          }}
          onRetry={() => refetch()}
        />
      )}
      {!data && !error && <Skeleton lines={6} />}
      {!data && error && <ErrorState isList error={appErrorOf(error)} onRetry={() => refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState
          icon={History}
          title={t(isNarrowed ? 'personal.history.noneFoundTitle' : 'personal.history.emptyTitle')}
          actions={
            isNarrowed && (
              <Button onPress={() => setFilter(everything)}>{t('personal.history.showAll')}</Button>
            )
          }
        >
          {t(isNarrowed ? 'personal.history.noneFound' : 'personal.history.empty')}
        </EmptyState>
      )}
      {data &&
        byDay(data.items).map((day) => (
          <section key={day.at} className="personal-day" aria-label={format.day(day.at)}>
            <h2>{format.day(day.at)}</h2>
            <ul className="ui-card personal-people">
              {day.events.map((event) => (
                <li key={event.id}>
                  <HistoryRow event={event} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
