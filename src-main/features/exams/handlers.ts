import { z } from 'zod';
import { documentSchema } from '../../../src-shared/domain/exam.ts';
import { seriesSchema } from '../../../src-shared/domain/series.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { PortalClient } from '../../sources/portal/client.ts';
import { listNewDocuments, listSeries } from '../../sources/portal/exams.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { LocalExams } from '../import/local-exams.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { ExamCatalogue } from './exam-catalogue.ts';
import type { SeenDocuments } from './seen-documents.ts';

export const examHandlers = (context: {
  readonly exams: ExamCatalogue;
  readonly answers: KeptAnswers;
  readonly localExams: Pick<LocalExams, 'find' | 'library'>;
  readonly seen: SeenDocuments;
}): HandlersOf<'exams.list' | 'exams.series' | 'documents.listNew' | 'documents.markSeen'> => ({
  'exams.list': () => context.exams.list(),
  'exams.series': async ({ examId }) => {
    if (isLocalExamId(examId)) {
      const library = await context.localExams.library();
      return library.examImages(await context.localExams.find(examId));
    }
    const ask = (client: PortalClient) => listSeries(client, examId);
    return (await context.answers.get(`series ${examId}`, z.array(seriesSchema), ask)).value;
  },
  'documents.listNew': async () => {
    const { value, freshness } = await context.answers.get(
      'documents.new',
      z.array(documentSchema),
      listNewDocuments,
    );
    return { items: value, freshness };
  },
  'documents.markSeen': ({ documentId }) => context.seen.mark(documentId),
});
