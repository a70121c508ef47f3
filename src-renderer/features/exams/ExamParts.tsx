import { BookOpen, Download, Eye, FileText, Images, Share2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Exam, Report } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { useOpenImages, useSaveReport } from '../../bridge/documents.ts';
import { useExamDoings } from '../../bridge/exam-doings.ts';
import { Badge } from '../../ui/states/Badge.tsx';
import { Button } from '../../ui/buttons/Button.tsx';
import { ExamActions } from '../../ui/exams/ExamActions.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { tellDone } from '../../ui/notices/toasts.tsx';

export interface ExamPartsProps {
  readonly exam: Exam;
  readonly entry: LibraryEntry | undefined;
  readonly onReadReport: (examId: string, reportId: string) => void;
  /** Left out where this account cannot share. */
  readonly sharing:
    | {
        readonly online: boolean;
        readonly onShare: (exam: Exam) => void;
        readonly onSharing: (exam: Exam) => void;
      }
    | undefined;
}

/** What an exam is made of, a row each, with what can be done. */
export function ExamParts({ exam, entry, onReadReport, sharing }: ExamPartsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="exam-parts">
      <p className="exam-about">
        {t('exams.about', {
          date: format.date(exam.date),
          place: `${exam.establishment.name}, ${exam.establishment.town}`,
        })}
        {exam.prescriber !== null && ` ${t('exams.prescribedBy', { name: exam.prescriber })}`}
        {exam.radiologist !== null && ` ${t('exams.readBy', { name: exam.radiologist })}`}
        {exam.shared &&
          ` ${t('exams.sharedUntil', { name: exam.shared.by, date: format.date(exam.shared.until) })}`}
        {exam.temporaryUntil !== null &&
          ` ${t('exams.temporaryUntil', { date: format.dateTime(exam.temporaryUntil) })}`}
      </p>
      <ul className="exam-part-list">
        {exam.reports.map((report) => (
          <ReportPart key={report.id} report={report} onRead={() => onReadReport(exam.id, report.id)} />
        ))}
        <ImagesPart exam={exam} entry={entry} />
      </ul>
      {sharing && exam.shared === null && (
        <div className="exam-more">
          <Button
            variant="quiet"
            icon={Share2}
            isDisabled={!sharing.online}
            aria-label={t('exams.shareNamed', { title: exam.label })}
            onPress={() => sharing.onShare(exam)}
          >
            {t('exams.share')}
          </Button>
          <Button
            variant="quiet"
            icon={Eye}
            aria-label={t('exams.sharingNamed', { title: exam.label })}
            onPress={() => sharing.onSharing(exam)}
          >
            {t('exams.sharing')}
          </Button>
          {!sharing.online && <p className="exam-more-offline">{t('sharing.offline')}</p>}
        </div>
      )}
    </div>
  );
}

function ReportPart({ report, onRead }: { readonly report: Report; readonly onRead: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const save = useSaveReport();
  const author = report.author === null ? null : t('exams.by', { name: report.author });
  return (
    <li className="exam-part">
      <FileText aria-hidden className="ui-icon" />
      <div className="exam-part-words">
        <p className="exam-part-title">
          {report.title}
          {report.isNew && <Badge tone="accent">{t('common.new')}</Badge>}
        </p>
        <p className="ui-muted">{[format.shortDate(report.date), author].filter(Boolean).join('\u00a0· ')}</p>
      </div>
      <div className="exam-part-actions">
        <Button
          variant="primary"
          icon={BookOpen}
          aria-label={t('exams.readNamed', { title: report.title })}
          onPress={onRead}
        >
          {t('exams.read')}
        </Button>
        <Button
          icon={Download}
          isPending={save.isPending}
          aria-label={t('exams.saveNamed', { title: report.title })}
          onPress={() =>
            save.mutate(
              { reportId: report.id },
              { onSuccess: (saved) => saved && tellDone(t('exams.reportSaved')) },
            )
          }
        >
          {t('common.save')}
        </Button>
      </div>
    </li>
  );
}

function ImagesPart({ exam, entry }: Pick<ExamPartsProps, 'exam' | 'entry'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = useOpenImages();
  const doings = useExamDoings(exam);
  if (!exam.imagesAvailable)
    return (
      <li className="exam-part">
        <Images aria-hidden className="ui-icon" />
        <div className="exam-part-words">
          <p className="exam-part-title">{t('exams.images')}</p>
          <p className="ui-muted">{t('exams.imagesLater')}</p>
        </div>
      </li>
    );
  return (
    <li className="exam-part">
      <Images aria-hidden className="ui-icon" />
      <div className="exam-part-words">
        <p className="exam-part-title">
          {t('exams.images')}
          {exam.isNew && <Badge tone="accent">{t('common.new')}</Badge>}
        </p>
        <p className="ui-muted">
          {t('exams.imageCount', { count: exam.instanceCount, number: format.number(exam.instanceCount) })} ·{' '}
          {format.bytes(exam.bytes)}
        </p>
      </div>
      <div className="exam-part-actions">
        <Button
          variant="primary"
          icon={Images}
          isPending={open.isPending}
          aria-label={t('exams.viewNamed', { title: exam.label })}
          onPress={() => open.mutate(exam)}
        >
          {t('exams.view')}
        </Button>
        <ExamActions name={exam.label} entry={entry} doings={doings} />
      </div>
    </li>
  );
}
