import { Disc3, FileArchive, FolderOpen, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../bridge/call.ts';
import { useChooseImport, useImport, useLocalExams } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { EmptyState } from '../../ui/states/EmptyState.tsx';
import { ErrorState } from '../../ui/states/ErrorState.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { byPatient } from './by-patient.ts';
import { ImportPanel } from './ImportPanel.tsx';
import { LocalExamCard, type OnReadReport } from './LocalExamCard.tsx';
import './local-exams.css';

export interface LocalExamsProps {
  readonly onReadReport: OnReadReport;
}

interface LocalExamsOptions extends LocalExamsProps {
  /** Of each patient's name: below the page's title, or below that of a section. */
  readonly headingLevel: 2 | 3;
}

/** What was brought to this computer by hand, and how to bring more. */
export function LocalExams({ onReadReport, headingLevel }: LocalExamsOptions) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const { t } = useTranslation();
  const format = useFormat();
  const exams = useLocalExams();
  const choose = useChooseImport();
  const { kind } = useImport((imports) => imports.state);
  const isBusy = kind === 'reading' || kind === 'copying';
  return (
    <div className="local-exams">
      <div className="local-exams-open">
        <Button
          variant="primary"
          icon={Disc3}
          isDisabled={isBusy}
          isPending={choose.isPending}
          onPress={() => choose.mutate('folder')}
        >
          {t('localExams.openDisc')}
        </Button>
        <Button icon={FileArchive} isDisabled={isBusy} onPress={() => choose.mutate('file')}>
          {t('localExams.openFile')}
        </Button>
      </div>
      <ImportPanel onReadReport={onReadReport} />
      {exams.isPending && <Skeleton lines={3} />}
      {exams.isError && !exams.data && (
        <ErrorState error={appErrorOf(exams.error)} onRetry={() => exams.refetch()} />
      )}
      {exams.data?.length === 0 && kind === 'idle' && (
        <EmptyState icon={FolderOpen} title={t('localExams.empty')}>
          {t('localExams.emptyMeaning')}
        </EmptyState>
      )}
      {exams.data &&
        byPatient(exams.data).map((patient) => (
          <section key={patient.key} className="local-patient">
            <Heading>
              {patient.name === '' ? t('localExams.unknownPatient') : patient.name}
              {patient.birthDate !== null && (
                <span className="ui-muted">
                  {' '}
                  {t('localExams.born', { date: format.shortDate(patient.birthDate) })}
                </span>
              )}
            </Heading>
            <ul className="ui-row-cards">
              {patient.exams.map(({ exam, bytes, incomplete }) => (
                <LocalExamCard
                  key={exam.id}
                  exam={exam}
                  headingLevel={headingLevel === 2 ? 3 : 4}
                  bytes={bytes}
                  incomplete={incomplete}
                  onReadReport={onReadReport}
                />
              ))}
            </ul>
          </section>
        ))}
      {exams.data !== undefined && exams.data.length > 0 && (
        <p className="ui-footnote">
          <LockKeyhole aria-hidden className="ui-icon" />
          {t('localExams.encrypted')}
        </p>
      )}
    </div>
  );
}
