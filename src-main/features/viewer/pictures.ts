import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import { dayInName } from '../day-in-name.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { SaveAs } from '../save-dialog.ts';
import { fileName } from '../save-file.ts';

/** What a viewer shows, as a file. */
export const pictureHandlers = (context: {
  readonly exams: ExamCatalogue;
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly language: () => Language;
}): HandlersOf<'viewer.savePicture'> => ({
  'viewer.savePicture': async ({ examId, png, named }, caller) => {
    const exam = await context.exams.find(examId);
    const t = textsIn(context.language()).dialog;
    const saved = await context.saveAs(caller.contentsId)(
      {
        title: t.savePicture,
        fileName: fileName(named ? `${exam.label} - ${dayInName(exam.date)}` : t.pictureFile, 'png'),
        kind: { name: t.png, extension: 'png' },
      },
      () => Promise.resolve(png),
    );
    return { saved };
  },
});
