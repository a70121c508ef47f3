import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportState } from '../../../src-shared/domain/import.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { LocalLibrary } from '../local-library.ts';
import { instanceKey } from '../store/names.ts';
import { dicomFile } from '../testing.ts';
import { Importer } from './importer.ts';
import { LeftOutList } from './left-out.ts';
import { LiveSource } from './live-source.ts';
import type { Medium, MediumFile } from './medium.ts';
import { scan } from './scan.ts';
import { encapsulatedFile } from './testing.ts';

let folder: string;
let library: LocalLibrary;
let importer: Importer;
let onState: (state: ImportState) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-odd-'));
  const live = new LiveSource();
  library = await LocalLibrary.open({ folder: join(folder, 'library'), libraryKey: randomBytes(32) }, live);
  onState = () => undefined;
  importer = new Importer({ library: () => library, live, onState: (state) => onState(state) });
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

async function ended(path: string): Promise<ImportState> {
  importer.start({ paths: [path], name: null });
  await expect
    .poll(() => importer.state.kind, { timeout: 60_000, interval: 20 })
    .not.toMatch(/^(reading|copying)$/);
  return importer.state;
}

async function imported(path: string): Promise<Extract<ImportState, { kind: 'done' }>> {
  const state = await ended(path);
  if (state.kind !== 'done') throw new Error(`ended as ${JSON.stringify(state)}`);
  return state;
}

async function inFolder(name: string, files: Record<string, Uint8Array | string>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), content);
  }
  return join(folder, name);
}

/** An instance that says more of itself than `dicomFile` does. */
function told(sopInstanceUid: string, words: readonly [number, number, string, string][]): Buffer {
  const file = dicomFile(sopInstanceUid, 4000);
  const pixels = file.indexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00]));
  const elements = words.map(([group, element, vr, value]) => {
    const bytes = Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');
    const header = Buffer.alloc(8);
    header.writeUInt16LE(group, 0);
    header.writeUInt16LE(element, 2);
    header.write(vr, 4, 'latin1');
    header.writeUInt16LE(bytes.byteLength, 6);
    return Buffer.concat([header, bytes]);
  });
  return Buffer.concat([file.subarray(0, pixels), ...elements, file.subarray(pixels)]);
}

describe('a stick', () => {
  test('keeps what its system keeps for itself, and what was thrown away', async () => {
    const root = await inFolder('stick', {
      'DICOM/IM1.dcm': dicomFile('1.2.3.1'),
      'DICOM/._IM1.dcm': Buffer.from([0, 5, 0x16, 7, 0, 2, 0, 0]),
      '$RECYCLE.BIN/S-1/IM2.dcm': dicomFile('1.2.3.2'),
      '.Trash-1000/files/IM3.dcm': dicomFile('1.2.3.3'),
      '.Trashes/501/IM4.dcm': dicomFile('1.2.3.4'),
    });
    const state = await imported(root);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect([state.leftOut, state.otherFiles]).toEqual([[], 1]);
  });

  test('of which a folder cannot be listed says which', async () => {
    const deep = Array.from({ length: 26 }, () => 'x').join('/');
    const root = await inFolder('deep', {
      'a.dcm': dicomFile('1.2.3.1'),
      [`${deep}/b.dcm`]: dicomFile('1.2.3.2'),
    });
    const state = await imported(root);
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    const told = state.leftOut.map(({ reason, names }) => [reason, ...names]);
    expect(told).toEqual([['read-error', `${deep.slice(0, 49)}/`]]);
  });

  test('holds films and archives of any size beside the images', async () => {
    const root = await inFolder('large', { 'a.dcm': dicomFile('1.2.3.1'), 'holiday.mkv': '', 'old.zip': '' });
    await truncate(join(root, 'holiday.mkv'), 5 * 2 ** 30);
    await truncate(join(root, 'old.zip'), 5 * 2 ** 30);
    const state = await imported(root);
    expect(state.otherFiles).toBe(1);
    // Opened, whatever its size, and no archive in truth.
    expect(state.leftOut).toEqual([{ reason: 'unreadable', count: 1, names: ['old.zip'] }]);
  });

  test('that is pulled out ends the import, and says so', async () => {
    const files: Record<string, Uint8Array> = {};
    for (let index = 1; index <= 200; index += 1) files[`IM${index}`] = dicomFile(`1.2.3.${index}`, 400_000);
    const root = await inFolder('stick', files);
    const removed = new Promise<void>((resolve, reject) => {
      onState = (state) => {
        if (state.kind !== 'copying') return;
        onState = () => undefined;
        rm(root, { recursive: true }).then(resolve, reject);
      };
    });
    const state = await ended(root);
    await removed;
    expect(state).toMatchObject({ kind: 'failed', error: { code: 'medium-removed' } });
    expect(library.list()).toEqual([]);
    expect(await readdir(join(folder, 'library/kept'))).toEqual([]);
  });
});

describe('of images that claim to be one and the same', () => {
  test.each([
    ['stored', dicomFile],
    ['compressed', encapsulatedFile],
  ])('one that shows another is not passed over in silence: %s', async (_, make) => {
    const one = make('1.2.3.1');
    const other = Buffer.from(one);
    other[other.byteLength - 40]! ^= 0xff;
    const state = await imported(await inFolder('twins', { A: one, B: other, C: one }));
    expect(state.imported.map(({ added, known }) => [added, known])).toEqual([[1, 2]]);
    const [left] = state.leftOut;
    expect(left?.reason).toBe('same-name');
    // Whichever was read first.
    expect([
      ['B', 1],
      ['A', 2],
      ['C', 2],
    ]).toContainEqual([left?.names[0], left?.count]);
  });

  test('one that only says more of itself is', async () => {
    const root = await inFolder('same', {
      A: told('1.2.3.1', []),
      B: told('1.2.3.1', [[0x18, 0x15, 'CS', 'HEAD']]),
    });
    expect((await imported(root)).leftOut).toEqual([]);
  });
});

test.each(['DICOMDIR;1', 'dicomdir.', 'DICOMDIR.;1'])(
  'a disc whose names show with their versions has its table of contents read, and opens by it: %s',
  async (name) => {
    const disc = join(import.meta.dirname, '../../../../shared/dicom/dicomdir/pydicom-cd');
    if (!existsSync(disc)) return;
    // Alone: all that it names is missing, which only who reads it can tell.
    const root = await inFolder('iso', {
      'A;1': dicomFile('1.2.3.1'),
      [name]: await readFile(join(disc, 'DICOMDIR')),
    });
    const state = await imported(join(root, name));
    expect(state.imported.map(({ added }) => added)).toEqual([1]);
    expect(state.leftOut.map(({ reason, count }) => [reason, count])).toEqual([['missing', 31]]);
  },
);

test('an archive adds who issued an id to the images alone: the exam is one all the same', async () => {
  const study: [number, number, string, string] = [0x20, 0xd, 'UI', '1.2.9'];
  const id: [number, number, string, string] = [0x10, 0x20, 'LO', '12345'];
  const root = await inFolder('issuer', {
    A: told('1.2.3.1', [id, [0x10, 0x21, 'LO', 'HOSPITAL'], study]),
    B: told('1.2.3.2', [id, study]),
    C: told('1.2.3.3', [[0x10, 0x20, 'LO', '99'], study]),
  });
  const state = await imported(root);
  expect(state.imported.map(({ added }) => added).sort()).toEqual([1, 2]);
});

test('an exam that an older version brought here under another id is known again, and grows', async () => {
  const words: [number, number, string, string][] = [
    [0x10, 0x20, 'LO', '12345'],
    [0x20, 0xd, 'UI', '1.2.9'],
    [0x20, 0xe, 'UI', '1.2.9.1'],
  ];
  const first = await inFolder('first', { A: told('1.2.3.1', words) });
  await imported(first);
  const [{ exam } = { exam: null }] = library.list();
  if (!exam) throw new Error('nothing came in');
  const { store, studies } = library.shelf;
  const old = { ...exam, id: exam.id.replace(/.{8}$/, '01234567') };
  const contents = [];
  for (const series of await studies.series(exam)) {
    const instances = await studies.instances(exam.id, exam.studyInstanceUid, series.seriesInstanceUid);
    contents.push({ series, instances });
  }
  await store.exams.pin(old.id);
  const bytes = await store.read(instanceKey(exam.id, '1.2.3.1'));
  await store.write(instanceKey(old.id, '1.2.3.1'), new Uint8Array(bytes ?? []));
  await library.put(old, contents);
  await library.remove(exam.id);

  const more = await inFolder('more', { A: told('1.2.3.1', words), B: told('1.2.3.2', words) });
  const state = await imported(more);
  expect(state.imported.map(({ exam: { id }, added, known }) => [id, added, known])).toEqual([
    [old.id, 1, 1],
  ]);
  expect(library.list().map(({ exam: { id, instanceCount } }) => [id, instanceCount])).toEqual([[old.id, 2]]);
});

test('a slow disc tells nothing any more once its import was stopped', async () => {
  const abort = new AbortController();
  let letGo: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (letGo = resolve));
  const fileOf = (path: string, wait: Promise<void>): MediumFile => ({
    path,
    size: 1000,
    localPath: null,
    beginning: async () => {
      await wait;
      return dicomFile(`1.2.3.${path}`, 1000);
    },
    stream: () => {
      throw new Error('not read');
    },
  });
  const medium: Medium = {
    name: 'slow',
    async *files() {
      await Promise.resolve();
      yield fileOf('1', slow);
      for (let index = 2; index < 400; index += 1) yield fileOf(String(index), Promise.resolve());
    },
    close: () => Promise.resolve(),
  };
  let read = 0;
  let isOver = false;
  const scanned = scan(medium, {
    here: [],
    signal: abort.signal,
    leftOut: new LeftOutList(),
    onFound: () => undefined,
    onRead: (files) => {
      expect(isOver).toBe(false);
      read = files;
      if (files === 20) {
        abort.abort();
        setTimeout(letGo, 20);
      }
    },
    onExams: () => Promise.resolve(),
    openArchive: () => Promise.reject(new Error('there is none')),
  }).finally(() => (isOver = true));
  await expect(scanned).rejects.toThrow(AppFailure);
  await slow;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(read).toBeLessThan(30);
});
