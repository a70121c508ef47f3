import { create } from 'zustand';
import type { AppError } from '../../../../src-shared/errors.ts';

export type What = 'image' | 'series' | 'film';

export type Saving =
  | { readonly kind: 'closed' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly batchId: string;
      readonly what: What;
      readonly count: number;
      /** Images that could not be read. */
      readonly missing: number;
      readonly name: string;
    }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Images on their way to files, one saving at a time. */
export const useSaving = create<Saving>(() => ({ kind: 'closed' }));

export const closeSaving = (): void => useSaving.setState({ kind: 'closed' }, true);
export const askSaving = (): void => useSaving.setState({ kind: 'asking' }, true);
