import { useMutation } from '@tanstack/react-query';
import { Clock, Eye, FileText, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonMaxLength, reasonMinLength } from '../../../src-shared/domain/patient.ts';
import { appErrorOf, call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

export interface BreakGlassDialogProps {
  readonly patientId: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onOpened: () => void;
}

/** Access to a whole record without the patient's leave: what follows from it is said before it is done. */
export function BreakGlassDialog({ patientId, name, onClose, onOpened }: BreakGlassDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tries, setTries] = useState(0);
  const length = reason.replaceAll(/\s+/g, ' ').trim().length;
  const missing = Math.max(0, reasonMinLength - length);
  const open = useMutation({
    mutationFn: () => call('breakGlass.open', { patientId, reason }),
    onSuccess: onOpened,
    meta: { ownWords: true },
  });
  const submit = (): void => {
    setTries(tries + 1);
    if (missing === 0) open.mutate();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="wide"
      title={t('breakGlass.title', { name })}
      isBusy={open.isPending}
      onClose={onClose}
      tries={tries}
      actions={
        <>
          <Button isDisabled={open.isPending} onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger" icon={ShieldAlert} isPending={open.isPending} onPress={submit}>
            {t('breakGlass.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('breakGlass.lead')}</p>
      <ul className="break-glass-consequences">
        <li>
          <Clock aria-hidden className="ui-icon" />
          <span>{t('breakGlass.fourHours')}</span>
        </li>
        <li>
          <Eye aria-hidden className="ui-icon" />
          <span>{t('breakGlass.patientTold')}</span>
        </li>
        <li>
          <FileText aria-hidden className="ui-icon" />
          <span>{t('breakGlass.written')}</span>
        </li>
      </ul>
      <TextField
        multiline
        label={t('breakGlass.reason')}
        hint={t('breakGlass.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={reasonMaxLength}
        error={tries > 0 && missing > 0 ? t('breakGlass.reasonShort', { count: missing }) : undefined}
      />
      {open.error && <ErrorNotice error={appErrorOf(open.error)} />}
    </Dialog>
  );
}
