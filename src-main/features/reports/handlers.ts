import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import { dayInName } from '../day-in-name.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import { fileName } from '../save-file.ts';
import type { SaveAs } from '../save-dialog.ts';
import type { Reports } from './reports.ts';

export const reportHandlers = (context: {
  readonly reports: Reports;
  readonly exams: ExamCatalogue;
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly language: () => Language;
}): HandlersOf<'reports.save'> => ({
  'reports.save': async ({ reportId }, caller) => {
    const t = textsIn(context.language()).dialog;
    const exam = await context.exams.ofReport(reportId);
    const name = exam ? `${t.reportFile} - ${exam.label} - ${dayInName(exam.date)}` : t.reportFile;
    // Before a place is asked for: offline there may be nothing to put there.
    const content = await context.reports.read(reportId);
    const saved = await context.saveAs(caller.contentsId)(
      { title: t.saveReport, fileName: fileName(name, 'pdf'), kind: { name: t.pdf, extension: 'pdf' } },
      () => Promise.resolve(content),
    );
    return { saved };
  },
});
