import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { openMedium } from './open-medium.ts';
import type { Medium, MediumFile } from './medium.ts';
import { LeftOutList } from './left-out.ts';
import { scan, type ScanOptions } from './scan.ts';

const disc = join(import.meta.dirname, '../../../../shared/dicom/dicomdir/patient-cd');

const quiet: ScanOptions = {
  here: [],
  signal: new AbortController().signal,
  leftOut: new LeftOutList(),
  onFound: () => undefined,
  onRead: () => undefined,
  onExams: () => Promise.resolve(),
  openArchive: () => Promise.reject(new Error('there is none')),
};

/** The disc, which tells what is read of it. */
async function watched(onBeginning: (path: string) => void): Promise<Medium> {
  const medium = await openMedium([disc], null);
  const watch = (file: MediumFile): MediumFile => ({
    path: file.path,
    size: file.size,
    localPath: file.localPath,
    stream: (scratch) => file.stream(scratch),
    beginning(length) {
      onBeginning(file.path);
      return file.beginning(length);
    },
  });
  return {
    ...medium,
    async *files() {
      for await (const file of medium.files()) yield watch(file);
    },
  };
}

test.skipIf(!existsSync(disc))(
  'a disc’s exams are named before their files are read, and each is ready when its own are',
  async () => {
    const read = new Set<string>();
    const medium = await watched((path) => read.add(path));
    const told: { exams: readonly Exam[]; filesRead: number }[] = [];
    let lastTotal = 0;
    const { drafts } = await scan(medium, {
      ...quiet,
      onRead: (files, total) => {
        lastTotal = total;
        expect(files).toBeLessThanOrEqual(total);
      },
      onExams: (contents, found) => {
        told.push({ exams: contents.exams(found.all()), filesRead: read.size });
        return Promise.resolve();
      },
    });
    const [first, ...later] = told;
    expect(first?.filesRead).toBe(1);
    expect(new Set(first?.exams.map(({ patient }) => patient?.displayName)).size).toBe(4);
    expect(first?.exams.every(({ imagesAvailable }) => !imagesAvailable)).toBe(true);
    const ready = (exams: readonly Exam[]): string[] =>
      exams.filter(({ imagesAvailable }) => imagesAvailable).map(({ id }) => id);
    // The first is ready long before the last: the files of one come after those of another.
    expect(later[0]?.filesRead).toBeLessThan(lastTotal);
    expect(later.map(({ exams }) => ready(exams).length)).toEqual(later.map((_, index) => index + 1));
    // What was announced is what is there, under the ids that it keeps.
    expect(ready(later.at(-1)?.exams ?? []).sort()).toEqual(
      drafts
        .all()
        .map(({ examId }) => examId)
        .sort(),
    );
    const facts = ({ label, date, patient, instanceCount, modalities }: Exam) =>
      [label, date, patient?.displayName, instanceCount, ...[...modalities].sort()].join('|');
    expect(first?.exams.map(facts).sort()).toEqual(later.at(-1)?.exams.map(facts).sort());
  },
);

test('without a table of contents nothing is announced', async () => {
  const medium = await openMedium([import.meta.dirname], null);
  let total: number | null = null;
  const { otherFiles } = await scan(medium, {
    ...quiet,
    onRead: (_, all) => (total = all),
    onExams: () => Promise.reject(new Error('something was announced')),
  });
  expect(otherFiles).toBe(total);
});
