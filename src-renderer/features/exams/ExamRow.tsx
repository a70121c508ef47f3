import { ChevronRight, FileText, HardDrive, Images, Share2 } from 'lucide-react';
import { memo } from 'react';
import { Button as AriaButton, type KeyboardEvent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/states/Badge.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { modalitiesOf } from '../../ui/words/modality.ts';
import { TemporaryBadge } from '../../ui/exams/TemporaryBadge.tsx';
import { ExamParts, type ExamPartsProps } from './ExamParts.tsx';
import { hasNews } from './filter.ts';
import { toggleExpanded } from './store.ts';

export interface ExamRowProps extends ExamPartsProps {
  readonly isExpanded: boolean;
  /** What stands beside the list is about this exam. */
  readonly isCurrent: boolean;
  /** Which exam of how many this is, counted from 1. */
  readonly position: number;
  readonly total: number;
}

/** One exam: what it is, when and where; pressed, its images and reports with what can be done. */
export const ExamRow = memo(function ExamRow(props: ExamRowProps) {
  const { exam, entry, isExpanded, isCurrent, position, total, onReadReport, sharing } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const kinds = modalitiesOf(exam.modalities).map((kind) => t(`modality.${kind}`));
  return (
    <article
      className="exam ui-slab"
      aria-label={exam.label}
      aria-posinset={position}
      aria-setsize={total}
      data-expanded={isExpanded || undefined}
      data-current={isCurrent || undefined}
    >
      <h3 className="exam-heading">
        <AriaButton
          className="exam-button ui-row-button"
          aria-expanded={isExpanded}
          data-exam-button
          onKeyDown={moveByArrow}
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
              <span className="exam-date-within">{format.shortDate(exam.date)} · </span>
              {kinds.join(', ')} · <bdi>{exam.establishment.name}</bdi>
              {exam.patient && (
                <>
                  {' · '}
                  <bdi>{exam.patient.displayName}</bdi>
                </>
              )}
            </span>
          </span>
          <span className="exam-has">
            {entry?.state === 'kept' && (
              <Badge tone="good" icon={HardDrive}>
                {t('exams.keptHere')}
              </Badge>
            )}
            <TemporaryBadge until={exam.temporaryUntil} />
            {exam.shared && <Badge icon={Share2}>{t('exams.sharedBy', { name: exam.shared.by })}</Badge>}
            <span className="exam-has-kinds">
              {exam.reports.length > 0 && (
                <span className="exam-sign">
                  <FileText aria-hidden className="ui-icon" />
                  <span>{t('exams.report')}</span>
                </span>
              )}
              {exam.imagesAvailable && (
                <span className="exam-sign exam-sign-images">
                  <Images aria-hidden className="ui-icon" />
                  <span>{t('exams.images')}</span>
                </span>
              )}
            </span>
          </span>
        </AriaButton>
      </h3>
      {isExpanded && <ExamParts exam={exam} entry={entry} onReadReport={onReadReport} sharing={sharing} />}
    </article>
  );
});

/** Arrow keys go from exam to exam: a shortcut beside Tab, not instead of it. */
function moveByArrow(event: KeyboardEvent): void {
  const present: unknown = event.currentTarget;
  if (!(present instanceof HTMLElement)) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [
    ...(present.closest('.exams-list')?.querySelectorAll<HTMLElement>('[data-exam-button]') ?? []),
  ];
  const here = buttons.findIndex((button) => button === present);
  const next = step === undefined ? undefined : buttons[here + step];
  if (!next) {
    event.continuePropagation();
    return;
  }
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
