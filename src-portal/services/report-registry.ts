import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import type { Database, Queryable } from '../db/database.ts';
import type { ReportFiles } from './report-files.ts';

/** Scans of many pages included. The application reads a report as a whole. */
const mostBytes = 50 * 1024 * 1024;
/** Where readers look for a PDF's first and last words (ISO 32000-2, annex I). */
const lookedAt = 1024;

export interface NewReport {
  /** Of the PDF. */
  readonly file: string;
  readonly examId: string;
  readonly title: string;
  readonly date: Date;
  readonly author: string | null;
}

export type ReportRefusal =
  'not-there' | 'empty' | 'too-large' | 'not-a-pdf' | 'cut-off' | 'already-here' | 'other-patient';

export type RegisteredReport =
  | { readonly kind: 'added'; readonly id: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly reason: ReportRefusal };

/**
 * Puts a PDF to an exam and announces it. The same PDF does not come twice to one exam, nor to two patients: it would be
 * somebody else's.
 */
export async function registerReport(
  db: Database,
  files: ReportFiles,
  { file, examId, title, date, author }: NewReport,
): Promise<RegisteredReport> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return refused('not-there');
  // Before it is read: it may be a film.
  if (found.size > mostBytes) return refused('too-large');
  const content = await readFile(file);
  const unfit = unfitnessOf(content);
  if (unfit) return refused(unfit);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const id = uuid();
  try {
    return await db.transaction().execute(async (trx) => {
      const misplaced = await whereElse(trx, examId, sha256);
      if (misplaced) return refused(misplaced);
      const facts = await files.adopt(id, file);
      await trx
        .insertInto('report')
        .values({ id, examId, title, date, author, ...facts })
        .execute();
      await trx
        .insertInto('document')
        .values({ id: uuid(), examId, reportId: id, availableSince: new Date() })
        .execute();
      return { kind: 'added', id, bytes: facts.bytes } as const;
    });
  } catch (error) {
    await files.discard(id);
    throw error;
  }
}

const refused = (reason: ReportRefusal): RegisteredReport => ({ kind: 'refused', reason });

function unfitnessOf(content: Buffer): ReportRefusal | null {
  if (content.byteLength === 0) return 'empty';
  if (!content.subarray(0, lookedAt).includes('%PDF-')) return 'not-a-pdf';
  return content.subarray(-lookedAt).includes('%%EOF') ? null : 'cut-off';
}

/** Two commands at once wait for each other: the second finds what the first has put there. */
async function whereElse(trx: Queryable, examId: string, sha256: string): Promise<ReportRefusal | null> {
  const { patientId } = await trx
    .selectFrom('exam')
    .select('patientId')
    .where('id', '=', examId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const same = await trx
    .selectFrom('report')
    .innerJoin('exam', 'exam.id', 'report.examId')
    .select(['exam.id as examId', 'exam.patientId'])
    .where('report.sha256', '=', sha256)
    .execute();
  if (same.some((report) => report.examId === examId)) return 'already-here';
  return same.some((report) => report.patientId !== patientId) ? 'other-patient' : null;
}
