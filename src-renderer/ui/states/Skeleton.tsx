import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import './states.css';

const patience = 300;

/** True once something has lasted long enough to be worth showing. */
export function useDelayed(milliseconds = patience): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

export interface SkeletonProps {
  readonly lines?: number;
}

/** Where something will stand. Appears after 300 ms only: what is fast needs no announcement. */
export function Skeleton({ lines = 4 }: SkeletonProps) {
  const { t } = useTranslation();
  const shown = useDelayed();
  return (
    <div className="ui-skeleton" role="status" aria-busy="true">
      {shown && (
        <>
          <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
          {Array.from({ length: lines }, (_, index) => (
            <div key={index} className="ui-skeleton-line" aria-hidden />
          ))}
        </>
      )}
    </div>
  );
}
