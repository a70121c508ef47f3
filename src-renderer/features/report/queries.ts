import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Exam, Report } from '../../../src-shared/domain/exam.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { Series } from '../../../src-shared/domain/series.ts';
import { call } from '../../bridge/call.ts';
import { useLocalExams } from '../../bridge/imports.ts';
import { keys, useExams } from '../../bridge/queries.ts';

export interface ReportContext {
  readonly exam: Exam | null;
  readonly report: Report | null;
}

/** What is known around a report, from the list of exams. */
export function useReportContext(examId: string, reportId: string): ReportContext {
  const isImported = isLocalExamId(examId);
  const listed = useExams(!isImported).data?.items;
  const imported = useLocalExams().data?.map((each) => each.exam);
  const exam = (isImported ? imported : listed)?.find(({ id }) => id === examId) ?? null;
  return { exam, report: exam?.reports.find(({ id }) => id === reportId) ?? null };
}

const noSeries: readonly Series[] = [];

/** The exam's series; none while they are not known, which only means: no links to images. */
export function useSeries(examId: string): readonly Series[] {
  const { data } = useQuery({
    queryKey: ['exam-series', examId],
    queryFn: () => call('exams.series', { examId }),
    staleTime: Infinity,
  });
  return data ?? noSeries;
}

/** Tells the portal that the report was seen, once it really was. */
export function useMarkSeen(report: Report | null, isDrawn: boolean): void {
  const queryClient = useQueryClient();
  const documentId = isDrawn && report?.isNew ? report.documentId : null;
  useEffect(() => {
    if (documentId === null) return;
    const refresh = (): void => {
      void queryClient.invalidateQueries({ queryKey: keys.newDocuments });
      void queryClient.invalidateQueries({ queryKey: keys.exams });
    };
    // The report is on screen whatever comes of this; it stays new until the next time.
    call('documents.markSeen', { documentId }).then(refresh, () => undefined);
  }, [documentId, queryClient]);
}
