import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../src-shared/errors.ts';
import { RetryButton, type Retry } from '../buttons/RetryButton.tsx';
import { errorWords, fetchingErrorWords, type ErrorWords } from '../words/error-words.ts';
import { Notice } from './Notice.tsx';

export interface ErrorNoticeProps {
  readonly error: AppError;
  /** Where this place knows better than the error what happened. */
  readonly knowing?: Partial<ErrorWords> | undefined;
  readonly onRetry?: Retry | undefined;
  readonly actions?: ReactNode;
  /** A part of the page that could not be fetched; nobody pressed anything: it is read out when there is time, and the page stays where it is. */
  readonly isUnasked?: boolean;
}

/** A failure in a place of its own on a page: three sentences and a way on. */
export function ErrorNotice({ error, knowing, onRetry, actions, isUnasked = false }: ErrorNoticeProps) {
  const { t } = useTranslation();
  const words = { ...(isUnasked ? fetchingErrorWords : errorWords)(t, error), ...knowing };
  return (
    <Notice
      tone="bad"
      live={isUnasked ? 'polite' : 'assertive'}
      title={words.what}
      meaning={words.meaning}
      remedy={words.remedy}
      actions={
        (onRetry ?? actions) === undefined ? undefined : (
          <>
            {onRetry && <RetryButton onRetry={onRetry} />}
            {actions}
          </>
        )
      }
    />
  );
}
