import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { keys } from '../../bridge/queries.ts';
import { useSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { ownPasswordWords } from '../../ui/words/error-words.ts';

/** The rules are the portal's (NIST SP 800-63B: length alone, no composition); it says what it does not take. */
export function PasswordChange({ online }: { readonly online: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const minLength = useSession(({ state }) =>
    state?.kind === 'signed-in' ? state.portal.passwordMinLength : 0,
  );
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    meta: { ownWords: true },
    mutationFn: () => call('account.changePassword', { currentPassword: current, newPassword: next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      return queryClient.invalidateQueries({ queryKey: keys.sessions });
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!change.isPending) change.mutate();
  };
  const error = change.isError ? appErrorOf(change.error) : null;
  const isShort = next !== '' && next.length < minLength;
  return (
    <section className="ui-card" aria-labelledby="password-title">
      <h2 id="password-title">{t('personal.password.title')}</h2>
      <form className="personal-form" onSubmit={submit}>
        <PasswordField
          label={t('personal.password.current')}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          label={t('personal.password.next')}
          hint={t('personal.password.rule', { count: minLength })}
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        {error && (
          <ErrorNotice error={error} knowing={ownPasswordWords(t, error, t('personal.nothingChanged'))} />
        )}
        {change.isSuccess && next === '' && (
          <Notice
            tone="good"
            live="polite"
            title={t('personal.password.changed')}
            meaning={t('personal.password.changedMeaning')}
          />
        )}
        <Button
          type="submit"
          variant="primary"
          isPending={change.isPending}
          isDisabled={!online || current === '' || next === '' || isShort}
        >
          {t('personal.password.change')}
        </Button>
      </form>
    </section>
  );
}
