import { useMutation } from '@tanstack/react-query';
import { Copy, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CreatedShare } from '../../../src-shared/domain/share.ts';
import { call } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Notice } from '../../ui/notices/Notice.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { forgetNoted, useUnnoted } from './unfinished.ts';

/** Over every page, while there is an access code that was not noted yet. */
export function SharedDialog({ accountId }: { readonly accountId: string }) {
  const created = useUnnoted(accountId);
  return created === null ? null : <AccessCode created={created} />;
}

/** The access code, shown once: it goes to the recipient by another way than the mail. */
function AccessCode({ created }: { readonly created: CreatedShare }) {
  const { t } = useTranslation();
  const format = useFormat();
  const copy = useMutation({
    mutationFn: (text: string) => call('help.copy', { text }),
    onSuccess: () => tellDone(t('common.copied')),
  });
  const { share, accessCode, link, mailedTwice = false } = created;
  return (
    <Dialog
      role="alertdialog"
      title={t('sharing.sent')}
      isOpen
      closedBy="nothing"
      onClose={forgetNoted}
      actions={
        <Button variant="primary" onPress={forgetNoted}>
          {t('sharing.sentDone')}
        </Button>
      }
    >
      <p>{t('sharing.sentMeaning', { email: share.recipientEmail, date: format.date(share.endsAt) })}</p>
      <div className="access-code">
        <p id="access-code-label">{t('sharing.accessCode')}</p>
        <p className="access-code-itself" aria-labelledby="access-code-label" translate="no">
          {accessCode}
        </p>
        <div className="ui-row">
          <Button icon={Copy} onPress={() => copy.mutate(accessCode)}>
            {t('sharing.copyCode')}
          </Button>
          <Button icon={Link2} onPress={() => copy.mutate(link)}>
            {t('sharing.copyLink')}
          </Button>
        </div>
      </div>
      {mailedTwice && <p>{t('sharing.mailedTwice')}</p>}
      <Notice tone="warn" title={t('sharing.codeOnce')} meaning={t('sharing.codeHow')} />
    </Dialog>
  );
}
