import type { AppError } from '../errors.ts';

/** What a call answers: an expected failure is a value that the caller must look at. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const succeeded = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (error: AppError): Result<never> => ({ ok: false, error });
