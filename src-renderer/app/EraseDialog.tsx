import { useTranslation } from 'react-i18next';
import { Button } from '../ui/buttons/Button.tsx';
import { Dialog } from '../ui/frames/Dialog.tsx';
import { useSessionActions } from './session-actions.ts';

export interface EraseDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function EraseDialog({ isOpen, onClose }: EraseDialogProps) {
  const { t } = useTranslation();
  const { signOutAndErase } = useSessionActions();
  return (
    <Dialog
      role="alertdialog"
      title={t('shell.erase.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="danger" onPress={signOutAndErase}>
            {t('shell.erase.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('shell.erase.what')}</p>
      <p>{t('shell.erase.stays')}</p>
    </Dialog>
  );
}
