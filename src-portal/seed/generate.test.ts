import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.ts';
import { contextOf, generateWorldFiles, type Progress } from './generate.ts';
import { makePart } from './images/make.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-seed-test-'));
  folders.push(folder);
  return folder;
}

describe('the files of the world', () => {
  const whole = buildWorld();
  const world = {
    ...whole,
    exams: whole.exams.filter(({ key }) => ['leo-dx-hand', 'leo-us-kidney'].includes(key)),
  };

  it('lie in a folder an exam, as many as promised, and tell how far they are', async () => {
    const steps: Progress[] = [];
    const { exams } = await generateWorldFiles(world, await temporary(), (progress) => steps.push(progress));
    expect(steps).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
    for (const { examId, files, bytes } of exams) {
      const exam = world.exams.find(({ id }) => id === examId);
      expect(files).toHaveLength(exam?.instanceCount ?? -1);
      const lengths = await Promise.all(files.map(async (path) => (await readFile(path)).length));
      expect(bytes).toBe(lengths.reduce((sum, length) => sum + length, 0));
    }
    const paths = exams.flatMap(({ files }) => files);
    expect(paths.map((path) => basename(path))).toEqual(['01-001.dcm', '02-001.dcm']);

    // The same bytes as in this thread.
    const exam = world.exams.find(({ key }) => key === 'leo-dx-hand');
    const context = exam && contextOf(world, exam);
    const [file] = context ? await makePart(context, 0) : [];
    expect(file?.bytes.equals(await readFile(paths[0] ?? ''))).toBe(true);
  });

  it('fail as a whole when they cannot be written', async () => {
    await expect(generateWorldFiles(world, '/dev/null/nowhere')).rejects.toThrow(/ENOTDIR/);
  });
});
