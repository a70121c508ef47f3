import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useExamDoings } from '../../bridge/exam-doings.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { ExamActions } from '../../ui/exams/ExamActions.tsx';
import { ExamCard } from '../../ui/exams/ExamCard.tsx';
import { daysLeft } from './days-left.ts';

export interface SharedExamProps {
  readonly exam: Exam;
  readonly isGuest: boolean;
  readonly entry: LibraryEntry | undefined;
  readonly onReadReport: (examId: string, reportId: string) => void;
}

const soon = 3;

export function SharedExam({ exam, isGuest, entry, onReadReport }: SharedExamProps) {
  const { t } = useTranslation();
  const open = useOpenImages();
  const doings = useExamDoings(exam);
  const { shared } = exam;
  const days = shared === null ? null : daysLeft(shared.until, new Date());
  return (
    <ExamCard
      exam={exam}
      level={2}
      isOpening={open.isPending}
      onView={() => open.mutate(exam)}
      onRead={(reportId) => onReadReport(exam.id, reportId)}
      badges={
        days !== null && (
          <Badge tone={days <= soon ? 'warn' : 'neutral'} icon={CalendarClock}>
            {days === 0 ? t('sharedWithMe.lastDay') : t('sharedWithMe.daysLeft', { count: days })}
          </Badge>
        )
      }
      about={shared !== null && !isGuest && <p>{t('sharedWithMe.by', { name: shared.by })}</p>}
      actions={
        exam.imagesAvailable && (
          // A guest leaves nothing behind: what they saw is gone with their visit.
          <ExamActions name={exam.label} entry={entry} doings={doings} mayKeep={!isGuest} />
        )
      }
    />
  );
}
