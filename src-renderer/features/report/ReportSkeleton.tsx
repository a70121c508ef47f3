import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../ui/states/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import './report-states.css';

/** A sheet with lines, where the first page will stand; after 300 ms only. */
export function ReportSkeleton() {
  const { t } = useTranslation();
  const isShown = useDelayed();
  return (
    <div className="report-skeleton" role="status" aria-busy="true">
      {isShown && (
        <>
          <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
          <div className="report-skeleton-sheet" aria-hidden>
            {Array.from({ length: 9 }, (_, index) => (
              <div key={index} className="report-skeleton-line" />
            ))}
          </div>
        </>
      )}
    </div>
  );
}
