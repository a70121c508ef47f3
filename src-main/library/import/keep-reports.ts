import { ENCAPSULATED_PDF, readEncapsulatedPdf } from '../../dicom/encapsulated-pdf.ts';
import type { Report } from '../../../src-shared/domain/exam.ts';
import { localReportId } from '../../../src-shared/domain/local-exam.ts';
import { instanceKey, reportKey, type ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import { instantOf, type Contents } from './drafts.ts';

/** How many documents of an exam are looked into: more are no reports. */
const MOST = 200;

/**
 * Puts the PDFs that an exam's instances hold beside them, as the reports that they are: read, saved and exported like the
 * portal's. What is written is said to `onWritten`. An instance that holds none stays what it is.
 */
export async function keepReports(
  store: Store,
  examId: string,
  contents: readonly Contents[],
  onWritten: (key: ItemKey) => void,
): Promise<Report[]> {
  const documents = contents.flatMap(({ series, instances }) =>
    instances
      .filter(({ sopClassUid }) => sopClassUid === ENCAPSULATED_PDF)
      .map(({ sopInstanceUid }) => ({ sopInstanceUid, description: series.description })),
  );
  const reports: Report[] = [];
  for (const { sopInstanceUid, description } of documents.slice(0, MOST)) {
    const file = await store.read(instanceKey(examId, sopInstanceUid));
    const found = file && readEncapsulatedPdf(new Uint8Array(file));
    if (!found) continue;
    const id = localReportId(examId, sopInstanceUid);
    const key = reportKey(examId, id);
    await store.write(key, found.pdf);
    onWritten(key);
    await store.flush(key);
    reports.push({
      id,
      documentId: id,
      title: found.title === '' ? description : found.title,
      date: instantOf(found.date, ''),
      author: null,
      bytes: found.pdf.byteLength,
      isNew: false,
    });
  }
  return reports;
}
