import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import type { ExportState } from '../../../src-shared/domain/export.ts';
import { Importer } from '../import/importer.ts';
import { LiveSource } from '../import/live-source.ts';
import { LocalLibrary } from '../local-library.ts';
import type { ExportWish } from './export-wish.ts';
import { Exporter } from './exporter.ts';

const run = promisify(execFile);
const shared = join(import.meta.dirname, '../../../../shared/dicom');
const present = existsSync(shared) && existsSync('/usr/bin/dcmdump') && existsSync('/usr/bin/gdcminfo');

describe.skipIf(!present)('an exam that is exported', () => {
  let folder: string;
  let library: LocalLibrary;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-export-'));
    library = await openLibrary('library');
    await importInto(library, join(shared, 'dicomdir/patient-cd'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const openLibrary = (name: string): Promise<LocalLibrary> =>
    LocalLibrary.open({ folder: join(folder, name), libraryKey: randomBytes(32) }, new LiveSource());
  async function importInto(into: LocalLibrary, path: string, passphrase: string | null = null) {
    const live = new LiveSource();
    const importer = new Importer({ library: () => into, live, onState: () => undefined });
    importer.start({ paths: [path], name: null }, passphrase);
    await settled(() => !/reading|copying/.test(importer.state.kind));
    return importer.state;
  }
  const settled = (isSettled: () => boolean): Promise<void> =>
    vi.waitFor(() => expect(isSettled()).toBe(true), { timeout: 60_000, interval: 20 });
  const examCalled = (label: string): Exam => {
    const found = library.list().find(({ exam }) => exam.label === label);
    if (!found) throw new Error(`no exam ${label}`);
    return found.exam;
  };
  async function exported(
    wish: Partial<ExportWish> & Pick<ExportWish, 'exam' | 'format' | 'target'>,
    from = library,
  ) {
    const states: ExportState[] = [];
    const exporter = new Exporter((state) => states.push(state));
    const rest = { name: 'Examen', passphrase: null, deidentify: false, reports: [], readme: 'Bonjour' };
    exporter.start({ ...rest, ...wish }, from.shelf);
    await settled(() => exporter.state.kind !== 'running');
    const { state } = exporter;
    if (state.kind !== 'done') throw new Error(`ended as ${JSON.stringify(state)}`);
    return state;
  }
  const dicomFiles = async (root: string): Promise<string[]> =>
    (await readdir(join(root, 'DICOM'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  test('is a disc that dcmtk and GDCM read, byte for byte what came in', async () => {
    const state = await exported({ exam: examCalled('Pharm Stress'), format: 'folder', target: folder });
    const root = join(folder, state.name);
    expect(state).toMatchObject({ files: 4, missing: 0, withheld: 0 });
    const files = await dicomFiles(root);
    expect(files).toHaveLength(4);

    const { stdout: listing } = await run('dcmdump', ['+P', '0004,1500', join(root, 'DICOMDIR')]);
    expect(listing.match(/DICOM\\PT000000\\ST000000\\SE00000\d\\IM00000\d/g)).toHaveLength(4);
    await run('dcmftest', files);
    // Follows the links from record to record, and refuses a table of contents whose links lead nowhere.
    const [first = ''] = files.map((file) => relative(root, file));
    await run('dcmmkdir', ['--update', '--input-directory', root, '+D', 'DICOMDIR', '-Pfl', first], {
      cwd: root,
    });
    expect(await readFile(join(root, 'DICOMDIR'), 'latin1')).toContain('PATIENT');
    await run('gdcminfo', ['-r', join(root, 'DICOM')]);

    const sum = async (path: string): Promise<string> =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    const origins = new Set<string>();
    const cd = join(shared, 'dicomdir/patient-cd');
    for (const entry of await readdir(cd, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) origins.add(await sum(join(entry.parentPath, entry.name)));
    for (const file of files) expect(origins).toContain(await sum(file));
  });

  /** What a table of contents says, by dcmtk: each record's kind, what it names and which file it means. */
  const recordsOf = async (directory: string): Promise<string[]> => {
    const tags = ['0004,1430', '0004,1500', '0004,1510', '0004,1511', '0020,000d', '0020,000e', '0010,0020'];
    const { stdout } = await run('dcmdump', ['-q', ...tags.flatMap((tag) => ['+P', tag]), directory]);
    return stdout
      .split('\n')
      .map((line) => line.replace(/\s*#.*$/, '').trim())
      .filter((line) => line !== '')
      .sort();
  };

  test('of every kind has the table of contents that dcmtk would write of the same files', async () => {
    for (const [index, { exam }] of library.list().entries()) {
      const state = await exported({ exam, format: 'folder', target: folder, name: `disc${index}` });
      const root = join(folder, state.name);
      const files = await dicomFiles(root);
      await run('dcmftest', [join(root, 'DICOMDIR'), ...files]);
      // Reads any object; gdcminfo knows images alone.
      for (const file of files) await run('gdcmdump', [file], { maxBuffer: 2 ** 26 });
      const theirs = join(folder, `dcmtk-${index}`);
      const names = files.map((file) => relative(root, file));
      await run('dcmmkdir', [
        '+D',
        theirs,
        '--input-directory',
        root,
        '-Pgp',
        '--no-xfer-check',
        '--no-backup',
        ...names,
      ]);
      expect(await recordsOf(join(root, 'DICOMDIR'))).toEqual(await recordsOf(theirs));
    }
  });

  test('comes in again, whole, from an archive and from a locked one', async () => {
    const exam = examCalled('Pharm Stress');
    const passphrase = 'K7QM-42PX-9TRW-3HNC-VB6D';
    for (const format of ['zip', 'locked-zip'] as const) {
      const target = join(folder, `${format}.zip`);
      await exported({ exam, format, target, passphrase });
      const again = await openLibrary(format);
      if (format === 'locked-zip') expect(await importInto(again, target)).toMatchObject({ kind: 'locked' });
      const state = await importInto(again, target, format === 'locked-zip' ? passphrase : null);
      expect(state).toMatchObject({ kind: 'done', imported: [{ added: 4 }], leftOut: [] });
      expect(again.list()[0]?.exam.studyInstanceUid).toBe(exam.studyInstanceUid);
    }
  });

  test('de-identified says nothing of whom it was, and still belongs together', async () => {
    const exam = examCalled('Pharm Stress');
    const state = await exported({
      exam,
      format: 'folder',
      target: folder,
      name: 'anonyme',
      deidentify: true,
    });
    const root = join(folder, state.name);
    const studies = new Set<string>();
    for (const file of await dicomFiles(root)) {
      const { stdout } = await run('dcmdump', ['-q', file], { maxBuffer: 2 ** 26 });
      expect(stdout).toMatch(/\(0010,0010\) PN \[Anonyme\]/);
      expect(stdout).toMatch(/\(0012,0062\) CS \[YES\]/);
      expect(stdout).not.toContain(exam.studyInstanceUid);
      expect(stdout.toLowerCase()).not.toContain('stressecho');
      // No private attribute is left.
      expect(stdout).not.toMatch(/^\s*\([0-9a-f]{3}[13579bdf],/m);
      studies.add(/\(0020,000d\) UI \[([\d.]+)\]/.exec(stdout)?.[1] ?? '');
    }
    expect(studies.size).toBe(1);
    const directory = await readFile(join(root, 'DICOMDIR'), 'latin1');
    expect(directory.toLowerCase()).not.toContain('stressecho');
    expect(directory).not.toContain(exam.studyInstanceUid);
  });

  test.each(['colour/SC_rgb_32bit_2frame.dcm', 'xa/xa-cine-12frames-jpeglossless.dcm'])(
    'goes as it is where a film of it lacks its end: %s',
    async (path) => {
      const name = path.replaceAll('/', '-');
      const film = await readFile(join(shared, path));
      const cut = film.subarray(0, Math.floor(film.byteLength * 0.7));
      await writeFile(join(folder, name), cut);
      const own = await openLibrary(`library-${name}`);
      await importInto(own, join(folder, name));
      const [{ exam } = { exam: null }] = own.list();
      const plain = await exported(
        { exam: exam!, format: 'folder', target: folder, name: `as-${name}` },
        own,
      );
      expect(plain).toMatchObject({ files: 1, missing: 0, withheld: 0 });
      const [file = ''] = await dicomFiles(join(folder, plain.name));
      expect((await readFile(file)).equals(cut)).toBe(true);
      // What cannot be followed to its end may hold a name there.
      const wish = {
        exam: exam!,
        format: 'folder',
        target: folder,
        name: `no-${name}`,
        deidentify: true,
      } as const;
      await expect(exported(wish, own)).rejects.toThrow('nothing-to-export');
    },
  );

  test('that is stopped leaves nothing behind', async () => {
    const target = await mkdtemp(join(folder, 'stopped-'));
    const exporter = new Exporter(() => undefined);
    const exam = examCalled('Pharm Stress');
    exporter.start(
      {
        exam,
        format: 'folder',
        target,
        name: 'x',
        passphrase: null,
        deidentify: false,
        reports: [],
        readme: '',
      },
      library.shelf,
    );
    await exporter.cancel();
    expect(exporter.state).toEqual({ kind: 'idle' });
    expect(await readdir(target)).toEqual([]);
  });
});
