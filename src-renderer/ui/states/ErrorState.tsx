import { CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, ErrorCode } from '../../../src-shared/errors.ts';
import { RetryButton, type Retry } from '../buttons/RetryButton.tsx';
import { errorWords, fetchingErrorWords } from '../words/error-words.ts';
import './states.css';

export interface ErrorStateProps {
  readonly error: AppError;
  readonly onRetry?: Retry | undefined;
  readonly actions?: ReactNode;
  /** It stands in the place of the whole page, title included. */
  readonly isPage?: boolean | undefined;
  /** What could not be fetched is a list or the like, and no document that was asked for. */
  readonly isList?: boolean;
}

const unreachable: ReadonlySet<ErrorCode> = new Set([
  'network-unreachable',
  'portal-not-found',
  'portal-unavailable',
  'timed-out',
  'offline-not-kept',
]);

/** A whole page, or a whole part of one, that could not be shown. */
export function ErrorState({ error, onRetry, actions, isPage, isList = false }: ErrorStateProps) {
  const { t } = useTranslation();
  const words = (isList ? fetchingErrorWords : errorWords)(t, error);
  const Icon = unreachable.has(error.code) ? CloudOff : TriangleAlert;
  const Title = isPage === true ? 'h1' : 'p';
  return (
    <div className="ui-state ui-state-bad" role="alert">
      <span className="ui-state-icon">
        <Icon aria-hidden />
      </span>
      <Title className="ui-state-title">{words.what}</Title>
      <p className="ui-state-text">
        {words.meaning} {words.remedy}
      </p>
      <div className="ui-state-actions">
        {onRetry && <RetryButton variant="primary" onRetry={onRetry} />}
        {actions}
      </div>
    </div>
  );
}
