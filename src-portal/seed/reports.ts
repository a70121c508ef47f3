import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportPdf } from './report-layout.ts';
import type { World } from './world.ts';

export interface ReportFile {
  readonly reportId: string;
  /** Path of the PDF, below the given folder. */
  readonly file: string;
}

/** Writes every report of the world as a PDF. */
export async function generateReports(world: World, folder: string): Promise<readonly ReportFile[]> {
  await mkdir(folder, { recursive: true });
  const made: ReportFile[] = [];
  for (const exam of world.exams) {
    const patient = world.patients.find(({ id }) => id === exam.patientId);
    const establishment = world.establishments.find(({ id }) => id === exam.establishmentId);
    if (!patient || !establishment) throw new Error(`exam ${exam.key}: no such patient or establishment`);
    for (const report of exam.reports) {
      const file = join(folder, `${report.id}.pdf`);
      await writeFile(file, await reportPdf({ report, exam, patient, establishment }));
      made.push({ reportId: report.id, file });
    }
  }
  return made;
}
