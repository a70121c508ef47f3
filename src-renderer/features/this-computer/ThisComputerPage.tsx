import { FolderOpen, HardDriveDownload, LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { appErrorOf } from '../../bridge/call.ts';
import { useExams, useKeptExams, useLibrary, useLibraryUsage } from '../../bridge/queries.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Page } from '../../ui/frames/Page.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { Downloads } from './Downloads.tsx';
import { KeptExam } from './KeptExam.tsx';
import { LookedAt } from './LookedAt.tsx';
import { Repairs } from './Repairs.tsx';
import { Space } from './Space.tsx';
import './this-computer.css';

export interface ThisComputerPageProps {
  readonly onExams: () => void;
  /** Exams of another way than the portal's, e.g. from a CD. */
  readonly imported?: ReactNode;
}

/** What lies on this computer, what is on its way, and what takes how much. */
export function ThisComputerPage({ onExams, imported }: ThisComputerPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const library = useLibrary();
  const exams = useExams();
  const kept = useKeptExams();
  const usage = useLibraryUsage();
  const entries = library.data ?? [];
  // What is still on its way, or could not be kept, is not to be counted upon without a connection.
  const complete = entries.filter(({ state }) => state === 'kept');
  const bytes = complete.reduce((sum, entry) => sum + entry.bytes, 0);
  const examOf = (examId: string | null): Exam | undefined =>
    [...(exams.data?.items ?? []), ...(kept.data ?? [])].find(({ id }) => id === examId);
  return (
    <Page
      title={t('thisComputer.title')}
      lead={
        complete.length > 0
          ? t('thisComputer.summary', { count: complete.length, size: format.bytes(bytes) })
          : t('thisComputer.lead')
      }
    >
      <Repairs />
      <Downloads />
      {library.isPending && <Skeleton lines={3} />}
      {library.isError && !library.data && (
        <ErrorState error={appErrorOf(library.error)} onRetry={() => library.refetch()} />
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
        <section className="ui-section" aria-labelledby="kept-exams">
          <h2 id="kept-exams">{t('thisComputer.kept')}</h2>
          <ul className="ui-row-cards">
            {entries.map((entry) => (
              <KeptExam key={entry.examId} entry={entry} exam={examOf(entry.examId)} />
            ))}
          </ul>
        </section>
      )}
      {imported}
      {usage.data && <LookedAt usage={usage.data} examOf={examOf} />}
      {usage.data && <Space usage={usage.data} />}
      <p className="ui-footnote">
        <LockKeyhole aria-hidden className="ui-icon" />
        {t('thisComputer.encrypted')}
      </p>
    </Page>
  );
}
