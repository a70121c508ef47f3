import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

export interface ReactivationDialogProps {
  readonly portalAddress: string;
  readonly username: string;
  readonly onClose: () => void;
}

export function ReactivationDialog({ portalAddress, username, onClose }: ReactivationDialogProps) {
  const { t } = useTranslation();
  const [message, setMessage] = useState('');
  const request = useMutation({
    mutationFn: () =>
      call('account.requestReactivation', { portalAddress, username, message: message.trim() || null }),
    meta: { ownWords: true },
  });
  return (
    <Dialog
      title={t('signIn.reactivation.title')}
      isOpen
      closedBy="cross"
      isBusy={request.isPending}
      onClose={onClose}
      actions={
        request.isSuccess ? (
          <Button variant="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        ) : (
          <>
            <Button isDisabled={request.isPending} onPress={onClose}>
              {t('common.cancel')}
            </Button>
            <Button variant="primary" isPending={request.isPending} onPress={() => request.mutate()}>
              {t('signIn.reactivation.send')}
            </Button>
          </>
        )
      }
    >
      {request.isSuccess ? (
        <Notice
          tone="good"
          live="polite"
          title={t('signIn.reactivation.sent')}
          meaning={t('signIn.reactivation.sentMeaning')}
        />
      ) : (
        <>
          {request.isError && <ErrorNotice error={appErrorOf(request.error)} />}
          <p>{t('signIn.reactivation.lead')}</p>
          <TextField
            label={t('signIn.reactivation.message')}
            multiline
            value={message}
            onChange={setMessage}
            maxLength={1000}
          />
        </>
      )}
    </Dialog>
  );
}
