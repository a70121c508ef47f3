import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { ErrorState } from './ErrorState.tsx';

/** A fault of ours in drawing what is inside takes only that from the screen, says so, and can be tried again. */
export const Boundary = ({ children }: { readonly children: ReactNode }) => (
  <ErrorBoundary
    fallbackRender={({ resetErrorBoundary }) => (
      <ErrorState error={{ code: 'internal', message: 'drawing failed' }} onRetry={resetErrorBoundary} />
    )}
  >
    {children}
  </ErrorBoundary>
);
