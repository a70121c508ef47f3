import type { z } from 'zod';
import type { Exam, NewDocument } from '../../../src-shared/domain/exam.ts';
import type { Series } from '../../../src-shared/domain/series.ts';
import {
  zDocumentPage,
  zExam,
  zExamPage,
  zExamWithSeries,
} from '../../../src-shared/portal-api/generated/zod.gen.ts';
import type { PortalClient } from './client.ts';

export const toExam = ({ sharedBy, sharedUntil, temporaryUntil, ...exam }: z.output<typeof zExam>): Exam => ({
  ...exam,
  shared: sharedBy !== null && sharedUntil !== null ? { by: sharedBy, until: sharedUntil } : null,
  temporaryUntil: temporaryUntil ?? null,
});

/** Every exam that the account may see, newest first. */
export async function listExams(client: PortalClient): Promise<Exam[]> {
  const { items } = await client.getAll('/exams', zExamPage);
  return items.map(toExam);
}

/** Exams that others share with this account, or with this guest. */
export async function listSharedWithMe(client: PortalClient): Promise<Exam[]> {
  const { items } = await client.getAll('/shared-with-me', zExamPage);
  return items.map(toExam);
}

export async function getExam(client: PortalClient, examId: string): Promise<Exam> {
  return toExam(await client.get(`/exams/${encodeURIComponent(examId)}`, zExamWithSeries));
}

/** Which series an exam has. Asking for them is not looking at images: the portal writes down no access. */
export async function listSeries(client: PortalClient, examId: string): Promise<Series[]> {
  const { series } = await client.get(`/exams/${encodeURIComponent(examId)}`, zExamWithSeries);
  return series;
}

/** Images and reports not seen yet, newest first (L3). */
export async function listNewDocuments(client: PortalClient): Promise<NewDocument[]> {
  const { items } = await client.getAll('/documents', zDocumentPage, { new: true });
  return items;
}

export const markDocumentSeen = (client: PortalClient, documentId: string): Promise<void> =>
  client.do('POST', `/documents/${encodeURIComponent(documentId)}/seen`);
