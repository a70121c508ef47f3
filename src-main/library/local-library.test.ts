import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localExamId } from '../../src-shared/domain/local-exam.ts';
import { documents, notesKey } from './documents.ts';
import { LocalLibrary, type SeriesContents } from './local-library.ts';
import { instanceKey } from './store/names.ts';
import { codeOf, dicomFile, examOf, FakeSource, refOf, temporaryFolder } from './testing.ts';

const libraryKey = randomBytes(32);
const id = localExamId('1');
let folder: { path: string; remove: () => Promise<void> };
let contents: SeriesContents[];

beforeEach(async () => {
  folder = await temporaryFolder();
  const source = new FakeSource(3);
  const [series] = await source.series();
  contents = [{ series: series!, instances: await source.instances() }];
});
afterEach(() => folder.remove());

const open = (): Promise<LocalLibrary> =>
  LocalLibrary.open({ folder: join(folder.path, 'local'), libraryKey });
async function bring(library: LocalLibrary, count: number): Promise<void> {
  const { store } = library.shelf;
  await store.exams.pin(id);
  for (let n = 1; n <= count; n += 1) {
    const key = instanceKey(id, `1.2.3.1.${n}`);
    const writer = store.writers.begin(key);
    await writer.push(dicomFile(`1.2.3.1.${n}`));
    await store.commitItem(key, writer);
  }
}

test('an imported exam is read again after a new start, with nobody signed in and no network', async () => {
  const library = await open();
  await bring(library, 3);
  await library.put(examOf(id, 3), contents, 5);
  const again = await open();
  expect(again.list()).toEqual([library.find(id)]);
  const { studies, images } = again.shelf;
  expect(await studies.series(examOf(id, 3))).toEqual([contents[0]!.series]);
  expect(await studies.instances(id, '1.2.3', '1.2.3.1')).toHaveLength(3);
  const wish = { priority: 0, signal: new AbortController().signal };
  expect((await images.get(refOf(id, 2), wish)).byteLength).toBe(1000);
  expect(await codeOf(images.get(refOf(id, 9), wish))).toBe('imported-file-lost');
  await again.remove(id);
  expect((await open()).list()).toEqual([]);
  expect(await readdir(join(folder.path, 'local/kept'))).toEqual([]);
});

test('one changed bit in any one of its files costs an imported exam that file at most', async () => {
  const library = await open();
  await bring(library, 3);
  await library.put(examOf(id, 3), contents, 5);
  const root = join(folder.path, 'local');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'in-use');
  expect(files.length).toBeGreaterThan(9);
  const all = files.map(({ parentPath, name }) => join(parentPath, name));
  const before = await Promise.all(all.map((file) => readFile(file)));
  for (const [n, file] of all.entries()) {
    const bytes = Buffer.from(before[n] ?? []);
    bytes[bytes.byteLength >> 1]! ^= 1;
    await writeFile(file, bytes);
    const again = await open();
    expect(again.list(), file).toHaveLength(1);
    const { studies, images } = again.shelf;
    expect(await studies.series(examOf(id, 3)), file).toHaveLength(1);
    expect(await studies.instances(id, '1.2.3', '1.2.3.1'), file).toHaveLength(3);
    const wish = { priority: 0, signal: new AbortController().signal };
    const codes = await Promise.all([1, 2, 3].map((at) => codeOf(images.get(refOf(id, at), wish))));
    expect(codes.filter((code) => code !== 'nothing').length, file).toBeLessThanOrEqual(1);
    await Promise.all(all.map((path, at) => writeFile(path, before[at]!)));
  }
});

test('an import that did not come to its end is not listed, and leaves nothing', async () => {
  const library = await open();
  await bring(library, 2);
  expect(await codeOf(library.put(examOf(id, 3), contents))).toBe('disk-error');
  expect(library.list()).toEqual([]);
  const again = await open();
  expect(again.list()).toEqual([]);
  await again.shelf.store.settled();
  await again.shelf.store.setCacheLimit(0);
  const left = await readdir(join(folder.path, 'local/cache'), { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

test('what was noted on an exam is erased with it, and on no other', async () => {
  const library = await open();
  const { store } = library.shelf;
  await bring(library, 3);
  await library.put(examOf(id, 3), contents);
  const other = localExamId('2');
  for (const each of [id, other]) await documents.put(store, notesKey(each), '{}');
  await library.remove(id);
  expect(await documents.get(store, notesKey(id))).toBeNull();
  expect(await documents.get(store, notesKey(other))).not.toBeNull();
});

test('closed well, the next start finds nothing to mend', async () => {
  const library = await open();
  await library.close(false);
  const again = await open();
  expect(again.shelf.store.found.interrupted).toBe(false);
  // This one is not closed.
  const third = await open();
  expect(third.shelf.store.found.interrupted).toBe(true);
  await third.close(true);
  expect(await readdir(folder.path)).toEqual([]);
});
