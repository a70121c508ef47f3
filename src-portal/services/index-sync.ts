import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { ImageStore } from '../dicomweb/image-store.ts';
import { registerStudies } from './exam-registry.ts';

/**
 * Makes the exams of studies whose images lie here and that nobody made an exam of, and counts again where an exam says
 * otherwise: the process that took the images in ended before. Answers how many.
 */
export async function syncIndex(db: Database, images: ImageStore): Promise<number> {
  const { rows } = await sql<{ studyUid: string }>`
    select image_study.study_uid from image_study left join exam on exam.study_instance_uid = image_study.study_uid
    where exam.id is null or exam.without_reports is null or exam.instance_count <> image_study.instance_count`.execute(
    db,
  );
  const made = await registerStudies(
    db,
    images,
    rows.map((row) => row.studyUid),
  );
  return made.length;
}
