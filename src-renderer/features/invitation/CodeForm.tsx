import { useQuery } from '@tanstack/react-query';
import { Building2, FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../src-shared/errors.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { discoveryOf } from '../../bridge/queries.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { problemOf, shortestCode } from './access-code.ts';
import { Wait } from './Wait.tsx';
import type { SignedInAccount } from './signed-in-account.ts';

export interface CodeFormProps {
  readonly account: SignedInAccount | null;
  readonly portalAddress: string;
  readonly again: boolean;
  /** No code opens it any more. */
  readonly onOver: (code: OverCode) => void;
  readonly onRefuse: () => void;
}

const overCodes = ['share-expired', 'share-stopped', 'share-codes-used-up'] as const;
/** Why no code opens a share any more. */
export type OverCode = (typeof overCodes)[number];

export function CodeForm({ portalAddress, again, account, onOver, onRefuse }: CodeFormProps) {
  const { t } = useTranslation();
  const portal = useQuery(discoveryOf(portalAddress));
  if (portal.isPending) return <Skeleton lines={3} />;
  if (!portal.data)
    return (
      <>
        <ErrorNotice error={appErrorOf(portal.error)} onRetry={() => portal.refetch()} />
        <Button onPress={onRefuse}>{t('invitation.close')}</Button>
      </>
    );
  return (
    <>
      {again && <Notice tone="info" title={t('invitation.again')} meaning={t('invitation.againMeaning')} />}
      <section className="invitation-portal" aria-label={t('invitation.portal')}>
        <Building2 aria-hidden className="ui-icon" />
        <p>
          <strong>{portal.data.name}</strong>
          <span className="ui-muted">{portal.data.operator}</span>
          <span className="ui-muted">{portal.data.address.replace(/^https?:\/\//, '')}</span>
        </p>
      </section>
      <Code onOver={onOver} onRefuse={onRefuse} />
      {account && (
        <Notice
          tone="info"
          title={t('invitation.beside', { name: account.name })}
          meaning={t('invitation.besideMeaning')}
          actions={
            account.onSharedWithMe && (
              <Button onPress={account.onSharedWithMe}>{t('invitation.toSharedWithMe')}</Button>
            )
          }
        />
      )}
    </>
  );
}

function Code({ onOver, onRefuse }: Pick<CodeFormProps, 'onOver' | 'onRefuse'>) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // To type at once, and to correct after a failure.
  const toField = (): void => form.current?.querySelector('input')?.focus();
  useEffect(toField, [error]);
  const problem = problemOf(code);

  const open = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      showSession(await call('guest.enter', { accessCode: code }));
    } catch (thrown) {
      const failure = appErrorOf(thrown);
      const overCode = overCodes.find((each) => each === failure.code);
      if (overCode) {
        onOver(overCode);
        return;
      }
      setError(failure);
      if (failure.code === 'share-locked') setUntil(Date.now() + (failure.retryAfter ?? 0) * 1000);
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (busy || until !== null) return;
    setTried(problem !== null);
    if (problem === null) void open();
    else toField();
  };

  return (
    <form
      ref={form}
      className="invitation-form"
      onSubmit={submit}
      aria-label={t('invitation.title')}
      noValidate
    >
      {error && <ErrorNotice error={error} />}
      {until !== null && (
        <Wait
          until={until}
          onOver={() => {
            setUntil(null);
            setError(null);
          }}
        />
      )}
      <TextField
        label={t('invitation.code')}
        hint={t('invitation.codeHint')}
        name="access-code"
        value={code}
        onChange={setCode}
        maxLength={64}
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck="false"
        error={
          tried && problem !== null
            ? t(`invitation.codeProblem.${problem}`, { count: shortestCode })
            : undefined
        }
      />
      <div className="invitation-actions">
        <Button onPress={onRefuse}>{t('invitation.notNow')}</Button>
        <Button
          type="submit"
          variant="primary"
          icon={FolderOpen}
          isPending={busy}
          isDisabled={until !== null}
        >
          {busy ? t('invitation.opening') : t('invitation.open')}
        </Button>
      </div>
    </form>
  );
}
