import { CalendarClock, Share } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { askExport } from '../../bridge/exports.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useKeep, useRemove } from '../../bridge/library.ts';
import { usePacs, useSend, useSending, useStopSending } from '../../bridge/send.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ExamCard } from '../../ui/ExamCard.tsx';
import { KeepControl } from '../../ui/KeepControl.tsx';
import { SendControl } from '../../ui/SendControl.tsx';
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
  const keep = useKeep();
  const remove = useRemove();
  const pacs = usePacs();
  const sending = useSending(exam.id);
  const send = useSend();
  const stop = useStopSending();
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
          <>
            {/* A guest leaves nothing behind: what they saw is gone with their visit. */}
            {!isGuest && (
              <KeepControl
                entry={entry}
                name={exam.label}
                onKeep={() => keep.mutate(exam.id)}
                onRemove={() => remove.mutate(exam.id)}
              />
            )}
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
