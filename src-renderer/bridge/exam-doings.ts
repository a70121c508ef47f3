import type { Exam } from '../../src-shared/domain/exam.ts';
import type { ExamDoings } from '../ui/exams/ExamActions.tsx';
import { askExport } from './exports.ts';
import { useKeep, useRemove } from './library.ts';
import { usePacs, useSend, useSending, useStopSending } from './send.ts';

/** Keep, export, send: the same on every page that shows an exam. */
export function useExamDoings(exam: Exam): ExamDoings {
  const keep = useKeep();
  const remove = useRemove();
  const pacs = usePacs() ?? null;
  const sending = useSending(exam.id);
  const send = useSend();
  const stop = useStopSending();
  return {
    onKeep: () => keep.mutate(exam.id),
    onRemove: () => remove.mutate(exam.id),
    onExport: () => askExport(exam),
    pacs,
    sending,
    onSend: () => send.mutate(exam.id),
    onStopSending: () => stop.mutate(exam.id),
  };
}
