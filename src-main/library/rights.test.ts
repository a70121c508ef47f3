import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Rights } from './rights.ts';
import { Store } from './store/store.ts';
import { temporaryFolder } from './testing.ts';

let folder: { path: string; remove: () => Promise<void> };
let wall = 1_000_000;
let steady = 0;

beforeEach(async () => {
  folder = await temporaryFolder();
  [wall, steady] = [1_000_000, 0];
});
afterEach(() => folder.remove());

const open = async (): Promise<Rights> =>
  Rights.load(
    await Store.open({ folder: folder.path, libraryKey: Buffer.alloc(32, 1), cacheLimit: 2 ** 30 }),
    () => wall,
    () => steady,
  );

test('a right ends at its end, and a clock set back does not prolong it, nor over a new start', async () => {
  const rights = await open();
  await rights.hold('shared');
  await rights.hold('own');
  await rights.set({ shared: 1_500_000, elsewhere: 1_200_000 }, null);
  expect(rights.over()).toEqual([]);
  expect(rights.untilNextEnd).toBe(500_000);
  wall = 1_400_000;
  expect(rights.isOver('shared')).toBe(false);
  // Set back by an hour, the time still goes on.
  wall = 1_000;
  steady = 99_999;
  expect(rights.isOver('shared')).toBe(false);
  steady = 100_001;
  expect(rights.over()).toEqual(['shared', 'elsewhere']);
  expect(rights.untilNextEnd).toBeNull();
  await rights.close();
  steady = 0;
  const again = await open();
  expect(again.over()).toEqual(['shared', 'elsewhere']);
  expect(again.held).toEqual(['shared', 'own']);
  await again.forget('shared');
  expect((await open()).held).toEqual(['own']);
});

test('a clock that was wrongly ahead is put right by the portal alone', async () => {
  const rights = await open();
  await rights.hold('shared');
  await rights.set({ shared: 1_500_000 }, 1_000_000);
  wall = 9_000_000;
  expect(rights.over()).toEqual(['shared']);
  wall = 1_000_000;
  expect(rights.over()).toEqual(['shared']);
  await rights.set({ shared: 1_500_000 }, 1_100_000);
  expect(rights.over()).toEqual([]);
});

test('what is learned of one exam leaves the ends of the others as they are', async () => {
  const rights = await open();
  await rights.hold('shared');
  await rights.hold('other');
  await rights.set({ shared: 1_500_000 }, null);
  await rights.set({ other: 1_200_000 }, null);
  wall = 1_300_000;
  expect(rights.over()).toEqual(['other']);
  wall = 1_600_000;
  expect(rights.over()).toEqual(['shared', 'other']);
});

test('a right that lasts from now on has no end any more, and what is long over and gone is forgotten', async () => {
  const rights = await open();
  await rights.hold('emergency');
  await rights.set({ emergency: 1_200_000, gone: 1_100_000 }, null);
  await rights.set({ emergency: null }, null);
  wall = 1_300_000;
  expect(rights.isOver('emergency')).toBe(false);
  expect(rights.isOver('gone')).toBe(true);
  await rights.set({}, null);
  expect(rights.isOver('gone')).toBe(true);
  wall += 31 * 24 * 3_600_000;
  await rights.set({}, null);
  expect(rights.isOver('gone')).toBe(false);
});

test('what is known of rights outlives damage to the file that it stands in', async () => {
  const rights = await open();
  await rights.hold('shared');
  await rights.set({ shared: 1_500_000 }, null);
  const documents = join(folder.path, 'documents');
  const [first = ''] = await readdir(documents);
  await writeFile(join(documents, first), 'nonsense');
  const again = await open();
  expect(again.held).toEqual(['shared']);
  expect(again.untilNextEnd).toBe(500_000);
});

test('the end that an exam states counts until the portal says otherwise', async () => {
  const rights = await open();
  await rights.hold('exam');
  await rights.know('exam', 1_200_000);
  await rights.set({ exam: 1_400_000 }, null);
  await rights.know('exam', 1_200_000);
  wall = 1_300_000;
  expect(rights.over()).toEqual([]);
  wall = 1_400_000;
  expect(rights.over()).toEqual(['exam']);
});
