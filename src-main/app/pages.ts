import type { OpenViewerInput } from '../../src-shared/ipc/schemas/exams.ts';

/** The privileged schemes: our pages, and the data that is too large for a call. */
export const pageScheme = 'app';
export const dataScheme = 'emage-data';
const pageHost = 'main';
export const pageOrigin = `${pageScheme}://${pageHost}`;

export const shellPage = `${pageOrigin}/index.html`;

/** A viewer window that waits to be told what it shows (`viewer.begin`). */
export const viewerWithoutExam = `${pageOrigin}/viewer.html`;

/** Is this a viewer window's page, with an exam or without? */
export const isViewer = (address: string): boolean => new URL(address).pathname === '/viewer.html';

/** A viewer window learns from its address which exam it shows, which image first, and which report or other exam beside it. */
export function viewerQuery({ examId, at, reportId, compareWith }: OpenViewerInput): string {
  const query = new URLSearchParams({ exam: examId });
  if (at) {
    query.set('series', at.seriesInstanceUid);
    query.set('image', String(at.image));
  }
  if (reportId !== undefined) query.set('report', reportId);
  if (compareWith !== undefined) query.set('with', compareWith);
  return `?${query.toString()}`;
}

/** Is this one of our own pages? */
export function isOurPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost && username === '' && password === '';
}
