import { useMutation } from '@tanstack/react-query';
import { Fingerprint, LockKeyhole } from 'lucide-react';
import { useState, type SubmitEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { FrontCard, FrontPage } from '../../ui/frames/FrontPage.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { ownPasswordWords } from '../../ui/words/error-words.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { lockoutFrom, useSecondsUntil } from './lockout.ts';
import { LockoutNotice } from './LockoutNotice.tsx';
import { Support } from './Support.tsx';
import { useFocusField } from './use-focus-field.ts';
import './sign-in.css';

export interface LockPageProps {
  readonly session: Extract<SessionState, { kind: 'locked' }>;
  readonly appearance: ReactNode;
  /** This computer can say itself who sits here. */
  readonly platformUnlock: boolean;
}

/** After a time without use: nothing of the record shows until the password is given again. */
export function LockPage({ session, appearance, platformUnlock }: LockPageProps) {
  const { t } = useTranslation();
  return (
    <FrontPage
      title={t('lock.title')}
      lead={t(session.portalIsBack ? 'lock.portalIsBack' : 'lock.lead', {
        name: session.account.displayName,
      })}
      appearance={appearance}
    >
      <FrontCard>
        {session.portal.browserSignIn ? (
          <BrowserSignIn portalAddress={session.portal.address} mayStay={false} />
        ) : (
          <UnlockForm session={session} />
        )}
        {platformUnlock && <PlatformUnlock />}
        <Button variant="quiet" onPress={() => void call('session.leave').then(showSession)}>
          {t('lock.otherAccount')}
        </Button>
      </FrontCard>
      <Support support={session.portal.support} />
    </FrontPage>
  );
}

function PlatformUnlock() {
  const { t } = useTranslation();
  const unlock = useMutation({
    mutationFn: () => call('session.unlockWithPlatform'),
    onSuccess: showSession,
    meta: { ownWords: true },
  });
  const error = unlock.error === null ? null : appErrorOf(unlock.error);
  return (
    <div className="sign-in-form">
      {error && error.code !== 'cancelled' && <ErrorNotice error={error} />}
      <Button icon={Fingerprint} isPending={unlock.isPending} onPress={() => unlock.mutate()}>
        {t('lock.platform')}
      </Button>
    </div>
  );
}

function UnlockForm({ session }: Pick<LockPageProps, 'session'>) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const secondsLeft = useSecondsUntil(until);
  const form = useFocusField('password', error);

  const unlock = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      showSession(await call('session.unlock', { password }));
    } catch (thrown) {
      const failure = appErrorOf(thrown);
      setError(failure);
      setUntil(
        lockoutFrom(failure, session.portal.address, session.account.username, Date.now())?.until ?? null,
      );
      setPassword('');
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (password !== '' && !busy && secondsLeft === 0) void unlock();
  };
  return (
    <form ref={form} className="sign-in-form" onSubmit={submit} aria-label={t('lock.title')}>
      {secondsLeft > 0 && <LockoutNotice secondsLeft={secondsLeft} />}
      {error && error.code !== 'account-locked' && (
        <ErrorNotice error={error} knowing={ownPasswordWords(t, error, t('lock.staysLocked'))} />
      )}
      <PasswordField
        label={t('signIn.password')}
        name="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button
        type="submit"
        variant="primary"
        icon={LockKeyhole}
        isPending={busy}
        isDisabled={password === '' || secondsLeft > 0}
      >
        {t('lock.unlock')}
      </Button>
    </form>
  );
}
