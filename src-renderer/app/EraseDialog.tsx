import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/frames/ConfirmDialog.tsx';
import { useSessionActions } from './session-actions.ts';

export interface EraseDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function EraseDialog({ isOpen, onClose }: EraseDialogProps) {
  const { t } = useTranslation();
  const { signOutAndErase } = useSessionActions();
  return (
    <ConfirmDialog
      title={t('shell.erase.title')}
      isOpen={isOpen}
      onClose={onClose}
      confirm={t('shell.erase.confirm')}
      onConfirm={signOutAndErase}
    >
      <p>{t('shell.erase.what')}</p>
      <p>{t('shell.erase.stays')}</p>
    </ConfirmDialog>
  );
}
