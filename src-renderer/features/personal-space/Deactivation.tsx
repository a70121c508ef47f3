import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { showSession } from '../../bridge/session.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { ownPasswordWords } from '../../ui/words/error-words.ts';

const formId = 'deactivation';

/** Says the leaflet's consequences before anything happens, and asks for the password (L14). */
export function Deactivation({ online }: { readonly online: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const [password, setPassword] = useState('');
  const deactivate = useMutation({
    meta: { ownWords: true },
    mutationFn: () => call('account.deactivate', { password }),
    onSuccess: showSession,
  });
  const error = deactivate.isError ? appErrorOf(deactivate.error) : null;
  const close = (): void => {
    setOpen(false);
    setUnderstood(false);
    setPassword('');
    deactivate.reset();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (understood && password !== '' && !deactivate.isPending) deactivate.mutate();
  };
  return (
    <section className="ui-card" aria-labelledby="deactivation-title">
      <div>
        <h2 id="deactivation-title">{t('personal.deactivation.title')}</h2>
        <p className="ui-muted">{t('personal.deactivation.lead')}</p>
      </div>
      <div>
        <Button variant="danger" isDisabled={!online} onPress={() => setOpen(true)}>
          {t('personal.deactivation.open')}
        </Button>
      </div>
      <Dialog
        title={t('personal.deactivation.question')}
        role="alertdialog"
        isOpen={isOpen}
        isBusy={deactivate.isPending}
        onClose={close}
        actions={
          <>
            <Button isDisabled={deactivate.isPending} onPress={close}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              form={formId}
              variant="danger"
              isPending={deactivate.isPending}
              isDisabled={!understood || password === ''}
            >
              {t('personal.deactivation.confirm')}
            </Button>
          </>
        }
      >
        <form id={formId} className="personal-form" onSubmit={submit}>
          <Notice
            tone="warn"
            title={t('personal.deactivation.consequences')}
            meaning={t('personal.deactivation.patient')}
            remedy={t('personal.deactivation.professionals')}
          />
          <p>{t('personal.deactivation.reactivation')}</p>
          <Checkbox isSelected={understood} onChange={setUnderstood}>
            {t('personal.deactivation.understood')}
          </Checkbox>
          <PasswordField
            label={t('personal.deactivation.password')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          {error && (
            <ErrorNotice error={error} knowing={ownPasswordWords(t, error, t('personal.nothingChanged'))} />
          )}
        </form>
      </Dialog>
    </section>
  );
}
