import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCancelImport, useUnlockImport } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

export interface PassphraseFormProps {
  readonly source: string;
  readonly wrong: boolean;
}

/** An encrypted archive: asks for its passphrase, which is written down somewhere and may be seen while it is typed. */
export function PassphraseForm({ source, wrong }: PassphraseFormProps) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useUnlockImport();
  const cancel = useCancelImport();
  return (
    <form
      // The field stays marked as wrong until another try: that must not keep the form from being sent.
      noValidate
      className="import-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase.trim() !== '') unlock.mutate(passphrase.trim());
      }}
    >
      <h2>
        <LockKeyhole aria-hidden className="ui-icon" /> {t('import.locked.title', { source })}
      </h2>
      <p>{t('import.locked.meaning')}</p>
      <TextField
        label={t('import.locked.label')}
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="off"
        spellCheck="false"
        error={wrong ? t('import.locked.wrong') : undefined}
      />
      <div className="import-actions">
        <Button type="submit" variant="primary" isPending={unlock.isPending}>
          {t('import.locked.open')}
        </Button>
        <Button onPress={() => cancel.mutate()}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
