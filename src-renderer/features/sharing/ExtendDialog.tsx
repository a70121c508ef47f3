import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Portal } from '../../../src-shared/domain/portal.ts';
import type { Share } from '../../../src-shared/domain/share.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { ErrorNotice } from '../../ui/notices/ErrorNotice.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { tellDone } from '../../ui/notices/toasts.tsx';
import { endAfter, longerThan } from './durations.ts';
import { useExtendShare } from './use-sharing.ts';

export interface ExtendDialogProps {
  readonly share: Share;
  readonly portal: Portal;
  readonly onClose: () => void;
}

/** Ended meanwhile, as from another computer. The usual words are for whoever it was sent to. */
const over: ReadonlySet<ErrorCode> = new Set(['share-expired', 'share-stopped', 'not-found']);

export function ExtendDialog({ share, portal, onClose }: ExtendDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const durations = longerThan(share, portal.sharing.durationsDays, now);
  const [days, setDays] = useState(durations[0]);
  const extend = useExtendShare();
  const error = extend.isError ? appErrorOf(extend.error) : null;
  const overWords = {
    what: t('sharing.extendOver.what'),
    meaning: t('sharing.extendOver.meaning'),
    remedy: t('sharing.extendOver.remedy'),
  };
  const name = share.recipientName ?? share.recipientEmail;
  const confirm = (): void => {
    if (days === undefined) return;
    extend.mutate(
      { shareId: share.id, endsAt: endAfter(days, now) },
      {
        onSuccess: () => {
          tellDone(t('sharing.extendedDone', { name, date: format.date(endAfter(days, now)) }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t('sharing.extendTitle')}
      isOpen
      isBusy={extend.isPending}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={extend.isPending} onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant="primary"
            isPending={extend.isPending}
            isDisabled={days === undefined}
            onPress={confirm}
          >
            {t('sharing.extend')}
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} knowing={over.has(error.code) ? overWords : undefined} />}
      <p>{t('sharing.extendLead', { name, date: format.date(share.endsAt) })}</p>
      {days === undefined ? (
        <p>{t('sharing.extendMax')}</p>
      ) : (
        <RadioGroup
          label={t('sharing.newEnd')}
          value={String(days)}
          onChange={(id) => setDays(Number(id))}
          choices={durations.map((each) => ({
            id: String(each),
            label: t('sharing.inDays', { count: each }),
            hint: format.date(endAfter(each, now)),
          }))}
        />
      )}
    </Dialog>
  );
}
