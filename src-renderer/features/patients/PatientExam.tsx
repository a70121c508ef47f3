import { Columns2, Share } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { call } from '../../bridge/call.ts';
import { askExport } from '../../bridge/exports.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useKeep, useRemove } from '../../bridge/library.ts';
import { usePacs, useSend, useSending, useStopSending } from '../../bridge/send.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ExamCard } from '../../ui/ExamCard.tsx';
import { useFormat } from '../../ui/format.ts';
import { KeepControl } from '../../ui/KeepControl.tsx';
import { SendControl } from '../../ui/SendControl.tsx';

export interface PatientExamProps {
  readonly exam: Exam;
  readonly prior: Exam | null;
  readonly entry: LibraryEntry | undefined;
  readonly onReadReport: (examId: string, reportId: string) => void;
}

export function PatientExam({ exam, prior, entry, onReadReport }: PatientExamProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenImages();
  const keep = useKeep();
  const remove = useRemove();
  const pacs = usePacs();
  const sending = useSending(exam.id);
  const send = useSend();
  const stop = useStopSending();
  const compare = useMutation({
    mutationFn: async (with_: Exam) => {
      await call('viewer.open', { examId: with_.id });
      await call('viewer.open', { examId: exam.id });
    },
  });
  const isNew = exam.isNew || exam.reports.some((report) => report.isNew);
  return (
    <ExamCard
      exam={exam}
      level={3}
      badges={isNew && <Badge tone="accent">{t('common.new')}</Badge>}
      isOpening={open.isPending}
      onView={() => open.mutate(exam)}
      onRead={(reportId) => onReadReport(exam.id, reportId)}
      actions={
        exam.imagesAvailable && (
          <>
            {prior && (
              <Button
                icon={Columns2}
                isPending={compare.isPending}
                aria-label={t('patients.compareNamed', {
                  title: exam.label,
                  date: format.shortDate(prior.date),
                })}
                onPress={() => compare.mutate(prior)}
              >
                {t('patients.compare', { date: format.shortDate(prior.date) })}
              </Button>
            )}
            <KeepControl
              entry={entry}
              name={exam.label}
              onKeep={() => keep.mutate(exam.id)}
              onRemove={() => remove.mutate(exam.id)}
            />
            <Button
              icon={Share}
              aria-label={t('export.actionNamed', { name: exam.label })}
              onPress={() => askExport(exam)}
            >
              {t('export.action')}
            </Button>
            {pacs && (
              <SendControl
                pacs={pacs}
                sending={sending}
                name={exam.label}
                onSend={() => send.mutate(exam.id)}
                onStop={() => stop.mutate(exam.id)}
              />
            )}
          </>
        )
      }
    />
  );
}
