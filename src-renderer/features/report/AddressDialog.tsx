import { Copy } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appErrorOf, call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';

export interface AddressDialogProps {
  readonly address: string;
  readonly onClose: () => void;
}

/** Shows where a link of the document would lead; the person decides what to do with it. */
export function AddressDialog({ address, onClose }: AddressDialogProps) {
  const { t } = useTranslation();
  // What a link may hold is not limited; what a person can judge is.
  const text = address.slice(0, 2048);
  const copy = useMutation({ mutationFn: () => call('help.copy', { text }), onSuccess: onClose });
  return (
    <Dialog
      title={t('report.address.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t('common.close')}
          </Button>
          <Button icon={Copy} onPress={() => copy.mutate()}>
            {t('report.address.copy')}
          </Button>
        </>
      }
    >
      <p>{t('report.address.meaning')}</p>
      <p className="report-address">{text}</p>
      {copy.error && <ErrorNotice error={appErrorOf(copy.error)} />}
    </Dialog>
  );
}
