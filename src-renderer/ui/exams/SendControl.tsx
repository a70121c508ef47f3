import { CircleCheck, RotateCw, Send, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../src-shared/assert-never.ts';
import type { Pacs, Sending } from '../../../src-shared/domain/pacs.ts';
import { Badge } from '../states/Badge.tsx';
import { Button } from '../buttons/Button.tsx';
import { errorWords } from '../words/error-words.ts';
import { IconButton } from '../buttons/IconButton.tsx';
import { ProgressBar } from '../states/ProgressBar.tsx';
import './keep-control.css';

export interface SendControlProps {
  readonly pacs: Pacs;
  /** Undefined for an exam that was not sent. */
  readonly sending: Sending | undefined;
  /** The exam's label, for names that say which exam is meant. */
  readonly name: string;
  readonly onSend: () => void;
  readonly onStop: () => void;
}

/** Sends an exam to the doctor's own archive, and shows how far that is. */
export function SendControl({ pacs, sending, name, onSend, onStop }: SendControlProps) {
  const { t } = useTranslation();
  if (!sending || (sending.state === 'failed' && sending.error === 'cancelled'))
    return (
      <Button icon={Send} aria-label={t('send.toNamed', { pacs: pacs.name, name })} onPress={onSend}>
        {t('send.to', { pacs: pacs.name })}
      </Button>
    );
  switch (sending.state) {
    case 'sending':
      return (
        <span className="ui-keep">
          <ProgressBar
            label={t('send.sending', { pacs: pacs.name })}
            value={sending.total === 0 ? undefined : sending.done / sending.total}
            valueText={t('keep.progress', { done: sending.done, total: sending.total })}
          />
          <IconButton label={t('send.stopNamed', { name })} icon={X} onPress={onStop} />
        </span>
      );
    case 'sent':
      return (
        <Badge tone="good" icon={CircleCheck}>
          {t('send.sent', { count: sending.total, pacs: pacs.name })}
        </Badge>
      );
    case 'failed': {
      const words = errorWords(t, { code: sending.error ?? 'internal', message: '' });
      return (
        <span className="ui-keep" role="alert">
          <Badge tone="bad">
            {sending.refused > 0 ? t('send.refused', { count: sending.refused }) : words.what}
          </Badge>
          <Button icon={RotateCw} aria-label={t('send.againNamed', { name })} onPress={onSend}>
            {t('common.retry')}
          </Button>
        </span>
      );
    }
    default:
      return assertNever(sending.state);
  }
}
