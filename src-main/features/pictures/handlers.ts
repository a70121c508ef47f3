import { basename } from 'node:path';
import type { WebContents } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import { dayInName } from '../day-in-name.ts';
import type { ExamCatalogue } from '../exams/exam-catalogue.ts';
import { folderName } from '../save-file.ts';
import { PictureBatches } from './picture-batches.ts';
import type { PicturePlace } from './picture-place.ts';

/** A picture, all pictures of a series, or a film of it, as files. */
export const pictureBatchHandlers = (context: {
  readonly exams: ExamCatalogue;
  readonly picturePlace: (contentsId: number) => PicturePlace;
  readonly contentsOf: (contentsId: number) => WebContents | undefined;
  readonly reveal: (path: string) => void;
  readonly language: () => Language;
}): HandlersOf<'pictures.begin' | 'pictures.put' | 'pictures.end' | 'pictures.reveal'> => {
  const { exams, picturePlace, contentsOf, reveal, language } = context;
  const batches = new PictureBatches();
  const watched = new Set<number>();
  const watch = (owner: number): void => {
    if (watched.has(owner)) return;
    watched.add(owner);
    contentsOf(owner)?.once('destroyed', () => {
      watched.delete(owner);
      void batches.forget(owner);
    });
  };
  return {
    'pictures.begin': async ({ examId, series, extension, count }, { contentsId }) => {
      const exam = await exams.find(examId);
      const parts = [exam.label, dayInName(exam.date), series].filter((part) => part !== '');
      const name = folderName(parts.join(' - '));
      const target = await picturePlace(contentsId)(name, extension, count);
      if (target === null) return { batchId: null };
      watch(contentsId);
      const nameOfOne = textsIn(language()).dialog.imageFile;
      return { batchId: await batches.begin({ owner: contentsId, target, extension, count, nameOfOne }) };
    },
    'pictures.put': ({ batchId, number, bytes }, { contentsId }) =>
      batches.put(contentsId, batchId, number, bytes),
    'pictures.end': async ({ batchId, keep }, { contentsId }) => {
      const path = await batches.end(contentsId, batchId, keep);
      return { name: path === null ? '' : basename(path) };
    },
    'pictures.reveal': ({ batchId }, { contentsId }) => {
      reveal(batches.pathOf(contentsId, batchId));
    },
  };
};
