import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { Library } from './library.ts';
import { dicomFile, examOf, FakeSource, refOf, temporaryFolder } from './testing.ts';

// A file system of fixed size that is really full, and not a fake that says so.

const MEGABYTE = 2 ** 20;
const SIZE = 500_000;
const COUNT = 20;
let folder: { path: string; remove: () => Promise<void> };
let mounted: string | null = null;
let whyNot = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  const at = join(folder.path, 'small');
  await mkdir(at);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${16 * MEGABYTE}`, 'tmpfs', at], { stdio: 'pipe' });
    mounted = at;
  } catch (error) {
    whyNot = `no small file system can be mounted here: ${error instanceof Error ? error.message : ''}`;
  }
});
afterAll(async () => {
  if (mounted) execFileSync('umount', ['-l', mounted]);
  await folder.remove();
});

test('a disk that fills up in the middle of a download loses nothing, and room that is made is used', async (context) => {
  if (!mounted) return context.skip(whyNot);
  const source = new FakeSource(COUNT);
  source.size = SIZE;
  const entries: LibraryEntry[] = [];
  const waiting: { matches: (entry: LibraryEntry) => boolean; resolve: () => void }[] = [];
  const until = (matches: (entry: LibraryEntry) => boolean): Promise<void> =>
    new Promise((resolve) => waiting.push({ matches, resolve }));
  const library = await Library.open(
    {
      folder: join(mounted, 'library'),
      key: new Uint8Array(32),
      lifetime: 'kept',
      portal: { apiBaseUrl: 'https://portal.example', dicomwebBaseUrl: 'https://portal.example' },
      cacheLimit: 2 ** 30,
    },
    {
      source,
      isOnline: () => true,
      wait: () => Promise.resolve(),
      onChanged: (entry) => {
        entries.push(entry);
        for (const { matches, resolve } of waiting) if (matches(entry)) resolve();
      },
      onStatus: () => undefined,
      onRemoved: () => undefined,
      onEnded: () => undefined,
      log: () => undefined,
    },
  );
  const others = join(mounted, 'of another program');
  await writeFile(others, Buffer.alloc(10 * MEGABYTE));
  const { images, store } = library.shelf;
  const wish = { priority: 0, signal: new AbortController().signal };

  // What the portal says it takes would fit: only the writing shows that it does not.
  const failed = until(({ state }) => state === 'failed');
  await library.keeps.keep({ ...examOf('exam', COUNT), reports: [] });
  await failed;
  expect(entries.at(-1)).toMatchObject({ error: 'disk-full' });
  expect((await statfs(mounted)).bavail).toBeLessThan(SIZE / 4096);
  const here = (await readdir(store.exams.pinnedFolder('exam'))).length;
  expect(here).toBeGreaterThan(4);
  expect(here).toBeLessThan(COUNT);
  expect(await readdir(join(mounted, 'library/incoming'))).toEqual([]);
  // What is looked at shows all the same, from here or from the portal, and is the very thing.
  for (const n of [1, COUNT]) {
    const bytes = Buffer.from(await images.get(refOf('exam', n), wish));
    expect(bytes.equals(dicomFile(`1.2.3.1.${n}`, SIZE))).toBe(true);
  }

  await rm(others);
  const kept = until(({ state }) => state === 'kept');
  library.keeps.roomWasMade();
  await kept;
  source.asked.length = 0;
  for (let n = 1; n <= COUNT; n += 1) {
    const bytes = Buffer.from(await images.get(refOf('exam', n), wish));
    expect(bytes.equals(dicomFile(`1.2.3.1.${n}`, SIZE)), `instance ${n}`).toBe(true);
  }
  expect(source.asked).toEqual([]);
  await library.close(false);
});
