import { Building2, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Establishment } from '../../../src-shared/domain/establishment.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useEstablishments } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { matches } from '../../ui/words/fold.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Page } from '../../ui/frames/Page.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { EstablishmentCard } from './EstablishmentCard.tsx';
import './establishments.css';

/** The establishments that share their patients' imaging (L9): those where the patient was come first. */
export function EstablishmentsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useEstablishments();
  return (
    <Page title={t('establishments.title')} lead={t('establishments.lead')}>
      <FreshnessNotice freshness={data?.freshness} />
      {data ? (
        <Establishments items={data.items} />
      ) : error ? (
        <ErrorState isList error={appErrorOf(error)} onRetry={() => refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}

function Establishments({ items }: { readonly items: readonly Establishment[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  if (items.length === 0)
    return (
      <EmptyState icon={Building2} title={t('establishments.emptyTitle')}>
        {t('establishments.empty')}
      </EmptyState>
    );
  const found = items.filter(({ name, town, address }) => matches(query, `${name} ${town} ${address}`));
  const byName = (a: Establishment, b: Establishment): number => a.name.localeCompare(b.name, 'fr');
  // « Others » than none: for a professional, and for who has had no exam yet.
  const hasMine = items.some(({ mine }) => mine);
  const groups = [
    { key: 'mine', items: found.filter(({ mine }) => mine).sort(byName) },
    { key: hasMine ? 'others' : 'all', items: found.filter(({ mine }) => !mine).sort(byName) },
  ] as const;
  return (
    <>
      <div className="establishments-search">
        <SearchField label={t('establishments.search')} value={query} onChange={setQuery} />
        <p className="ui-muted" role="status">
          {t('establishments.count', { count: found.length })}
        </p>
      </div>
      {found.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={t('establishments.noneFoundTitle')}
          actions={<Button onPress={() => setQuery('')}>{t('establishments.showAll')}</Button>}
        >
          {t('establishments.noneFound', { query })}
        </EmptyState>
      )}
      {groups.map(
        (group) =>
          group.items.length > 0 && (
            <section key={group.key} className="ui-section" aria-labelledby={`establishments-${group.key}`}>
              <h2 id={`establishments-${group.key}`}>{t(`establishments.${group.key}`)}</h2>
              <ul className="establishments-list">
                {group.items.map((establishment) => (
                  <li key={establishment.id}>
                    <EstablishmentCard establishment={establishment} />
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}
