import { Columns2 } from 'lucide-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { call } from '../../bridge/call.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useExamDoings } from '../../bridge/exam-doings.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { ExamActions } from '../../ui/exams/ExamActions.tsx';
import { ExamCard } from '../../ui/exams/ExamCard.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { TemporaryBadge } from '../../ui/exams/TemporaryBadge.tsx';

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
  const doings = useExamDoings(exam);
  const compare = useMutation({
    mutationFn: (with_: Exam) => call('viewer.open', { examId: exam.id, compareWith: with_.id }),
  });
  const isNew = exam.isNew || exam.reports.some((report) => report.isNew);
  return (
    <ExamCard
      exam={exam}
      level={3}
      badges={
        <>
          {isNew && <Badge tone="accent">{t('common.new')}</Badge>}
          <TemporaryBadge until={exam.temporaryUntil} />
        </>
      }
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
            <ExamActions name={exam.label} entry={entry} doings={doings} />
          </>
        )
      }
    />
  );
}
