import type { TFunction } from 'i18next';
import type { AppError, ErrorCode } from '../../../src-shared/errors.ts';

export interface ErrorWords {
  readonly what: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** The one place that turns an error into words: what happened, what it means for me, what I can do. */
export function errorWords(t: TFunction, error: AppError): ErrorWords {
  const words = {
    what: t(`errors.${error.code}.what`),
    meaning: t(`errors.${error.code}.meaning`),
    remedy: t(`errors.${error.code}.remedy`),
  };
  if (error.code === 'wrong-credentials' && error.attemptsLeft !== undefined)
    return { ...words, meaning: t('errors.attemptsLeft', { count: error.attemptsLeft }) };
  if (error.code === 'access-code-wrong' && error.attemptsLeft !== undefined)
    return { ...words, meaning: t('errors.codesLeft', { count: error.attemptsLeft }) };
  if (error.code === 'password-rejected' && error.reasons !== undefined && error.reasons.length > 0)
    return {
      ...words,
      meaning: error.reasons.map((reason) => t(`errors.passwordReasons.${reason}`)).join(' '),
    };
  return words;
}

/** Of a document or a share that one asked for each says what became of it; of a part of a page none does. */
const refused: ReadonlySet<ErrorCode> = new Set([
  'request-refused',
  'not-allowed',
  'not-found',
  'share-expired',
  'share-stopped',
  'share-codes-used-up',
]);

/** For a list, or another part of a page, that could not be fetched: nobody typed anything, and no document is meant. */
export function fetchingErrorWords(t: TFunction, error: AppError): ErrorWords {
  if (!refused.has(error.code)) return errorWords(t, error);
  return {
    what: t('errors.fetching.what'),
    meaning: t('errors.fetching.meaning'),
    remedy: t('errors.fetching.remedy'),
  };
}

/** Where someone who is signed in types their password once more: no user name is wrong, and they stay signed in. */
export const ownPasswordWords = (
  t: TFunction,
  error: AppError,
  meaning: string,
): Partial<ErrorWords> | undefined =>
  error.code === 'wrong-credentials'
    ? {
        what: t('lock.wrongPassword'),
        remedy: t('lock.wrongRemedy'),
        ...(error.attemptsLeft === undefined && { meaning }),
      }
    : undefined;
