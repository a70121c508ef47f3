/** Exams that were brought to this computer by hand (a CD, a folder) belong to no account and no portal. */
const LOCAL = 'local-';
export const localExamId = (unique: string): string => `${LOCAL}${unique}`;
export const isLocalExamId = (examId: string): boolean => examId.startsWith(LOCAL);

/** A report that came within an imported exam: an instance of it. */
export const localReportId = (examId: string, sopInstanceUid: string): string =>
  `${examId}.${sopInstanceUid}`;
/** The exam of an imported report; null for the portal's. */
export const examOfLocalReport = (reportId: string): string | null =>
  isLocalExamId(reportId) ? (reportId.split('.')[0] ?? null) : null;
