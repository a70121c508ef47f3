import { useMutation } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import './export.css';

export interface PassphraseProps {
  readonly passphrase: string;
  /** What to do with it. */
  readonly how: string;
}

/** What a protected archive opens with, to be noted. */
export function Passphrase({ passphrase, how }: PassphraseProps) {
  const { t } = useTranslation();
  const copy = useMutation({
    mutationFn: (text: string) => call('help.copy', { text }),
    onSuccess: () => tellDone(t('common.copied')),
  });
  return (
    <div className="export-passphrase">
      <p id="export-passphrase-label">{t('export.passphrase')}</p>
      <p className="export-passphrase-itself" aria-labelledby="export-passphrase-label" translate="no">
        {passphrase}
      </p>
      <Button icon={Copy} onPress={() => copy.mutate(passphrase)}>
        {t('common.copy')}
      </Button>
      <p className="ui-muted">{how}</p>
    </div>
  );
}
