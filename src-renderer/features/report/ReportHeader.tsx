import { ArrowLeft, Download, Images } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/buttons/Button.tsx';
import { useFormat } from '../../ui/words/format.ts';
import { IconButton } from '../../ui/buttons/IconButton.tsx';
import type { ReportContext } from './queries.ts';

export interface ReportHeaderProps {
  readonly context: ReportContext;
  readonly onBack: () => void;
  readonly onSave: () => void;
  /** Null where there are no images to see. */
  readonly onImages: (() => void) | null;
}

export function ReportHeader({ context: { exam, report }, onBack, onSave, onImages }: ReportHeaderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  // The page is new: a screen reader starts at its title.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const details = [
    report && report.title !== exam?.label && exam?.label,
    exam && format.shortDate(exam.date),
    report?.author && t('report.by', { author: report.author }),
  ].filter((part) => typeof part === 'string');

  return (
    <header className="report-header">
      <IconButton label={t('report.back')} icon={ArrowLeft} onPress={onBack} />
      <div className="report-header-words">
        <h1 ref={heading} tabIndex={-1} className="report-header-title">
          {report?.title ?? t('report.title')}
        </h1>
        <p className="report-header-details">{details.join('\u00a0· ')}</p>
      </div>
      <div className="report-header-actions">
        <span className="report-header-wide">
          <Button icon={Download} onPress={onSave}>
            {t('report.save')}
          </Button>
          {onImages && (
            <Button variant="primary" icon={Images} onPress={onImages}>
              {t('report.seeImages')}
            </Button>
          )}
        </span>
        <span className="report-header-narrow">
          <IconButton label={t('report.save')} icon={Download} onPress={onSave} />
          {onImages && <IconButton label={t('report.seeImages')} icon={Images} onPress={onImages} />}
        </span>
      </div>
    </header>
  );
}
