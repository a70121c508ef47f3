import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addReport } from '../../src-portal/cli/report.ts';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, pdf, people } from './world.ts';

interface Documents {
  readonly items: { id: string; kind: string; examId: string; reportId: string; title: string }[];
}
interface History {
  readonly items: { action: string; exam: { id: string } | null; person: { id: string } }[];
}

describe.each(databases)('an operator who puts a report to an exam, on $name', (database) => {
  let rig: Rig;
  let folder: string;
  beforeAll(async () => {
    rig = await startRig(database);
    folder = await mkdtemp(join(tmpdir(), 'emage-report-'));
  });
  afterAll(async () => {
    await rig.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** A PDF of its own for each word. */
  const pdfOf = (word: string): Buffer => Buffer.concat([pdf, Buffer.from(`% ${word}\n`)]);
  async function add(content: Buffer, options: Record<string, string>) {
    const file = join(folder, 'report.pdf');
    await writeFile(file, content);
    const out = vi.spyOn(console, 'log').mockReturnValue();
    const err = vi.spyOn(console, 'error').mockReturnValue();
    const status = await addReport(rig.portal, file, options);
    const [said, refused] = [out, err].map((spy) => spy.mock.calls.flat().join('\n'));
    vi.restoreAllMocks();
    return { status, said: said ?? '', refused: refused ?? '' };
  }
  const newReports = async (token: string) =>
    (await rig.json<Documents>('/api/v1/documents?new=true', { token })).items.filter(
      ({ title }) => title === 'Compte rendu de relecture',
    );

  it('has it announced to whoever may read it, and their reading stands in the access history', async () => {
    const anne = await rig.as('anne');
    const { status, said } = await add(pdfOf('read again'), {
      exam: exams.anneSouth.study,
      title: 'Compte rendu de relecture',
      date: '2026-03-05',
      author: 'Dr Rita Weber',
    });
    expect(status).toBe(0);
    const told = JSON.parse(said) as { report: string };
    expect(told).toMatchObject({ exam: exams.anneSouth.id, label: 'Échographie', date: '2026-01-10' });

    expect(await newReports(await rig.as('bob'))).toEqual([]);
    const [document, ...more] = await newReports(anne);
    expect(more).toEqual([]);
    expect(document).toMatchObject({ kind: 'report', examId: exams.anneSouth.id, reportId: told.report });
    const exam = await rig.json<object>(`/api/v1/exams/${exams.anneSouth.id}`, { token: anne });
    expect(exam).toMatchObject({
      reports: expect.arrayContaining([
        expect.objectContaining({
          id: told.report,
          author: 'Dr Rita Weber',
          date: '2026-03-05T11:00:00.000Z',
          isNew: true,
        }),
      ]),
    });

    const path = `/api/v1/reports/${told.report}/content`;
    expect((await rig.call(path, { token: await rig.as('bob') })).status).toBe(404);
    const read = await rig.call(path, { token: anne });
    expect(Buffer.from(await read.arrayBuffer())).toEqual(pdfOf('read again'));
    const { items } = await rig.json<History>('/api/v1/access-history', { token: anne });
    expect(items.filter(({ action }) => action === 'viewed-report')).toEqual([
      expect.objectContaining({
        exam: expect.objectContaining({ id: exams.anneSouth.id }),
        person: expect.objectContaining({ id: people.anne.id }),
      }),
    ]);
    await rig.call(`/api/v1/documents/${document?.id}/seen`, { method: 'POST', token: anne });
    expect(await newReports(anne)).toEqual([]);
  });

  it('takes the exam by its id and by its accession number, where that names one', async () => {
    await rig.portal.db
      .updateTable('exam')
      .set({ accessionNumber: 'A1' })
      .where('id', 'in', [exams.anneNorth.id, exams.bobNorth.id])
      .execute();
    const of = exams.anneNorth;
    expect(await add(pdfOf('by number'), { exam: 'A1' })).toMatchObject({
      status: 2,
      refused: expect.stringMatching(/^2 exams are called A1\.[^]*Scanner du thorax, 2026-03-03/),
    });
    await rig.portal.db
      .updateTable('exam')
      .set({ accessionNumber: 'B2' })
      .where('id', '=', exams.bobNorth.id)
      .execute();
    for (const exam of ['A1', of.id])
      expect((await add(pdfOf(exam), { exam })).said, exam).toContain(`"exam":"${of.id}"`);
  });

  it.each([
    ['what is none', Buffer.from('<html>'), {}, 'not a PDF'],
    ['an empty one', Buffer.alloc(0), {}, 'empty'],
    ['one that was not copied whole', pdf.subarray(0, -6), {}, 'not copied whole'],
    ['one that is far too large', Buffer.alloc(50 * 1024 * 1024 + 1), {}, 'larger than 50 MiB'],
    ['what the exam has', pdfOf('read again'), {}, 'has this report already'],
    ["another patient's", pdfOf('read again'), { exam: exams.bobNorth.id }, "another patient's record"],
    ['an exam that is none', pdfOf('new'), { exam: '1.2.3' }, 'no exam 1.2.3'],
    ['a day that is none', pdfOf('new'), { date: '2026-02-30' }, 'date'],
    ['a day to come', pdfOf('new'), { date: '2999-01-01' }, 'a day to come'],
    ['a title of nothing', pdfOf('new'), { title: ' ' }, 'title'],
  ])('refuses %s, and keeps nothing of it', async (_what, content, options, word) => {
    const kept = () => readdir(join(rig.portal.config.data, 'reports'), { recursive: true });
    const before = await kept();
    expect(await add(content, { exam: exams.anneSouth.id, ...options })).toMatchObject({
      status: 2,
      said: '',
      refused: expect.stringContaining(word),
    });
    expect(await kept()).toEqual(before);
  });

  it('says what it needs', async () => {
    const err = vi.spyOn(console, 'error').mockReturnValue();
    expect([await addReport(rig.portal, undefined, {}), await addReport(rig.portal, 'a.pdf', {})]).toEqual([
      2, 2,
    ]);
    expect(await addReport(rig.portal, join(folder, 'none.pdf'), { exam: exams.bobNorth.id })).toBe(2);
    expect(err.mock.calls.flat()).toEqual([
      'Which PDF?',
      'Which exam? --exam tells.',
      expect.stringContaining('no such file'),
    ]);
    vi.restoreAllMocks();
  });
});
