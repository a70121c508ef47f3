import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { ImportState } from '../../../src-shared/domain/import.ts';
import { localReportId } from '../../../src-shared/domain/local-exam.ts';
import { LocalLibrary } from '../local-library.ts';
import { dicomFile } from '../testing.ts';
import { Importer, type ImportSource } from './importer.ts';
import { LiveSource } from './live-source.ts';
import { encapsulatedFile, zipOf } from './testing.ts';

const shared = join(import.meta.dirname, '../../../../shared/dicom');
const present = existsSync(shared);

let folder: string;
let library: LocalLibrary;
let live: LiveSource;
let importer: Importer;
let states: ImportState[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-import-'));
  live = new LiveSource();
  library = await LocalLibrary.open({ folder: join(folder, 'library'), libraryKey: randomBytes(32) }, live);
  states = [];
  importer = new Importer({ library: () => library, live, onState: (state) => states.push(state) });
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

const settled = async (): Promise<ImportState> => {
  await expect
    .poll(() => importer.state.kind, { timeout: 60_000, interval: 20 })
    .not.toMatch(/^(reading|copying)$/);
  return importer.state;
};
async function imported(paths: readonly string[], name: ImportSource['name'] = null) {
  importer.start({ paths, name });
  const state = await settled();
  if (state.kind !== 'done') throw new Error(`ended as ${JSON.stringify(state)}`);
  return state;
}
const reasons = (state: Extract<ImportState, { kind: 'done' }>): Record<string, number> =>
  Object.fromEntries(state.leftOut.map(({ reason, count }) => [reason, count]));
const inFolder = async (name: string, files: Record<string, Uint8Array | string>): Promise<string> => {
  const root = join(folder, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
};

describe.skipIf(!present)('a patient’s CD', () => {
  test('comes in exam by exam, patient by patient, byte for byte', async () => {
    const state = await imported([join(shared, 'dicomdir/patient-cd')], 'CD');
    const patients = new Set(state.imported.map(({ exam }) => exam.patient?.displayName));
    expect(patients.size).toBe(4);
    expect(state.leftOut).toEqual([]);
    expect(state.otherFiles).toBe(4);

    const sums = async (path: string): Promise<string> =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    const onDisc = new Set<string>();
    for (const entry of await readdir(join(shared, 'dicomdir/patient-cd'), {
      recursive: true,
      withFileTypes: true,
    }))
      if (entry.isFile()) onDisc.add(await sums(join(entry.parentPath, entry.name)));
    let read = 0;
    for (const { exam } of library.list()) {
      for (const { seriesInstanceUid } of await library.shelf.studies.series(exam)) {
        const { id: examId, studyInstanceUid } = exam;
        const instances = await library.shelf.studies.instances(examId, studyInstanceUid, seriesInstanceUid);
        for (const { sopInstanceUid } of instances) {
          const ref = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid };
          const wish = { priority: 0, signal: new AbortController().signal };
          const bytes = new Uint8Array(await library.shelf.images.get(ref, wish));
          expect(onDisc).toContain(createHash('sha256').update(bytes).digest('hex'));
          read += 1;
        }
      }
    }
    expect(read).toBe(state.imported.reduce((sum, { added }) => sum + added, 0));
  });

  test('a second time brings nothing new, and says so', async () => {
    const first = await imported([join(shared, 'dicomdir/pydicom-cd')]);
    const again = await imported([join(shared, 'dicomdir/pydicom-cd/DICOMDIR')]);
    const count = (state: typeof first): number => state.imported.reduce((sum, { added }) => sum + added, 0);
    expect(count(first)).toBe(31);
    expect(count(again)).toBe(0);
    expect(again.imported.reduce((sum, { known }) => sum + known, 0)).toBe(31);
    expect(library.list()).toHaveLength(first.imported.length);
  });

  test('shows before it is copied', async () => {
    const ids: string[] = [];
    importer = new Importer({
      library: () => library,
      live,
      onState: (state) => {
        states.push(state);
        if (state.kind === 'copying' && ids.length === 0) ids.push(...state.exams.map(({ id }) => id));
      },
    });
    importer.start({ paths: [join(shared, 'dicomdir/patient-cd')], name: null });
    await expect.poll(() => ids.length, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0);
    const copying = states.find((state) => state.kind === 'copying');
    if (copying?.kind !== 'copying') throw new Error('never copying');
    const exam = copying.exams.at(-1);
    if (!exam) throw new Error('no exam');
    const [series] = await library.shelf.studies.series(exam);
    expect(series?.instanceCount).toBeGreaterThan(0);
    await settled();
  });
});

test.skipIf(!present)('a report within an exam is kept as the PDF that it is, and goes with it', async () => {
  const file = join(shared, 'encapsulated/pdf.dcm');
  const state = await imported([file]);
  const [exam] = state.imported.map((each) => each.exam);
  const [report] = exam?.reports ?? [];
  if (!exam || !report) throw new Error('no report');
  expect(exam).toMatchObject({ instanceCount: 1, imagesAvailable: false });
  expect(report.id).toBe(localReportId(exam.id, report.id.slice(exam.id.length + 1)));
  const pdf = Buffer.from(await library.report(exam.id, report.id));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await readFile(file)).includes(pdf)).toBe(true);
  // Also where nothing but what is known already comes again.
  const again = await imported([file]);
  expect(again.imported[0]?.exam.reports).toEqual(exam.reports);
  await library.remove(exam.id);
  await expect(library.report(exam.id, report.id)).rejects.toMatchObject({
    error: { code: 'imported-file-lost' },
  });
  expect(await readdir(join(folder, 'library/kept'))).toEqual([]);
});

test.skipIf(!present)(
  'the whole of the test data: all that is sound comes in, the rest is told',
  { timeout: 120_000 },
  async () => {
    const state = await imported([shared]);
    expect(state.imported.reduce((sum, { added }) => sum + added, 0)).toBeGreaterThan(650);
    // Variants of one image, made for tests, are all called as it is.
    const names = state.leftOut.flatMap((each) => (each.reason === 'same-name' ? [] : each.names));
    // Whatever is left out is a broken file, and each says why.
    expect(names.filter((name) => !name.startsWith('broken/'))).toEqual([]);
    expect(reasons(state)).toMatchObject({ empty: 1, unreadable: 1 });
    expect(reasons(state)['cut-short']).toBeGreaterThan(10);
    expect(names).toContain('broken/trunc-multiframe-cine.dcm');
    expect(names).toContain('broken/3gb-bulk-data-truncated.dcm');
    const patients = state.imported.map(({ exam }) => exam.patient?.displayName);
    for (const name of ['Διονυσιος', 'Люкceмбypг', 'Wang XiaoDong', 'Buc Jérôme'])
      expect(patients).toContain(name);
  },
);

describe('files from anywhere', () => {
  test('are recognised by what is in them, and a link is not followed', async () => {
    const root = await inFolder('mix', {
      'A/IM1': dicomFile('1.2.3.1'),
      'A/readme.txt': 'hello',
      'B/photo.dcm': 'a JPEG, say',
      'B/empty.dcm': '',
    });
    await symlink('/etc', join(root, 'link'));
    const state = await imported([root]);
    expect(state.imported).toHaveLength(1);
    expect(state.otherFiles).toBe(1);
    expect(reasons(state)).toEqual({ 'not-dicom': 1, empty: 1 });
  });

  test('that hold no image at all are an error with a way on', async () => {
    importer.start({ paths: [await inFolder('none', { 'a.txt': 'x' })], name: null });
    expect(await settled()).toMatchObject({ kind: 'failed', error: { code: 'nothing-to-import' } });
  });

  test('of a disc’s table of contents that are not there are told', async () => {
    if (!present) return;
    const root = join(folder, 'scratched');
    await mkdir(root);
    const from = join(shared, 'dicomdir/pydicom-cd');
    await copyFile(join(from, 'DICOMDIR'), join(root, 'DICOMDIR'));
    await mkdir(join(root, '77654033/cr1'), { recursive: true });
    // Some systems show a disc's names in small letters, with their version.
    await copyFile(join(from, '77654033/CR1/6154'), join(root, '77654033/cr1/6154.;1'));
    const state = await imported([root]);
    expect(reasons(state)).toEqual({ missing: 30 });
  });

  test('one that is cut short is left out and the others come in', async () => {
    const whole = dicomFile('1.2.3.1', 4000);
    const root = await inFolder('cut', { a: whole, b: dicomFile('1.2.3.2', 4000).subarray(0, 3000) });
    const state = await imported([root]);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect(state.leftOut).toEqual([{ reason: 'cut-short', count: 1, names: ['b'] }]);
  });
});

test('of two files that claim to be the same image, the sound one comes in', async () => {
  const whole = encapsulatedFile('1.2.3.1');
  const root = await inFolder('twins', { a: whole.subarray(0, -8), b: whole });
  const state = await imported([root]);
  expect(state.imported.map(({ added, known }) => [added, known])).toEqual([[1, 1]]);
  // Which of the two is looked at first is left open; one that is not needed is not read.
  const told = [{ reason: 'cut-short', count: 1, names: ['a'] }];
  expect([[], told]).toContainEqual(state.leftOut);
});

test('what was damaged here since comes in again with the disc', async () => {
  const files = { a: dicomFile('1.2.3.1', 4000), b: dicomFile('1.2.3.2', 9000) };
  const root = await inFolder('again', files);
  const [first] = (await imported([root])).imported;
  const kept = join(folder, 'library/kept');
  const names = await readdir(kept, { recursive: true });
  const large = await Promise.all(
    names.map(async (name) => ({
      name,
      bytes: await readFile(join(kept, name)).catch(() => Buffer.alloc(0)),
    })),
  );
  const { name, bytes } = large.find((each) => each.bytes.byteLength > 8000)!;
  bytes[5000]! ^= 1;
  await writeFile(join(kept, name), bytes);
  const get = (uid: string): Promise<ArrayBuffer> => {
    const { id: examId, studyInstanceUid } = first!.exam;
    const seriesInstanceUid = '1.2.3.9';
    const ref = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid: uid };
    return library.shelf.images.get(ref, { priority: 0, signal: new AbortController().signal });
  };
  await expect(get('1.2.3.2')).rejects.toThrow();
  expect((await imported([root])).imported.map(({ added, known }) => [added, known])).toEqual([[1, 1]]);
  expect(Buffer.from(await get('1.2.3.2')).equals(files.b)).toBe(true);
});

describe.skipIf(!present)('a film whose end is missing', () => {
  const bytesHere = async ({ exam }: { exam: Exam }): Promise<Buffer> => {
    const [series] = await library.shelf.studies.series(exam);
    const { id: examId, studyInstanceUid } = exam;
    const { seriesInstanceUid } = series!;
    const [header] = await library.shelf.studies.instances(examId, studyInstanceUid, seriesInstanceUid);
    const ref = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid: header!.sopInstanceUid };
    const signal = new AbortController().signal;
    return Buffer.from(await library.shelf.images.get(ref, { priority: 0, signal }));
  };

  test.each(['nm/nm-heart-13frames.dcm', 'xa/xa-cine-12frames-jpeglossless.dcm'])(
    'comes in with the images that are there, and is told: %s',
    async (path) => {
      const whole = await readFile(join(shared, path));
      const cut = whole.subarray(0, Math.floor(whole.byteLength * 0.7));
      const state = await imported([await inFolder('cut', { film: cut })]);
      expect(state.imported.map(({ added }) => added)).toEqual([1]);
      expect([state.incomplete, state.leftOut]).toEqual([{ count: 1, names: ['film'] }, []]);
      expect((await bytesHere(state.imported[0]!)).equals(cut)).toBe(true);
      expect(library.list()[0]).toMatchObject({ incomplete: 1, exam: { bytes: cut.byteLength } });

      // The same once more changes nothing; a whole one takes its place, for good.
      const again = await imported([await inFolder('cut', { film: cut })]);
      expect(again.imported.map(({ added, known }) => [added, known])).toEqual([[0, 1]]);
      expect([again.incomplete.count, again.leftOut]).toEqual([1, []]);
      const mended = await imported([await inFolder('whole', { film: whole })]);
      expect(mended.imported.map(({ added, known }) => [added, known])).toEqual([[1, 0]]);
      expect(mended.imported[0]!.exam).toMatchObject({ instanceCount: 1, seriesCount: 1 });
      expect((await bytesHere(mended.imported[0]!)).equals(whole)).toBe(true);
      expect(mended.imported[0]!.exam.bytes).toBe(whole.byteLength);
      expect(library.list()).toMatchObject([{ incomplete: 0, exam: { bytes: whole.byteLength } }]);
      const known = await imported([await inFolder('cut', { film: cut })]);
      expect(known.imported.map(({ added, known: there }) => [added, there])).toEqual([[0, 1]]);
      expect((await bytesHere(mended.imported[0]!)).equals(whole)).toBe(true);
    },
  );

  test('gives way to a whole one of the same disc', async () => {
    const whole = await readFile(join(shared, 'nm/nm-heart-13frames.dcm'));
    const state = await imported([await inFolder('both', { a: whole.subarray(0, -5000), b: whole })]);
    // Which of the two is looked at first is left open; one that is not needed is not read.
    expect(state.incomplete.count).toBe(0);
    expect((await bytesHere(state.imported[0]!)).equals(whole)).toBe(true);
  });

  test('of which not one image is whole is left out', async () => {
    const whole = await readFile(join(shared, 'nm/nm-heart-13frames.dcm'));
    const pixels = whole.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
    const state = await imported([await inFolder('none', { 'a.dcm': whole.subarray(0, pixels + 1000) })]);
    expect([state.imported, state.incomplete.count, reasons(state)]).toEqual([[], 0, { 'cut-short': 1 }]);
  });
});

describe('stopping', () => {
  test('leaves nothing half imported', async () => {
    const files: Record<string, Uint8Array> = {};
    for (let index = 1; index <= 300; index += 1) files[`IM${index}`] = dicomFile(`1.2.3.${index}`, 300_000);
    const root = await inFolder('many', files);
    importer.start({ paths: [root], name: null });
    await expect.poll(() => importer.state.kind, { interval: 1, timeout: 30_000 }).toBe('copying');
    await importer.cancel();
    expect(importer.state).toEqual({ kind: 'idle' });
    expect(library.list()).toEqual([]);
    expect(await readdir(join(folder, 'library/kept'))).toEqual([]);
  });

  test.skipIf(!present)('while a disc is still being read leaves nothing either', async () => {
    const show = live.show.bind(live);
    let opened: string | null = null;
    vi.spyOn(live, 'show').mockImplementation((drafts) => {
      show(drafts);
      // The first exam can be opened: the person has seen enough.
      if (drafts.length === 0 || opened !== null) return;
      opened = importer.state.kind;
      void importer.cancel();
    });
    importer.start({ paths: [join(shared, 'dicomdir/patient-cd')], name: null });
    await expect.poll(() => importer.state.kind, { timeout: 20_000 }).toBe('idle');
    expect(opened).toBe('reading');
    expect(library.list()).toEqual([]);
    expect(await readdir(join(folder, 'library/kept'))).toEqual([]);
  });

  test('a second import waits for its turn', async () => {
    const root = await inFolder('one', { a: dicomFile('1.2.3.1') });
    importer.start({ paths: [root], name: null });
    expect(() => importer.start({ paths: [root], name: null })).toThrow('another import');
    await settled();
  });
});

describe('an archive', () => {
  test('comes in as a folder does', async () => {
    const path = join(folder, 'exam.zip');
    await writeFile(
      path,
      await zipOf({ 'DICOM/A': dicomFile('1.2.3.1', 50_000), 'x.txt': Buffer.from('x') }),
    );
    const state = await imported([path]);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect(state.otherFiles).toBe(1);
  });

  test('in a folder is opened, one in an archive is not', async () => {
    const inner = await zipOf({ A: dicomFile('1.2.3.1') });
    const root = await inFolder('with', {
      'exam.zip': await zipOf({ 'inner.zip': inner, B: dicomFile('1.2.3.2') }),
    });
    const state = await imported([root]);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect(reasons(state)).toEqual({ 'nested-archive': 1 });
  });

  test('that is encrypted asks for its passphrase, until it is the right one', async () => {
    const path = join(folder, 'locked.zip');
    await writeFile(path, await zipOf({ A: dicomFile('1.2.3.1') }, 'six petits mots'));
    importer.start({ paths: [path], name: null });
    expect(await settled()).toEqual({ kind: 'locked', source: 'locked.zip', wrong: false });
    importer.unlock('autre chose');
    expect(await settled()).toEqual({ kind: 'locked', source: 'locked.zip', wrong: true });
    importer.unlock('six petits mots');
    expect(await settled()).toMatchObject({ kind: 'done', imported: [{ added: 1 }] });
  });

  test('with names that lead out of it, or contents that swell beyond reason, is refused there', async () => {
    const path = join(folder, 'bomb.zip');
    const bomb = Buffer.alloc(40 * 2 ** 20);
    dicomFile('1.2.3.9', 1000).copy(bomb);
    await writeFile(
      path,
      await zipOf({
        '../../out.dcm': dicomFile('1.2.3.1'),
        'C:\\a.dcm': dicomFile('1.2.3.2'),
        bomb,
        ok: dicomFile('1.2.3.3'),
      }),
    );
    const state = await imported([path]);
    expect(reasons(state)).toEqual({ unsafe: 3 });
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
  });

  test('that is damaged says so', async () => {
    const path = join(folder, 'broken.zip');
    await writeFile(path, (await zipOf({ A: dicomFile('1.2.3.1', 9000) })).subarray(0, -40));
    importer.start({ paths: [path], name: null });
    expect(await settled()).toMatchObject({ kind: 'failed', error: { code: 'archive-damaged' } });
  });

  test('of which one file is damaged gives the others', async () => {
    const path = join(folder, 'bit.zip');
    const bytes = Buffer.from(await zipOf({ A: dicomFile('1.2.3.1', 9000), B: dicomFile('1.2.3.2', 9000) }));
    const at = bytes.indexOf(Buffer.from('A', 'latin1'), 30) + 30;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    const state = await imported([path]);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect(state.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });
});
