import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../bridge/call.ts';
import { useAccount } from '../../bridge/queries.ts';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { FreshnessNotice } from '../../ui/notices/FreshnessNotice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';

/** Who can put right what is not. */
const notes = {
  patient: 'correction',
  professional: 'correctionBySupport',
  administrator: 'correctionBySupport',
  guest: 'visit',
} as const;

/** What the portal knows of the person. It is corrected where it was given: at the establishment. */
export function IdentityTab() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useAccount();
  if (!data)
    return error ? (
      <ErrorState isList error={appErrorOf(error)} onRetry={() => refetch()} />
    ) : (
      <Skeleton lines={5} />
    );
  const { account, freshness } = data;
  const isGuest = account.kind === 'guest';
  const rows: readonly (readonly [string, string | null])[] = [
    // A guest without a name is greeted by their address, which stands below.
    [t('personal.identity.name'), account.displayName === account.email ? null : account.displayName],
    [t('personal.identity.birthDate'), account.birthDate && format.plainDate(account.birthDate)],
    [t('personal.identity.username'), isGuest ? null : account.username],
    [t('personal.identity.email'), account.email],
    [t('personal.identity.telephone'), account.telephone],
    [t('personal.identity.since'), isGuest ? null : format.date(account.createdAt)],
    [t('personal.identity.lastSignIn'), account.lastSignInAt && format.dateTime(account.lastSignInAt)],
  ];
  return (
    <div className="ui-section">
      <FreshnessNotice freshness={freshness} />
      <dl className="ui-card personal-identity">
        {rows.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="ui-muted">{t(`personal.identity.${notes[account.kind]}`)}</p>
    </div>
  );
}
