import { Siren, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { professionalCategories, type Professional } from '../../../src-shared/domain/access.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useProfessionals } from '../../bridge/queries.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';

// What needs the person's eye comes first.
const order = [
  'temporary-access',
  ...professionalCategories.filter((each) => each !== 'temporary-access'),
] as const;

/** Those who MAY see the record, by the reason why; temporary access is marked and explained (L11, L12). */
export function ProfessionalsTab({ onHistory }: { readonly onHistory: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useProfessionals();
  if (!data)
    return error ? (
      <ErrorState isList error={appErrorOf(error)} onRetry={() => refetch()} />
    ) : (
      <Skeleton lines={6} />
    );
  return (
    <div className="ui-section">
      <FreshnessNotice freshness={data.freshness} />
      <Notice
        tone="info"
        title={t('personal.professionals.explanationTitle')}
        meaning={data.notice}
        actions={<Button onPress={onHistory}>{t('personal.professionals.seeHistory')}</Button>}
      />
      {data.items.length === 0 && (
        <EmptyState icon={UserRoundCheck} title={t('personal.professionals.emptyTitle')}>
          {t('personal.professionals.empty')}
        </EmptyState>
      )}
      {order.map((category) => {
        const people = data.items.filter((person) => person.category === category);
        if (people.length === 0) return null;
        return (
          <section
            key={category}
            className="ui-section personal-category"
            aria-labelledby={`professionals-${category}`}
          >
            <div>
              <h2 id={`professionals-${category}`}>
                {t(`personal.professionals.categories.${category}.title`)}
              </h2>
              <p className="ui-muted">{t(`personal.professionals.categories.${category}.why`)}</p>
            </div>
            <ul className="ui-card personal-people">
              {people.map((person) => (
                <li key={`${person.personId} ${person.since ?? ''}`}>
                  <Person person={person} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Person({ person }: { readonly person: Professional }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { displayName, speciality, establishment, category, since, until, reason, exams } = person;
  const isTemporary = category === 'temporary-access';
  const [shownAt] = useState(() => Date.now());
  const hasEnded = until !== null && Date.parse(until) < shownAt;
  const about = [speciality, establishment && `${establishment.name}, ${establishment.town}`].filter(Boolean);
  return (
    <div className="personal-person">
      <div className="ui-row">
        <strong>{displayName}</strong>
        {isTemporary && (
          <Badge tone={hasEnded ? 'neutral' : 'warn'} icon={Siren}>
            {t(hasEnded ? 'personal.professionals.temporaryEnded' : 'personal.professionals.temporary')}
          </Badge>
        )}
      </div>
      {about.length > 0 && <p>{about.join('\u00a0· ')}</p>}
      {isTemporary && since !== null && until !== null && (
        <p>{t('personal.professionals.period', { period: format.period(since, until) })}</p>
      )}
      {reason !== null && <p>{t('personal.professionals.reason', { reason })}</p>}
      <p className="ui-muted">
        {exams.length === 0
          ? t('personal.professionals.wholeRecord')
          : t('personal.professionals.exams', {
              count: exams.length,
              exams: exams.map((exam) => `${exam.label} (${format.shortDate(exam.date)})`).join(', '),
            })}
      </p>
    </div>
  );
}
