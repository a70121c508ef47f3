import { mergedNotes } from '../../../src-shared/domain/merge-notes.ts';
import { examNotesSchema, type ImageRef, noNotes } from '../../../src-shared/domain/notes.ts';
import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { DocumentSubject } from '../../dicom/document-module.ts';
import { textsIn } from '../../app/texts.ts';
import type { Broadcast } from '../../ipc/broadcast.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import type { LibraryClient } from '../../library/client.ts';
import { notesKey } from '../../library/documents.ts';
import type { Turns } from '../../library/store/turns.ts';
import type { Session } from '../../session/session.ts';
import { dayInName } from '../day-in-name.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { LocalLibraryOpener } from '../library/local-library.ts';
import type { SaveAs } from '../save-dialog.ts';
import { fileName } from '../save-file.ts';

/** What a person measured, wrote and marked on an exam's images: kept encrypted, and handed out as DICOM. */
export const noteHandlers = (context: {
  readonly session: Session;
  readonly exams: ExamCatalogue;
  readonly library: AccountLibrary;
  readonly local: LocalLibraryOpener;
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly language: () => Language;
  readonly broadcast: Broadcast;
  /** One after the other: two windows may write at once. Who ends the application waits for the last. */
  readonly noteWritings: Turns;
}): HandlersOf<'notes.get' | 'notes.put' | 'notes.export'> => {
  const libraryOf = async (examId: string): Promise<LibraryClient> => {
    if (isLocalExamId(examId)) {
      context.session.assertUnlocked();
      return context.local.opened();
    }
    context.session.assertOpen();
    return context.library.opened();
  };
  const read = async (examId: string) => {
    const found = await (await libraryOf(examId)).getDocument(notesKey(examId), isLocalExamId(examId));
    // Written in another shape by another version: better none than wrong ones.
    return examNotesSchema.safeParse(found?.value).data ?? noNotes;
  };
  /** How many frames each instance of these series has. */
  const framesOf = async (
    examId: string,
    studyInstanceUid: string,
    images: readonly ImageRef[],
  ): Promise<DocumentSubject['framesOf']> => {
    const library = await libraryOf(examId);
    const frames = new Map<string, number>();
    for (const seriesInstanceUid of new Set(images.map((image) => image.seriesInstanceUid))) {
      const headers = await library.instances({ examId, studyInstanceUid, seriesInstanceUid });
      for (const header of headers) frames.set(header.sopInstanceUid, header.frames);
    }
    return (uid) => frames.get(uid) ?? 1;
  };
  const authorOf = (): string => context.session.activeEvenIfLocked?.account.displayName ?? 'e-mage';

  return {
    'notes.get': ({ examId }) => read(examId),
    'notes.put': async ({ examId, base, notes }) => {
      await context.noteWritings.run(async () => {
        // Nothing is kept for an exam that is not this account's.
        await context.exams.find(examId);
        const library = await libraryOf(examId);
        const merged = mergedNotes(base, notes, await read(examId));
        await library.putDocument(notesKey(examId), merged, isLocalExamId(examId));
      });
      context.broadcast('notes.changed', { examId });
    },
    'notes.export': async ({ examId, kind, patient }, caller) => {
      const exam = await context.exams.find(examId);
      const { studyInstanceUid } = exam;
      const notes = await read(examId);
      const images = kind === 'measurements' ? notes.annotations.map(({ image }) => image) : notes.keyImages;
      const t = textsIn(context.language()).dialog;
      const name = kind === 'measurements' ? t.measurementsFile : t.keyImagesFile;
      const saved = await context.saveAs(caller.contentsId)(
        {
          title: kind === 'measurements' ? t.saveMeasurements : t.saveKeyImages,
          fileName: fileName(`${name} - ${exam.label} - ${dayInName(exam.date)}`, 'dcm'),
          kind: { name: t.dicom, extension: 'dcm' },
        },
        async () => {
          const subject: DocumentSubject = {
            studyInstanceUid,
            patient,
            author: authorOf(),
            now: new Date(),
            framesOf: await framesOf(examId, studyInstanceUid, images),
          };
          // dcmjs is large, and rarely needed.
          if (kind === 'key-images') {
            const { keyObjectSelection } = await import('../../dicom/key-objects.ts');
            return keyObjectSelection(images, subject);
          }
          const { measurementReport } = await import('../../dicom/measurement-report.ts');
          return measurementReport(notes.annotations, subject);
        },
      );
      return { saved };
    },
  };
};
