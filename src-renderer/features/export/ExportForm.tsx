import { useQuery } from '@tanstack/react-query';
import { Share } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { exportFormats, type ExportFormat } from '../../../src-shared/domain/export.ts';
import { call } from '../../bridge/call.ts';
import { useStartExport } from '../../bridge/exports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Notice } from '../../ui/notices/Notice.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { Passphrase } from './Passphrase.tsx';

export interface ExportFormProps {
  readonly exam: Exam;
  readonly onClose: () => void;
}

/** Where names are often written into the picture itself (PS3.15 Annex E leaves that to whoever looks). */
const oftenBurnedIn = new Set(['US', 'ES', 'SC', 'OT', 'XC', 'GM', 'OP', 'DOC', 'XA', 'RF', 'CR']);

export function ExportForm({ exam, onClose }: ExportFormProps) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<ExportFormat>('folder');
  const [deidentify, setDeidentify] = useState(false);
  const isLocked = format === 'locked-zip';
  const passphrase = useQuery({
    queryKey: ['export-passphrase', exam.id],
    queryFn: () => call('export.passphrase'),
    enabled: isLocked,
    staleTime: Infinity,
    gcTime: 0,
  }).data?.passphrase;
  const start = useStartExport();
  return (
    <Dialog
      width="wide"
      title={t('export.title', { name: exam.label })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            icon={Share}
            isPending={start.isPending}
            isDisabled={isLocked && passphrase === undefined}
            onPress={() =>
              start.mutate({
                examId: exam.id,
                format,
                deidentify,
                passphrase: isLocked ? (passphrase ?? null) : null,
              })
            }
          >
            {t('export.choosePlace')}
          </Button>
        </>
      }
    >
      <div className="export-form">
        <RadioGroup
          label={t('export.how')}
          value={format}
          onChange={setFormat}
          choices={exportFormats.map((id) => ({
            id,
            label: t(`export.formats.${id}.label`),
            hint: t(`export.formats.${id}.hint`),
          }))}
        />
        {isLocked && passphrase !== undefined && (
          <Passphrase passphrase={passphrase} how={t('export.passphraseHow')} />
        )}
        <Checkbox isSelected={deidentify} onChange={setDeidentify} hint={t('export.deidentifyHint')}>
          {t('export.deidentify')}
        </Checkbox>
        {deidentify && exam.modalities.some((code) => oftenBurnedIn.has(code)) && (
          <Notice
            tone="warn"
            live="polite"
            title={t('export.burnedIn')}
            meaning={t('export.burnedInMeaning')}
          />
        )}
      </div>
    </Dialog>
  );
}
