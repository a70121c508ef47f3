import { BookOpen, Download, FileText, Images } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NewDocument } from '../../../src-shared/domain/exam.ts';
import { useOpenImages, useSaveReport } from '../../bridge/documents.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { modalitiesOf } from '../../ui/words/modality.ts';
import { tellDone } from '../../ui/notices/toasts.tsx';

export interface NewDocumentCardProps {
  readonly document: NewDocument;
  /** Whose it is, where it is not one's own. */
  readonly patientName: string | null;
  readonly onReadReport: (examId: string, reportId: string) => void;
}

/** Images or a report not yet seen. */
export function NewDocumentCard({ document, patientName, onReadReport }: NewDocumentCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = document.kind === 'images' ? Images : FileText;
  const kinds = modalitiesOf(document.modalities).map((kind) => t(`modality.${kind}`));
  // A report is dated when it was written: under the exam's name, that date alone would be taken for the exam's.
  const date = format.date(document.date);
  return (
    <article className="ui-tile home-card">
      <div className="home-card-head">
        <span className="home-card-icon">
          <Icon aria-hidden className="ui-icon" />
        </span>
        <span className="home-card-kind">
          {document.kind === 'images' ? t('home.images') : t('home.report')}
        </span>
        <Badge tone="accent">{t('common.new')}</Badge>
      </div>
      <div className="home-card-words">
        <h2 className="home-card-title">{document.examLabel}</h2>
        {patientName !== null && <p>{patientName}</p>}
        <p className="ui-muted">
          {kinds.join(', ')} · {document.kind === 'images' ? date : t('home.reportDated', { date })}
        </p>
        <p className="ui-muted">
          {document.establishment.name}, {document.establishment.town}
        </p>
      </div>
      <div className="home-card-actions">
        {document.kind === 'images' ? (
          <ImagesActions document={document} />
        ) : (
          <ReportActions document={document} onReadReport={onReadReport} />
        )}
      </div>
    </article>
  );
}

function ImagesActions({ document }: Pick<NewDocumentCardProps, 'document'>) {
  const { t } = useTranslation();
  const open = useOpenImages();
  return (
    <Button
      variant="primary"
      icon={Images}
      isPending={open.isPending}
      aria-label={t('exams.viewNamed', { title: document.examLabel })}
      onPress={() => open.mutate({ id: document.examId, imagesDocumentId: document.id, isNew: true })}
    >
      {t('home.viewImages')}
    </Button>
  );
}

function ReportActions({ document, onReadReport }: Omit<NewDocumentCardProps, 'patientName'>) {
  const { t } = useTranslation();
  const save = useSaveReport();
  const { reportId, examId, examLabel } = document;
  if (reportId === null) return null;
  return (
    <>
      <Button
        variant="primary"
        icon={BookOpen}
        aria-label={t('home.readNamed', { title: examLabel })}
        onPress={() => onReadReport(examId, reportId)}
      >
        {t('exams.read')}
      </Button>
      <Button
        icon={Download}
        isPending={save.isPending}
        aria-label={t('home.saveNamed', { title: examLabel })}
        onPress={() =>
          save.mutate({ reportId }, { onSuccess: (saved) => saved && tellDone(t('exams.reportSaved')) })
        }
      >
        {t('common.save')}
      </Button>
    </>
  );
}
