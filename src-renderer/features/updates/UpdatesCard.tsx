import { RotateCw } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../src-shared/assert-never.ts';
import type { UpdateState } from '../../../src-shared/domain/updates.ts';
import { call } from '../../bridge/call.ts';
import { useUpdates } from '../../bridge/updates.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { ProgressBar } from '../../ui/states/ProgressBar.tsx';
import { useRestart } from './use-restart.ts';

/** On the help page: where the application stands with its own updates. */
export function UpdatesCard() {
  const { t } = useTranslation();
  const state = useUpdates((updates) => updates.state);
  const look = useMutation({ mutationFn: () => call('updates.look') });
  const restart = useRestart();
  if (state === null) return null;
  const mayLook = state.kind === 'current' || state.kind === 'failed';
  return (
    <section className="ui-card" aria-labelledby="updates-title">
      <h2 id="updates-title">{t('updates.title')}</h2>
      <Standing state={state} />
      {mayLook && (
        <div className="ui-row">
          <Button icon={RotateCw} isPending={look.isPending} onPress={() => look.mutate()}>
            {t('updates.look')}
          </Button>
        </div>
      )}
      {state.kind === 'ready' && (
        <div className="ui-row">
          <Button variant="primary" icon={RotateCw} onPress={() => restart.mutate()}>
            {t('updates.restart')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Standing({ state }: { readonly state: UpdateState }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (state.kind) {
    case 'off':
      return <p>{t(state.reason === 'managed' ? 'updates.offManaged' : 'updates.offBuild')}</p>;
    case 'current':
      return state.checkedAt === null ? (
        <p>{t('updates.notChecked')}</p>
      ) : (
        <p>
          {t('updates.current')} {t('updates.checkedAt', { date: format.dateTime(state.checkedAt) })}
        </p>
      );
    case 'checking':
      return <p role="status">{t('updates.checking')}</p>;
    case 'downloading': {
      const percent = Math.round(state.fraction * 100);
      return (
        <>
          <p>{t('updates.downloading', { version: state.version, percent })}</p>
          <ProgressBar label={t('updates.downloadingLabel')} labelHidden value={state.fraction} />
        </>
      );
    }
    case 'ready':
      return (
        <p role="status">
          {t('updates.ready', { version: state.version })} {t('updates.readyMeaning')}
        </p>
      );
    case 'failed':
      return <ErrorNotice isUnasked error={state.error} />;
    default:
      return assertNever(state);
  }
}
