import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { keys, useDeviceSessions } from '../../bridge/queries.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Skeleton } from '../../ui/states/Skeleton.tsx';

/** The devices on which this account is signed in; any but this one can be signed out from here. */
export function DeviceSessions({ online }: { readonly online: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const { data: sessions, error, refetch } = useDeviceSessions();
  const end = useMutation({
    mutationFn: (sessionId: string) => call('account.endSession', { sessionId }),
    onSuccess: (left) => queryClient.setQueryData(keys.sessions, left),
  });
  return (
    <section className="ui-card" aria-labelledby="sessions-title">
      <div>
        <h2 id="sessions-title">{t('personal.sessions.title')}</h2>
        <p className="ui-muted">{t('personal.sessions.lead')}</p>
      </div>
      {!sessions && !online && <p>{t('personal.sessions.offline')}</p>}
      {!sessions &&
        online &&
        (error ? (
          <ErrorNotice isUnasked error={appErrorOf(error)} onRetry={() => refetch()} />
        ) : (
          <Skeleton lines={2} />
        ))}
      {sessions && (
        <ul className="personal-people">
          {sessions.map((session) => (
            <li key={session.id} className="personal-session">
              <MonitorSmartphone aria-hidden className="ui-icon" />
              <div>
                <p>
                  <strong>{session.device}</strong>
                </p>
                <p className="ui-muted">
                  {t('personal.sessions.lastUsed', { when: format.recent(session.lastUsedAt) })}
                </p>
              </div>
              {session.current ? (
                <Badge tone="accent">{t('personal.sessions.current')}</Badge>
              ) : (
                <Button
                  aria-label={t('personal.sessions.endOf', { device: session.device })}
                  isPending={end.isPending && end.variables === session.id}
                  isDisabled={!online || (end.isPending && end.variables !== session.id)}
                  onPress={() => end.mutate(session.id)}
                >
                  {t('personal.sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
