import type { ExamContext } from './context.ts';

/** What the pool asks of a worker thread… */
export interface Task {
  readonly id: number;
  readonly context: ExamContext;
  readonly part: number;
  readonly folder: string;
}

/** …and what it answers. */
export type TaskResult =
  | { readonly id: number; readonly paths: readonly string[] }
  | { readonly id: number; readonly failure: string };
