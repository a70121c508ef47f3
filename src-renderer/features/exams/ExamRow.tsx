import { ChevronRight, FileText, HardDrive, Images, Share2 } from 'lucide-react';
import { memo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useFormat } from '../../ui/format.ts';
import { modalitiesOf } from '../../ui/modality.ts';
import { ExamParts } from './ExamParts.tsx';
import { hasNews } from './filter.ts';
import { toggleExpanded } from './store.ts';

export interface ExamRowProps {
  readonly exam: Exam;
  readonly entry: LibraryEntry | undefined;
  readonly isExpanded: boolean;
  readonly onReadReport: (examId: string, reportId: string) => void;
  /** Left out where this account cannot share. */
  readonly onSharing: ((examId: string) => void) | undefined;
}

/** One exam: what it is, when and where; pressed, its images and reports with what can be done. */
export const ExamRow = memo(function ExamRow({
  exam,
  entry,
  isExpanded,
  onReadReport,
  onSharing,
}: ExamRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const kinds = modalitiesOf(exam.modalities).map((kind) => t(`modality.${kind}`));
  return (
    <article className="exam" data-expanded={isExpanded || undefined}>
      <h3 className="exam-heading">
        <AriaButton
          className="exam-button"
          aria-expanded={isExpanded}
          data-exam-button
          onPress={() => toggleExpanded(exam.id)}
        >
          <ChevronRight aria-hidden className="ui-icon exam-chevron" />
          <span className="exam-date">{format.shortDate(exam.date)}</span>
          <span className="exam-words">
            <span className="exam-label">
              {exam.label}
              {hasNews(exam) && <Badge tone="accent">{t('common.new')}</Badge>}
            </span>
            <span className="exam-place">
              {kinds.join(', ')} · {exam.establishment.name}
              {exam.patient && ` · ${exam.patient.displayName}`}
            </span>
          </span>
          <span className="exam-has">
            {entry?.state === 'kept' && (
              <Badge tone="good" icon={HardDrive}>
                {t('exams.keptHere')}
              </Badge>
            )}
            {exam.shared && <Badge icon={Share2}>{t('exams.sharedBy', { name: exam.shared.by })}</Badge>}
            <span className="exam-has-kinds">
              {exam.reports.length > 0 && (
                <span title={t('exams.hasReport')}>
                  <FileText aria-label={t('exams.hasReport')} className="ui-icon" />
                </span>
              )}
              {exam.imagesAvailable && (
                <span title={t('exams.hasImages')}>
                  <Images aria-label={t('exams.hasImages')} className="ui-icon" />
                </span>
              )}
            </span>
          </span>
        </AriaButton>
      </h3>
      {isExpanded && (
        <ExamParts exam={exam} entry={entry} onReadReport={onReadReport} onSharing={onSharing} />
      )}
    </article>
  );
});
