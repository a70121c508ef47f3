import { ArrowUpToLine, Images } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endingAccessOf, type Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { isolated } from '../../../src-shared/words-from-elsewhere.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useDownloadFirst, useHold, useKeep, useRemove } from '../../bridge/library.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ConfirmDialog } from '../../ui/frames/ConfirmDialog.tsx';
import { errorWords } from '../../ui/words/error-words.ts';
import { useFormat } from '../../ui/words/format.ts';
import { KeepControl } from '../../ui/exams/KeepControl.tsx';
import { RowCard } from '../../ui/exams/RowCard.tsx';

export interface KeptExamProps {
  readonly entry: LibraryEntry;
  readonly exam: Exam | undefined;
}

/** One exam that is kept or on its way, with what can be done. */
export function KeptExam({ entry, exam }: KeptExamProps) {
  const { t } = useTranslation();
  const open = useOpenImages();
  const keep = useKeep();
  const remove = useRemove();
  const hold = useHold();
  const first = useDownloadFirst();
  const [asking, setAsking] = useState(false);
  const { examId, state, refused } = entry;
  const name = exam?.label ?? t('thisComputer.unknownExam');
  return (
    <RowCard
      title={name}
      headingLevel={3}
      about={
        <>
          <About entry={entry} exam={exam} />
          <Trouble entry={entry} />
        </>
      }
      actions={
        <>
          {exam && state !== 'failed' && (
            <Button
              variant={state === 'kept' ? 'primary' : 'secondary'}
              icon={Images}
              aria-label={t('exams.viewNamed', { title: name })}
              isPending={open.isPending}
              onPress={() => open.mutate(exam)}
            >
              {t('home.viewImages')}
            </Button>
          )}
          {state === 'queued' && (
            <Button
              icon={ArrowUpToLine}
              aria-label={t('thisComputer.firstNamed', { name })}
              onPress={() => first.mutate(examId)}
            >
              {t('thisComputer.first')}
            </Button>
          )}
          {state === 'kept' && refused > 0 && (
            <Button aria-label={t('keep.againNamed', { name })} onPress={() => keep.mutate(examId)}>
              {t('common.retry')}
            </Button>
          )}
          <KeepControl
            entry={entry}
            name={name}
            onKeep={() => keep.mutate(examId)}
            onRemove={() => (state === 'kept' ? setAsking(true) : remove.mutate(examId))}
            onHold={(held) => hold.mutate({ examId, held })}
          />
          {state === 'failed' && (
            <Button
              variant="quiet"
              aria-label={t('keep.removeNamed', { name })}
              onPress={() => remove.mutate(examId)}
            >
              {t('thisComputer.remove.confirm')}
            </Button>
          )}
        </>
      }
    >
      <ConfirmDialog
        title={t('thisComputer.remove.title')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm={t('thisComputer.remove.confirm')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(examId, { onSuccess: () => setAsking(false) })}
      >
        <p>{t('thisComputer.remove.what', { name })}</p>
        <p>{t('thisComputer.remove.stays')}</p>
      </ConfirmDialog>
    </RowCard>
  );
}

function About({ entry, exam }: KeptExamProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // Of a share and an emergency's access, the one that lasts longer is what the exam stays by.
  const access = exam && endingAccessOf(exam);
  const size =
    entry.state === 'kept'
      ? format.bytes(entry.bytes)
      : t('thisComputer.sizeSoFar', {
          size: format.bytes(entry.bytes),
          total: format.bytes(entry.bytesTotal),
        });
  return (
    <p className="ui-muted">
      {exam && `${format.date(exam.date)} · ${isolated(exam.establishment.name)} · `}
      {size}
      {access?.kind === 'shared' && ` · ${t('thisComputer.until', { date: format.date(access.until) })}`}
      {access?.kind === 'temporary' &&
        ` · ${t('thisComputer.untilTemporary', { date: format.dateTime(access.until) })}`}
    </p>
  );
}

/** Why it waits or failed, and what can be done. */
function Trouble({ entry }: Pick<KeptExamProps, 'entry'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, error, missingBytes, refused } = entry;
  if (state === 'kept' && refused > 0)
    return <p className="kept-trouble">{t('thisComputer.refused', { count: refused })}</p>;
  if (state !== 'failed' || !error) return null;
  const words = errorWords(t, { code: error, message: '' });
  return (
    <p className="kept-trouble" role="status">
      {missingBytes === undefined
        ? `${words.what} ${words.remedy}`
        : t('thisComputer.missing', { size: format.bytes(missingBytes) })}
    </p>
  );
}
