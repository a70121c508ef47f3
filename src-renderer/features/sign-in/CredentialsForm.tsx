import { LogIn, RotateCw } from 'lucide-react';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { lockoutFrom, recallLockout, rememberLockout, useSecondsUntil, type Lockout } from './lockout.ts';
import { LockoutNotice } from './LockoutNotice.tsx';
import { ReactivationDialog } from './ReactivationDialog.tsx';
import { stayAtFirst } from './stay-at-first.ts';
import { useFocusField } from './use-focus-field.ts';

export interface CredentialsFormProps {
  readonly portal: Portal;
  readonly username: string;
  /** Where the portal does not answer: asks it again. The password then opens what is on this computer. */
  readonly onReach: (() => void) | undefined;
  /** Above the form stands why the person is here again. */
  readonly hasNews: boolean;
}

export function CredentialsForm({ portal, username: known, onReach, hasNews }: CredentialsFormProps) {
  const { t } = useTranslation();
  const [lockout, setLockout] = useState<Lockout | null>(() => recallLockout(Date.now()));
  // A block outlives a restart, and so does the name it is for.
  const [username, setUsername] = useState(
    known === '' && lockout?.portalAddress === portal.address ? lockout.username : known,
  );
  const [password, setPassword] = useState('');
  // The name waits behind another page; a password does not.
  useEffect(() => () => setPassword(''), []);
  const [stay, setStay] = useState(stayAtFirst);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const [former, setFormer] = useState('');

  const name = username.trim();
  const blocked =
    lockout?.portalAddress === portal.address && lockout.username.toLowerCase() === name.toLowerCase()
      ? lockout
      : null;
  const secondsLeft = useSecondsUntil(blocked?.until ?? null);
  const isLocked = secondsLeft > 0;

  // After a failure the password is what has to be typed again.
  const isLockedAway = error?.code === 'library-password-changed';
  const toType = isLockedAway ? 'former' : 'password';
  const form = useFocusField(
    known === '' && error === null ? 'username' : toType,
    error,
    hasNews && error === null,
  );

  const signIn = async (giveUpLocked = false): Promise<void> => {
    setBusy(true);
    setError(null);
    setLockout(null);
    try {
      showSession(
        await call('session.signIn', {
          portalAddress: portal.address,
          username: name,
          password,
          staySignedIn: stay && onReach === undefined,
          ...(former !== '' && !giveUpLocked && { formerPassword: former }),
          ...(giveUpLocked && { giveUpLocked }),
        }),
      );
    } catch (thrown) {
      const failure = appErrorOf(thrown);
      const locked = lockoutFrom(failure, portal.address, name, Date.now());
      if (locked) rememberLockout(locked);
      setLockout(locked);
      setFormer('');
      // It was the right one: what is kept here knows only the one before.
      if (failure.code !== 'library-password-changed') setPassword('');
      setError(failure);
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setMissing(name === '' || password === '');
    const empty = name === '' ? 'username' : password === '' ? 'password' : null;
    form.current?.querySelector<HTMLInputElement>(`input[name="${empty}"]`)?.focus();
    if (name !== '' && password !== '' && !isLocked && !busy) void signIn();
  };

  const over = blocked !== null && !isLocked;
  const ordinary = error !== null && error.code !== 'account-locked' ? error : null;
  return (
    <form ref={form} className="sign-in-form" onSubmit={submit} aria-label={t('signIn.title')} noValidate>
      {isLocked && <LockoutNotice secondsLeft={secondsLeft} />}
      {over && (
        <Notice
          tone="good"
          live="polite"
          title={t('signIn.openAgain')}
          meaning={t('signIn.openAgainMeaning')}
        />
      )}
      {onReach && !ordinary && !isLocked && (
        <Notice
          tone="info"
          live="polite"
          title={t('signIn.offline.what')}
          meaning={t('signIn.offline.meaning')}
          actions={
            <Button icon={RotateCw} onPress={onReach}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {ordinary && (
        <ErrorNotice
          error={ordinary}
          actions={
            ordinary.code === 'account-deactivated' ? (
              <Button onPress={() => setAsking(true)}>{t('signIn.reactivation.ask')}</Button>
            ) : undefined
          }
        />
      )}
      <TextField
        label={t('signIn.username')}
        hint={t('signIn.usernameHint')}
        name="username"
        value={username}
        onChange={setUsername}
        autoComplete="username"
        spellCheck="false"
        error={missing && name === '' ? t('signIn.usernameMissing') : undefined}
      />
      <PasswordField
        label={t('signIn.password')}
        name="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={missing && password === '' ? t('signIn.passwordMissing') : undefined}
      />
      {isLockedAway && (
        <PasswordField
          label={t('signIn.former.password')}
          name="former"
          value={former}
          onChange={setFormer}
          autoComplete="current-password"
        />
      )}
      {!onReach && (
        <Checkbox isSelected={stay} onChange={setStay} hint={t('signIn.stayHint')}>
          {t('signIn.stay')}
        </Checkbox>
      )}
      <Button type="submit" variant="primary" icon={LogIn} isDisabled={isLocked} isPending={busy}>
        {busy ? t('signIn.signingIn') : onReach ? t('signIn.offline.open') : t('signIn.signIn')}
      </Button>
      {isLockedAway && (
        <Button isDisabled={busy} onPress={() => void signIn(true)}>
          {t('signIn.former.giveUp')}
        </Button>
      )}
      {asking && (
        <ReactivationDialog portalAddress={portal.address} username={name} onClose={() => setAsking(false)} />
      )}
    </form>
  );
}
