import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { CallInput } from '../../src-shared/ipc/channels.ts';
import type { Exam } from '../../src-shared/domain/exam.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';

/** Opens an exam in a viewer window, and remembers that its images were seen. */
export const useOpenImages = (): UseMutationResult<
  void,
  Error,
  /** `reportId`: shown beside the images. */
  Pick<Exam, 'id' | 'imagesDocumentId' | 'isNew'> & { readonly reportId?: string }
> => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (exam) => {
      await call('viewer.open', { examId: exam.id, ...(exam.reportId && { reportId: exam.reportId }) });
      // Not worth a message: the exam stays marked as new, no more.
      if (exam.imagesDocumentId !== null && exam.isNew)
        await call('documents.markSeen', { documentId: exam.imagesDocumentId }).catch(() => undefined);
    },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.newDocuments }),
        queryClient.invalidateQueries({ queryKey: keys.exams }),
      ]),
  });
};

/** Asks where to put the PDF; `false` where the person changed their mind. */
export const useSaveReport = (): UseMutationResult<boolean, Error, CallInput<'reports.save'>> =>
  useMutation({ mutationFn: async (input) => (await call('reports.save', input)).saved });
