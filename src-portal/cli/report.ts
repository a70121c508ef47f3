import { validate } from 'uuid';
import { z } from 'zod';
import type { Portal } from '../portal.ts';
import { instantOfStudy } from '../services/exam-date.ts';
import { registerReport, type ReportRefusal } from '../services/report-registry.ts';

const optionsSchema = z.object({
  exam: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(200).default('Compte rendu'),
  date: z.iso.date().optional(),
  author: z.string().trim().min(1).max(200).optional(),
});

/** Of X-rays. */
const firstDay = '1895-01-01';

const words: Readonly<Record<ReportRefusal, string>> = {
  'not-there': 'There is no such file, or it is none.',
  empty: 'The file is empty.',
  'too-large': 'The file is larger than 50 MiB.',
  'not-a-pdf': 'The file is not a PDF.',
  'cut-off': 'The PDF has no end: it was not copied whole.',
  'already-here': 'The exam has this report already.',
  'other-patient': "This report is in another patient's record already.",
};

/** Puts a PDF to an exam. Exit status 2: what was asked for cannot be done, and nothing was changed. */
export async function addReport(
  portal: Portal,
  file: string | undefined,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> {
  if (file === undefined) return refuse('Which PDF?');
  if (options['exam'] === undefined) return refuse('Which exam? --exam tells.');
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error));
  const { exam: named, title, author = null } = parsed.data;
  const date = dateOf(parsed.data.date);
  if (!date) return refuse('A report is not of a day to come, nor from before there were exams.');
  const exams = await examsNamed(portal, named);
  const [exam] = exams;
  if (!exam) return refuse(`There is no exam ${named}.`);
  if (exams.length > 1) {
    const which = exams.map((each) => `  ${each.id}  ${each.label}, ${each.date.toISOString().slice(0, 10)}`);
    return refuse(`${exams.length} exams are called ${named}. Name one by its id:\n${which.join('\n')}`);
  }
  const result = await registerReport(portal.db, portal.reportFiles, {
    file,
    examId: exam.id,
    title,
    date,
    author,
  });
  if (result.kind === 'refused') return refuse(`${file}: ${words[result.reason]}`);
  // The patient and the exam with it: whoever put it to the wrong one sees so.
  console.log(
    JSON.stringify({
      report: result.id,
      bytes: result.bytes,
      title,
      exam: exam.id,
      label: exam.label,
      date: exam.date.toISOString().slice(0, 10),
      patient: exam.patientNumber,
    }),
  );
  return 0;
}

/** Noon of that day where the portal's people live, or now where that is still to come; null for a day that cannot be. */
function dateOf(day: string | undefined): Date | null {
  const now = new Date();
  if (day === undefined) return now;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now);
  if (day < firstDay || day > today) return null;
  const noon = instantOfStudy({ date: day.replaceAll('-', ''), time: '' });
  return noon < now ? noon : now;
}

const examsNamed = ({ db }: Portal, named: string) =>
  db
    .selectFrom('exam')
    .innerJoin('patient', 'patient.id', 'exam.patientId')
    .select(['exam.id', 'exam.label', 'exam.date', 'patient.patientNumber'])
    .where((eb) =>
      eb.or([
        ...(validate(named) ? [eb('exam.id', '=', named)] : []),
        eb('exam.studyInstanceUid', '=', named),
        eb('exam.accessionNumber', '=', named),
      ]),
    )
    .orderBy('exam.date', 'desc')
    .execute();

function refuse(reason: string): number {
  console.error(reason);
  return 2;
}
