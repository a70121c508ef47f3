import { useEffect, useRef, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { ErrorState } from './ErrorState.tsx';

export interface BoundaryProps {
  /** What is inside is all that the window shows, but for its menu. */
  readonly isPage?: boolean;
  readonly children: ReactNode;
}

/** A fault of ours in drawing what is inside takes only that from the screen, says so, and can be tried again. */
export const Boundary = ({ isPage, children }: BoundaryProps) => (
  <ErrorBoundary
    fallbackRender={({ resetErrorBoundary }) => <NotDrawn isPage={isPage} onRetry={resetErrorBoundary} />}
  >
    {children}
  </ErrorBoundary>
);

interface NotDrawnProps {
  readonly isPage: boolean | undefined;
  readonly onRetry: () => void;
}

/** What had the focus is gone, and what would have taken it never came: the next Tab is to begin here. */
function NotDrawn({ isPage, onRetry }: NotDrawnProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={place} tabIndex={-1} className="ui-not-drawn">
      <ErrorState
        error={{ code: 'not-drawn', message: 'drawing failed' }}
        isPage={isPage}
        onRetry={onRetry}
      />
    </div>
  );
}
