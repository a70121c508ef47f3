import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { failingAt, failingFrom, FaultyDisk } from './faulty-disk.ts';
import { instanceKey, type ItemKey } from './names.ts';
import { Store, type StoreOptions } from './store.ts';
import { codeOf } from '../testing.ts';

const libraryKey = randomBytes(32);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

const openStore = async (options: Partial<StoreOptions> = {}): Promise<Store> => {
  const store = await Store.open({
    folder: join(folder, 'library'),
    libraryKey,
    cacheLimit: 2 ** 30,
    ...options,
  });
  await store.settled();
  return store;
};
const put = async (store: Store, key: ItemKey, bytes: Uint8Array): Promise<void> => {
  const writer = store.writers.begin(key);
  await writer.push(bytes);
  await store.commitItem(key, writer);
  await store.flush(key);
};
const get = async (store: Store, key: ItemKey): Promise<Buffer | null> => {
  const bytes = await store.read(key);
  return bytes && Buffer.from(bytes);
};
const filesUnder = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the store', () => {
  test('once erased, nothing of it comes back by what was still being written', async () => {
    const document: ItemKey = { kind: 'document', item: 'exams' };
    for (const slow of ['sync', 'rename'] as const) {
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      let begun: () => void = () => undefined;
      const isHeld = new Promise<void>((resolve) => (begun = resolve));
      let holds = false;
      const hold = async (): Promise<void> => {
        begun();
        if (holds) await held;
      };
      const disk: Disk = {
        ...nodeDisk,
        create: async (path) => {
          const file = await nodeDisk.create(path);
          return {
            write: (pieces) => file.write(pieces),
            close: () => file.close(),
            sync: () => (slow === 'sync' ? hold().then(() => file.sync()) : file.sync()),
          };
        },
        rename: async (from, to) => {
          if (slow === 'rename') await hold();
          await nodeDisk.rename(from, to);
        },
      };
      const store = await openStore({ disk });
      holds = true;
      const writing = store.write(document, Buffer.from('[]')).catch(() => undefined);
      await isHeld;
      const erasing = store.erase();
      // As far as it comes without the write.
      await Promise.race([erasing, after(50)]);
      goOn();
      await Promise.all([writing, erasing]);
      expect(await readdir(folder)).toEqual([]);
      expect(await codeOf(store.write(document, Buffer.from('[]')))).toBe('cancelled');
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('gives back what it was given, also after a new start', async () => {
    const bytes = randomBytes(700_000);
    const store = await openStore();
    await put(store, instanceKey('exam', '1.2.3'), bytes);
    await store.write({ kind: 'document', item: 'exams' }, Buffer.from('[]'));
    expect((await get(store, instanceKey('exam', '1.2.3')))?.equals(bytes)).toBe(true);
    const again = await openStore();
    expect((await get(again, instanceKey('exam', '1.2.3')))?.equals(bytes)).toBe(true);
    expect((await get(again, { kind: 'document', item: 'exams' }))?.toString()).toBe('[]');
    expect(await again.read(instanceKey('exam', '1.2.4'))).toBeNull();
    expect(await again.read(instanceKey('other', '1.2.3'))).toBeNull();
  });

  test('leaves nothing readable on the disk: no content, no identifier, no name', async () => {
    const store = await openStore();
    await put(store, instanceKey('exam-id', '1.2.840.99'), Buffer.from('MARTIN^JEANNE'.repeat(100)));
    await store.exams.pin('exam-id');
    await store.write({ kind: 'keep', item: 'exam-id' }, Buffer.from('exam-id'));
    for (const file of await filesUnder(folder)) {
      const text = `${file}${(await readFile(file)).toString('latin1')}`;
      expect(text).not.toMatch(/MARTIN|exam-id|1\.2\.840\.99/);
      expect((await stat(file)).mode & 0o077).toBe(0);
    }
  });

  test('treats a damaged file as absent and says so; the rest stays', async () => {
    const damaged: ItemKey[] = [];
    const store = await openStore({ onDamage: (key) => damaged.push(key) });
    await put(store, instanceKey('exam', '1'), randomBytes(1000));
    const [file] = await filesUnder(join(folder, 'library/cache'));
    await put(store, instanceKey('exam', '2'), randomBytes(1000));
    const bytes = await readFile(file!);
    bytes[500]! ^= 1;
    await writeFile(file!, bytes);
    expect(await store.read(instanceKey('exam', '1'))).toBeNull();
    expect(damaged).toEqual([instanceKey('exam', '1')]);
    expect(await store.read(instanceKey('exam', '2'))).not.toBeNull();
  });

  test('does not take the file of one item for another, put in its place', async () => {
    const store = await openStore();
    await put(store, instanceKey('exam', '1'), Buffer.from('one'));
    const [one] = await filesUnder(join(folder, 'library/cache'));
    await put(store, instanceKey('exam', '2'), Buffer.from('two'));
    const two = (await filesUnder(join(folder, 'library/cache'))).find((file) => file !== one);
    await rename(two!, one!);
    expect(await store.read(instanceKey('exam', '1'))).toBeNull();
  });

  test('refuses another key and removes nothing for it', async () => {
    const store = await openStore();
    await put(store, instanceKey('exam', '1'), Buffer.from('one'));
    const before = await filesUnder(folder);
    expect(await codeOf(openStore({ libraryKey: randomBytes(32) }))).toBe('library-unreadable');
    expect(await filesUnder(folder)).toEqual(before);
  });

  test('opens with a key check that is damaged or gone, where another file opens', async () => {
    await put(await openStore(), instanceKey('exam', '1'), Buffer.from('one'));
    await writeFile(join(folder, 'library/key-check'), 'nonsense');
    await openStore();
    await rm(join(folder, 'library/key-check'));
    const store = await openStore();
    expect((await get(store, instanceKey('exam', '1')))?.toString()).toBe('one');
    await writeFile(join(folder, 'library/key-check'), 'nonsense');
    expect(await codeOf(openStore({ libraryKey: randomBytes(32) }))).toBe('library-unreadable');
  });

  test('evicts the exam that was not used for longest, never what is pinned, also after a new start', async () => {
    let clock = 1_000_000_000_000;
    const now = (): number => (clock += 1_000_000);
    const store = await openStore({ cacheLimit: 50_000, now });
    await put(store, instanceKey('kept', '1'), randomBytes(30_000));
    await store.exams.pin('kept');
    await put(store, instanceKey('kept', '2'), randomBytes(30_000));
    for (const exam of ['1', '2', '3', '4']) await put(store, instanceKey(exam, '1'), randomBytes(10_000));
    await store.read(instanceKey('1', '1'));
    // A clock set back does not make what is used now look old.
    clock -= 10_000_000_000;
    await put(store, instanceKey('5', '1'), randomBytes(10_000));
    await store.setCacheLimit(50_000);
    expect(store.cacheBytes).toBeLessThanOrEqual(50_000);
    expect(await store.read(instanceKey('2', '1'))).toBeNull();
    for (const exam of ['1', '3', '4', '5'])
      expect(await store.read(instanceKey(exam, '1')), exam).not.toBeNull();
    for (const uid of ['1', '2']) expect(await store.read(instanceKey('kept', uid))).not.toBeNull();
    const before = store.cacheBytes;
    await store.close();
    // Whether it was closed or not, the next start counts the same.
    expect((await openStore({ now })).cacheBytes).toBe(before);
    await rm(join(folder, 'library/documents'), { recursive: true });
    expect((await openStore({ now })).cacheBytes).toBe(before);
    const again = await openStore({ cacheLimit: 25_000, now });
    expect(again.cacheBytes).toBeLessThanOrEqual(25_000);
    for (const uid of ['1', '2']) expect(await again.read(instanceKey('kept', uid))).not.toBeNull();
    expect(await again.giveBack(1)).toBeGreaterThan(0);
  });

  test('of an exam larger than the whole cache, its oldest files go', async () => {
    const store = await openStore({ cacheLimit: 50_000 });
    for (let n = 0; n < 10; n += 1) await put(store, instanceKey('exam', String(n)), randomBytes(10_000));
    await store.setCacheLimit(50_000);
    expect(store.cacheBytes).toBeLessThanOrEqual(50_000);
    expect(store.cacheBytes).toBeGreaterThan(30_000);
    expect(await store.read(instanceKey('exam', '9'))).not.toBeNull();
    expect(await store.read(instanceKey('exam', '0'))).toBeNull();
    await store.setCacheLimit(0);
    expect(store.cacheBytes).toBe(0);
  });

  test('removes an exam wholly, pinned or not', async () => {
    const store = await openStore();
    await put(store, instanceKey('exam', '1'), randomBytes(100));
    await store.exams.pin('exam');
    await put(store, instanceKey('exam', '2'), randomBytes(100));
    await put(store, instanceKey('other', '1'), randomBytes(100));
    await store.exams.remove('exam');
    expect(await store.read(instanceKey('exam', '1'))).toBeNull();
    expect(await store.read(instanceKey('exam', '2'))).toBeNull();
    expect(await store.read(instanceKey('other', '1'))).not.toBeNull();
    expect(await filesUnder(join(folder, 'library/kept'))).toEqual([]);
    await store.erase();
    expect(await readdir(folder)).toEqual([]);
  });

  test('an exam whose keep was lost goes back to the cache', async () => {
    const store = await openStore();
    await store.exams.pin('exam');
    await put(store, instanceKey('exam', '1'), randomBytes(100));
    await store.exams.unpinAllBut([]);
    expect(store.exams.isPinned('exam')).toBe(false);
    expect(await store.read(instanceKey('exam', '1'))).not.toBeNull();
    expect(store.cacheBytes).toBeGreaterThan(100);
  });
});

const keepsOf = async (store: Store): Promise<string[]> =>
  (await store.keeps()).keeps.map(({ text }) => text);

test('keeps are known from one file after a good stop, and from each of them after a bad one', async () => {
  const keep = (item: string): ItemKey => ({ kind: 'keep', item });
  const first = await openStore();
  await first.write(keep('1'), Buffer.from('one'));
  // A stop before anybody asked for them writes nothing wrong down.
  await first.close();
  const second = await openStore();
  expect(await keepsOf(second)).toEqual(['one']);
  await second.write(keep('2'), Buffer.from('two'));
  await second.remove(keep('1'));
  await second.close();
  expect(await keepsOf(await openStore())).toEqual(['two']);
  // Put there after the stop was written down, as by a run that was killed.
  await (await openStore()).write(keep('3'), Buffer.from('three'));
  expect((await keepsOf(await openStore())).sort()).toEqual(['three', 'two']);
});

describe('a disk that fails', () => {
  const story = async (store: Store, done: Map<string, Buffer>): Promise<void> => {
    for (const uid of ['1', '2', '3']) {
      const bytes = Buffer.alloc(300_000, uid);
      await put(store, instanceKey('exam', uid), bytes);
      done.set(uid, bytes);
      if (uid === '1') await store.exams.pin('exam');
      await store.write({ kind: 'document', item: 'list' }, Buffer.from(`document ${uid}`));
      done.set('document', Buffer.from(`document ${uid}`));
    }
  };

  test('stopping at any operation loses nothing complete and shows nothing half', async () => {
    let stoppedAt = 0;
    for (let failsAt = 0; ; failsAt += 1) {
      await rm(join(folder, 'library'), { recursive: true, force: true });
      const disk = new FaultyDisk(nodeDisk, failingFrom(failsAt));
      const done = new Map<string, Buffer>();
      try {
        await story(await openStore({ disk }), done);
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(AppFailure);
        stoppedAt = failsAt;
      }
      const store = await openStore({
        onDamage: (key) =>
          expect.fail(`a half file was left for ${JSON.stringify(key)}, operation ${failsAt}`),
      });
      for (const uid of ['1', '2', '3']) {
        const found = await get(store, instanceKey('exam', uid));
        const expected = done.get(uid);
        if (expected) expect(found?.equals(expected), `instance ${uid}, operation ${failsAt}`).toBe(true);
        else if (found) expect(found.equals(Buffer.alloc(300_000, uid))).toBe(true);
      }
      const document = (await get(store, { kind: 'document', item: 'list' }))?.toString();
      const before = done.get('document')?.toString();
      // The last one that was written, or the one that was being written when it stopped.
      if (before) expect(Number(document?.slice(-1))).toBeGreaterThanOrEqual(Number(before.slice(-1)));
      expect(await readdir(join(folder, 'library/incoming'))).toEqual([]);
    }
    expect(stoppedAt).toBeGreaterThan(40);
  });

  test('that is full says so, keeps what it has, and takes more once there is room', async () => {
    const store = await openStore();
    await put(store, instanceKey('exam', '0'), randomBytes(1000));
    const operations = new FaultyDisk(nodeDisk);
    await openStore({ disk: operations });
    const opening = operations.operations;
    let full = 0;
    for (let failsAt = opening; ; failsAt += 1) {
      const failing = await openStore({ disk: new FaultyDisk(nodeDisk, failingAt(failsAt, 'ENOSPC')) });
      const code = await codeOf(put(failing, instanceKey('exam', '1'), randomBytes(600_000)));
      if (code === 'nothing') break;
      expect(code).toBe('disk-full');
      full += 1;
      await put(failing, instanceKey('exam', '1'), Buffer.from('room again'));
      expect((await get(failing, instanceKey('exam', '1')))?.toString()).toBe('room again');
      expect(await failing.read(instanceKey('exam', '0'))).not.toBeNull();
    }
    expect(full).toBeGreaterThanOrEqual(3);
  });
});

describe('a process that is killed', () => {
  const child = (root: string): string => `
    import { createHash, randomBytes } from 'node:crypto';
    const { Store } = await import(${JSON.stringify(join(import.meta.dirname, 'store.ts'))});
    const store = await Store.open({ folder: ${JSON.stringify(root)}, libraryKey: Buffer.from('${libraryKey.toString('hex')}', 'hex'), cacheLimit: 2 ** 30 });
    await store.exams.pin('exam');
    const run = randomBytes(4).toString('hex');
    const one = async (n) => {
      const bytes = randomBytes(1 + Math.floor(Math.random() * 900_000));
      const key = { kind: 'exam-item', examId: 'exam', item: run + '/' + n };
      const writer = store.writers.begin(key);
      for (let at = 0; at < bytes.length; at += 65536) await writer.push(bytes.subarray(at, at + 65536));
      await store.commitItem(key, writer);
      process.stdout.write(key.item + ' ' + createHash('sha256').update(bytes).digest('hex') + '\\n');
    };
    for (let n = 0; ; n += 4) await Promise.all([n, n + 1, n + 2, n + 3].map(one));
  `;

  test('at random moments, again and again, loses nothing that was complete', async () => {
    const root = join(folder, 'library');
    const complete = new Map<string, string>();
    for (let round = 0; round < 5; round += 1) {
      const process_ = spawn(process.execPath, ['--input-type=module', '-e', child(root)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(process_, 'exit');
      const killAfter = 1 + Math.floor(Math.random() * 40);
      let lines = 0;
      for await (const line of createInterface({ input: process_.stdout })) {
        const [item, digest] = line.split(' ');
        if (item && digest?.length === 64) complete.set(item, digest);
        lines += 1;
        if (lines === killAfter) process_.kill('SIGKILL');
      }
      await exited;
      const store = await openStore({ onDamage: () => expect.fail('a half file was left') });
      expect(await readdir(join(root, 'incoming'))).toEqual([]);
      for (const [item, digest] of complete) {
        const bytes = await get(store, { kind: 'exam-item', examId: 'exam', item });
        expect(bytes && createHash('sha256').update(bytes).digest('hex'), item).toBe(digest);
      }
    }
    expect(complete.size).toBeGreaterThan(5);
  });
});
