import { FolderOpen, HardDriveDownload, Images, LockKeyhole } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { useKeep, useRemove } from '../../bridge/library.ts';
import { useExams, useLibrary } from '../../bridge/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useFormat } from '../../ui/format.ts';
import { KeepControl } from '../../ui/KeepControl.tsx';
import { Page } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import './this-computer.css';

export interface ThisComputerPageProps {
  readonly onExams: () => void;
  /** Exams that were imported to this computer. */
  readonly imported?: ReactNode;
}

export function ThisComputerPage({ onExams, imported }: ThisComputerPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const library = useLibrary();
  const exams = useExams();
  const entries = library.data ?? [];
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <Page
      title={t('thisComputer.title')}
      lead={
        entries.length > 0
          ? t('thisComputer.summary', { count: entries.length, size: format.bytes(bytes) })
          : t('thisComputer.lead')
      }
    >
      {library.isPending && <Skeleton lines={3} />}
      {library.isError && !library.data && (
        <ErrorState error={appErrorOf(library.error)} onRetry={() => void library.refetch()} />
      )}
      {library.data?.length === 0 && (
        <EmptyState
          icon={HardDriveDownload}
          title={t('thisComputer.empty')}
          actions={
            <Button variant="primary" icon={FolderOpen} onPress={onExams}>
              {t('thisComputer.toExams')}
            </Button>
          }
        >
          {t('thisComputer.emptyMeaning')}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <>
          <ul className="kept-list">
            {entries.map((entry) => (
              <KeptExam
                key={entry.examId}
                entry={entry}
                exam={exams.data?.items.find(({ id }) => id === entry.examId)}
              />
            ))}
          </ul>
          <p className="kept-note">
            <LockKeyhole aria-hidden className="ui-icon" />
            {t('thisComputer.encrypted')}
          </p>
        </>
      )}
      {imported}
    </Page>
  );
}

interface KeptExamProps {
  readonly entry: LibraryEntry;
  readonly exam: Exam | undefined;
}

function KeptExam({ entry, exam }: KeptExamProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenImages();
  const keep = useKeep();
  const remove = useRemove();
  const [asking, setAsking] = useState(false);
  const name = exam?.label ?? t('thisComputer.unknownExam');
  return (
    <li className="kept">
      <div className="kept-words">
        <h2 className="kept-title">{name}</h2>
        <p className="ui-muted">
          {exam && `${format.date(exam.date)} · ${exam.establishment.name} · `}
          {format.bytes(entry.bytes)}
        </p>
      </div>
      <div className="kept-actions">
        {exam && entry.state === 'kept' && (
          <Button
            variant="primary"
            icon={Images}
            aria-label={t('exams.viewNamed', { title: name })}
            isPending={open.isPending}
            onPress={() => open.mutate(exam)}
          >
            {t('home.viewImages')}
          </Button>
        )}
        <KeepControl
          entry={entry}
          name={name}
          onKeep={() => keep.mutate(entry.examId)}
          onRemove={() => (entry.state === 'kept' ? setAsking(true) : remove.mutate(entry.examId))}
        />
      </div>
      <Dialog
        role="alertdialog"
        title={t('thisComputer.remove.title')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button
              variant="danger"
              isPending={remove.isPending}
              onPress={() => remove.mutate(entry.examId, { onSuccess: () => setAsking(false) })}
            >
              {t('thisComputer.remove.confirm')}
            </Button>
          </>
        }
      >
        <p>{t('thisComputer.remove.what', { name })}</p>
        <p>{t('thisComputer.remove.stays')}</p>
      </Dialog>
    </li>
  );
}
