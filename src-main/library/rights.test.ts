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
  await rights.set({ shared: 1_500_000 }, null);
  expect(rights.over()).toEqual([]);
  wall = 1_400_000;
  expect(rights.isOver('shared')).toBe(false);
  // Set back by an hour, the time still goes on.
  wall = 1_000;
  steady = 99_999;
  expect(rights.isOver('shared')).toBe(false);
  steady = 100_001;
  expect(rights.over()).toEqual(['shared']);
  await rights.close();
  steady = 0;
  const again = await open();
  expect(again.over()).toEqual(['shared']);
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
