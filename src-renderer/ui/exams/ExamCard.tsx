import { BookOpen, Images } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { Button } from '../buttons/Button.tsx';
import { useFormat } from '../words/format.ts';
import { modalitiesOf } from '../words/modality.ts';
import './exam-card.css';

export interface ExamCardProps {
  readonly exam: Exam;
  /** Of its heading, below that of the page's part. */
  readonly level: 2 | 3;
  /** Beside its name: days left, where it is kept. */
  readonly badges?: ReactNode;
  /** After the usual words. */
  readonly about?: ReactNode;
  readonly isOpening: boolean;
  readonly onView: () => void;
  readonly onRead: (reportId: string) => void;
  /** Buttons after those for images and report. */
  readonly actions?: ReactNode;
}

/** One exam to be looked at: what, when, where, and at once what can be done with it. */
export function ExamCard(props: ExamCardProps) {
  const { exam, level, badges, about, isOpening, onView, onRead, actions } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const Heading = level === 2 ? 'h2' : 'h3';
  const kinds = modalitiesOf(exam.modalities).map((kind) => t(`modality.${kind}`));
  return (
    <article className="ui-tile" aria-label={exam.label}>
      <header className="exam-card-head">
        <Heading className="exam-card-title">{exam.label}</Heading>
        {badges}
      </header>
      <p className="exam-card-facts">
        <time dateTime={exam.date}>{format.date(exam.date)}</time> · {kinds.join(', ')} ·{' '}
        <bdi>{exam.establishment.name}</bdi>, {exam.establishment.town}
      </p>
      {about}
      {(exam.imagesAvailable || exam.reports.length > 0) && (
        <div className="exam-card-actions">
          {exam.imagesAvailable && (
            <Button
              variant="primary"
              icon={Images}
              isPending={isOpening}
              aria-label={t('exams.viewNamed', { title: exam.label })}
              onPress={onView}
            >
              {t('exams.view')}
            </Button>
          )}
          {exam.reports.map((report) => (
            <Button
              key={report.id}
              icon={BookOpen}
              aria-label={t('examCard.readNamed', { title: report.title })}
              onPress={() => onRead(report.id)}
            >
              {t('examCard.read')}
            </Button>
          ))}
          {actions}
        </div>
      )}
      {!exam.imagesAvailable && <p className="ui-muted">{t('examCard.imagesLater')}</p>}
      {exam.imagesAvailable && exam.reports.length === 0 && (
        <p className="ui-muted">{t('examCard.noReport')}</p>
      )}
    </article>
  );
}
