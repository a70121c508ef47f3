import { importFolder } from '../dicomweb/files/import-folder.ts';
import type { Portal } from '../portal.ts';
import { registerStudies } from '../services/exam-registry.ts';

/** Exit status 1: nothing could be taken in. */
export async function importInto(
  portal: Portal,
  folder: string,
  { patient: number }: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> {
  const patient =
    typeof number === 'string'
      ? await portal.db
          .selectFrom('patient')
          .select('id')
          .where('patientNumber', '=', number)
          .executeTakeFirst()
      : undefined;
  if (number !== undefined && !patient) {
    console.error(`There is no patient with the number ${String(number)}.`);
    return 2;
  }
  const { files, studyUids } = await importFolder(portal.images, folder, {
    onFile: (file) => {
      if (file.outcome === 'unreadable') console.error(`${file.path}: ${file.reason}`);
      else if (file.outcome === 'differs')
        console.error(`${file.path}: differs from what is stored; left alone`);
      else if (file.outcome === 'not-taken') console.error(`${file.path}: the archive did not take it`);
    },
  });
  const exams = await registerStudies(
    portal.db,
    portal.images,
    studyUids,
    patient ? { patientId: patient.id } : {},
  );
  const count = (outcome: string): number => files.filter((file) => file.outcome === outcome).length;
  console.log(
    JSON.stringify({
      files: files.length,
      stored: count('stored'),
      alreadyHere: count('already-here'),
      differing: count('differs'),
      otherPatient: count('other-patient'),
      notTaken: count('not-taken'),
      unreadable: count('unreadable'),
      exams: exams.length,
    }),
  );
  return studyUids.length > 0 ? 0 : 1;
}
