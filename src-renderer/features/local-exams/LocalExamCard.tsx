import { FileText, Images, Share, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { isolated } from '../../../src-shared/words-from-elsewhere.ts';
import { useOpenImages } from '../../bridge/documents.ts';
import { askExport } from '../../bridge/exports.ts';
import { useRemoveLocalExam } from '../../bridge/imports.ts';
import { Button } from '../../ui/buttons/Button.tsx';
import { ConfirmDialog } from '../../ui/frames/ConfirmDialog.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { modalitiesOf } from '../../ui/words/modality.ts';
import { RowCard } from '../../ui/exams/RowCard.tsx';

/** Shows a report that came with an imported exam. */
export type OnReadReport = (examId: string, reportId: string) => void;

export interface LocalExamCardProps {
  readonly exam: Exam;
  readonly headingLevel: 3 | 4;
  /** Size on the disk; left out while it is being copied, when it can be looked at and nothing else. */
  readonly bytes?: number;
  /** Films and volumes of it whose end is missing. */
  readonly incomplete?: number;
  readonly onReadReport: OnReadReport;
}

/** An exam that was imported, or is on its way in. */
export function LocalExamCard({
  exam,
  headingLevel,
  bytes,
  incomplete = 0,
  onReadReport,
}: LocalExamCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenImages();
  const { reports } = exam;
  const images = exam.instanceCount - reports.length;
  const isArriving = bytes === undefined;
  const facts = [
    // Once it is here it stands under the name.
    isArriving ? isolated(exam.patient?.displayName ?? '') : '',
    format.date(exam.date),
    isolated(exam.establishment.name),
    modalitiesOf(exam.modalities)
      .map((kind) => t(`modality.${kind}`))
      .join(', '),
    images > 0 ? t('localExams.images', { count: images }) : '',
    reports.length > 0 ? t('localExams.reports', { count: reports.length }) : '',
    isArriving ? '' : format.bytes(bytes),
  ].filter((fact) => fact !== '');
  return (
    <RowCard
      title={exam.label}
      headingLevel={headingLevel}
      about={
        <>
          <p className="ui-muted">{facts.join('\u00a0· ')}</p>
          {incomplete > 0 && (
            <p className="local-exam-incomplete">
              <TriangleAlert aria-hidden className="ui-icon" />
              {`${t('import.incomplete', { count: incomplete })}. ${t('import.incompleteMeaning')}`}
            </p>
          )}
        </>
      }
      actions={
        <>
          {exam.imagesAvailable && (
            <Button
              variant="primary"
              icon={Images}
              aria-label={t('localExams.viewNamed', { name: exam.label })}
              isPending={open.isPending}
              onPress={() => open.mutate(exam)}
            >
              {t('localExams.view')}
            </Button>
          )}
          {reports.map((report) => (
            <Button
              key={report.id}
              variant={exam.imagesAvailable ? 'secondary' : 'primary'}
              icon={FileText}
              aria-label={t('localExams.readNamed', { title: report.title, name: exam.label })}
              onPress={() => onReadReport(exam.id, report.id)}
            >
              {reports.length === 1 ? t('localExams.read') : report.title}
            </Button>
          ))}
          {isArriving && !exam.imagesAvailable && <p className="ui-muted">{t('import.unread')}</p>}
          {!isArriving && (
            <Button
              icon={Share}
              aria-label={t('export.actionNamed', { name: exam.label })}
              onPress={() => askExport(exam)}
            >
              {t('export.action')}
            </Button>
          )}
          {!isArriving && <RemoveButton exam={exam} />}
        </>
      }
    />
  );
}

function RemoveButton({ exam }: { readonly exam: Exam }) {
  const { t } = useTranslation();
  const remove = useRemoveLocalExam();
  const [asking, setAsking] = useState(false);
  const name = exam.label;
  return (
    <>
      <Button
        variant="quiet"
        icon={Trash2}
        aria-label={t('localExams.remove.named', { name })}
        onPress={() => setAsking(true)}
      >
        {t('localExams.remove.action')}
      </Button>
      <ConfirmDialog
        title={t('localExams.remove.title')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm={t('localExams.remove.confirm')}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(exam.id, { onSuccess: () => setAsking(false) })}
      >
        <p>{t('localExams.remove.what', { name })}</p>
        <p>{t('localExams.remove.stays')}</p>
      </ConfirmDialog>
    </>
  );
}
