import { stat } from 'node:fs/promises';
import type { ExamContext } from './images/context.ts';
import { partsOf } from './images/parts.ts';
import { runTasks } from './images/pool.ts';
import type { World, WorldExam } from './world.ts';

export interface ExamFiles {
  readonly examId: string;
  /** DICOM files, absolute if `folder` was, in the order of series and images. */
  readonly files: readonly string[];
  /** Of all DICOM files together. */
  readonly bytes: number;
}

export interface WorldFiles {
  readonly exams: readonly ExamFiles[];
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export function contextOf(world: World, exam: WorldExam): ExamContext | null {
  const patient = world.patients.find(({ id }) => id === exam.patientId);
  const establishment = world.establishments.find(({ id }) => id === exam.establishmentId);
  if (!patient || !establishment) throw new Error(`exam ${exam.key}: no such patient or establishment`);
  if (!exam.images) return null;
  const { key, studyInstanceUid, accessionNumber, label, date, prescriber, radiologist, bodyRegion } = exam;
  return {
    exam: { key, studyInstanceUid, accessionNumber, label, date, prescriber, radiologist, bodyRegion },
    recipe: exam.images,
    patient,
    establishment,
  };
}

/** Makes the images of every exam of the world under `folder`, a folder an exam. The same world gives the same bytes. */
export async function generateWorldFiles(
  world: World,
  folder: string,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<WorldFiles> {
  const contexts = world.exams.flatMap((exam) => {
    const context = contextOf(world, exam);
    return context ? [context] : [];
  });
  // What cannot be cut into many parts comes first, so that no thread is left alone with it at the end.
  const tasks = contexts
    .map((context) => ({ context, parts: partsOf(context.recipe) }))
    .sort((a, b) => a.parts - b.parts)
    .flatMap(({ context, parts }) => Array.from({ length: parts }, (_, part) => ({ context, part, folder })));
  const paths = new Map<string, string[]>();
  let done = 0;
  await runTasks(tasks, ({ context }, made) => {
    paths.set(context.exam.key, [...(paths.get(context.exam.key) ?? []), ...made]);
    done += 1;
    onProgress({ done, total: tasks.length });
  });
  const exams = await Promise.all(
    world.exams.map(async ({ id, key }) => {
      const files = (paths.get(key) ?? []).sort();
      const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
      return { examId: id, files, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
  return { exams };
}
