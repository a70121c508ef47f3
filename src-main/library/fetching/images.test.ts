import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import { nodeDisk, type Disk } from '../store/disk.ts';
import { failingFrom, FaultyDisk } from '../store/faulty-disk.ts';
import { instanceKey } from '../store/names.ts';
import { Store, type StoreOptions } from '../store/store.ts';
import { codeOf, dicomFile, examOf, FakeSource, gate, pdfFile, refOf, temporaryFolder } from '../testing.ts';
import { Fetcher } from './fetcher.ts';
import { Images } from './images.ts';

// A loaded machine is slow, not wrong.
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

let folder: { path: string; remove: () => Promise<void> };
let online = true;
let waited: number[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  online = true;
  waited = [];
});
afterEach(() => folder.remove());

async function setUp(
  source: FakeSource,
  options: Partial<StoreOptions> = {},
): Promise<{ images: Images; store: Store }> {
  const store = await Store.open({
    folder: folder.path,
    libraryKey: Buffer.alloc(32, 1),
    cacheLimit: 2 ** 30,
    ...options,
  });
  await store.settled();
  const wait = async (ms: number): Promise<void> => void waited.push(ms);
  const fetcher = new Fetcher({ store, isOnline: () => online, wait });
  return { images: new Images({ store, fetcher, source }), store };
}
const now = (priority = 0): { priority: number; signal: AbortSignal } => ({
  priority,
  signal: new AbortController().signal,
});

describe('an instance', () => {
  test('comes from the source once, and from the store from then on, offline too', async () => {
    const source = new FakeSource(3);
    source.size = 700_000;
    const { images, store } = await setUp(source);
    const bytes = await images.get(refOf('exam', 1), now());
    expect(Buffer.from(bytes).equals(dicomFile('1.2.3.1.1', 700_000))).toBe(true);
    // The store has it a moment after the viewer.
    await eventually(() => store.sizeOf(instanceKey('exam', '1.2.3.1.1'))).not.toBeNull();
    online = false;
    expect(Buffer.from(await images.get(refOf('exam', 1), now())).equals(Buffer.from(bytes))).toBe(true);
    expect(source.asked).toEqual(['1.2.3.1.1']);
    expect(await codeOf(images.get(refOf('exam', 2), now()))).toBe('offline-not-kept');
  });

  test('is fetched once however many ask, and the one who leaves does not take it from the others', async () => {
    const source = new FakeSource(1);
    const hold = gate();
    source.before = () => hold.passed;
    const { images } = await setUp(source);
    const leaving = new AbortController();
    const all = [now(), { priority: 3, signal: leaving.signal }, now()].map((wish) =>
      images.get(refOf('exam', 1), wish),
    );
    const left = codeOf(all[1]!);
    await eventually(() => source.asked.length).toBe(1);
    leaving.abort();
    expect(await left).toBe('cancelled');
    hold.open();
    expect((await all[0]!).byteLength).toBe(1000);
    expect((await all[2]!).byteLength).toBe(1000);
    // Each has bytes of their own: they are given away to a window.
    expect(await all[0]).not.toBe(await all[2]);
    expect(source.asked).toHaveLength(1);
    expect(source.aborted).toBe(0);
  });

  test('that nobody waits for any more is given up, running or not', async () => {
    const source = new FakeSource(20);
    const hold = gate();
    source.before = () => hold.passed;
    const { images } = await setUp(source);
    const abort = new AbortController();
    const codes = Array.from({ length: 20 }, (_, n) =>
      codeOf(images.get(refOf('exam', n + 1), { priority: n, signal: abort.signal })),
    );
    await eventually(() => source.asked.length).toBe(6);
    abort.abort();
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['cancelled']));
    expect(source.aborted).toBe(6);
    hold.open();
    await eventually(() => source.underWay).toBe(0);
    expect(source.asked).toHaveLength(6);
  });

  test('that is looked at overtakes what waits; six are under way at most', async () => {
    const source = new FakeSource(30);
    const hold = gate();
    source.before = () => hold.passed;
    const { images } = await setUp(source);
    const steers: ((priority: number) => void)[] = [];
    const all = Array.from({ length: 20 }, (_, n) =>
      images.get(refOf('exam', n + 1), now(100 + n), (steer) => void (steers[n] = steer)),
    );
    await eventually(() => source.asked.length).toBe(6);
    // All reads have missed and wait for the network by the time this one has.
    all.push(images.get(refOf('exam', 30), now(1000)));
    await eventually(() => steers.length).toBe(20);
    steers[19]?.(0);
    const asked = source.asked.length;
    hold.open();
    await Promise.all(all);
    expect(source.asked.indexOf('1.2.3.1.20')).toBe(asked);
    expect(source.asked.at(-1)).toBe('1.2.3.1.30');
    expect(source.mostUnderWay).toBe(6);
  });

  test('that is being made durable keeps no other from coming', async () => {
    const source = new FakeSource(10);
    const hold = gate();
    const slow: Disk = {
      ...nodeDisk,
      create: async (path) => {
        const file = await nodeDisk.create(path);
        return {
          write: (pieces) => file.write(pieces),
          sync: () => hold.passed.then(() => file.sync()),
          close: () => file.close(),
        };
      },
    };
    const { images, store } = await setUp(source);
    await store.close();
    const { images: onSlow } = await setUp(source, { disk: slow });
    const wish = { priority: 0, purpose: 'download', signal: new AbortController().signal } as const;
    const all = Array.from({ length: 10 }, (_, n) => onSlow.fetch(refOf('exam', n + 1), wish));
    await eventually(() => source.asked.length).toBe(10);
    // None of them passes for stored before it is.
    expect(await store.sizeOf(instanceKey('exam', '1.2.3.1.1'))).toBeNull();
    hold.open();
    expect((await Promise.all(all)).every((bytes) => bytes > 1000)).toBe(true);
    expect((await images.get(refOf('exam', 1), now())).byteLength).toBe(1000);
  });

  test('is tried again when the way was at fault, with pauses that grow and heed Retry-After', async () => {
    const source = new FakeSource(1);
    let failures = [
      new AppFailure('network-unreachable', 'no'),
      new AppFailure('too-many-requests', 'no', { retryAfter: 7 }),
      new AppFailure('portal-unavailable', 'no'),
    ];
    source.before = () => {
      const failure = failures.shift();
      if (failure) throw failure;
    };
    const { images } = await setUp(source);
    await images.get(refOf('exam', 1), now());
    expect(source.asked).toHaveLength(4);
    expect(waited[1]).toBe(7000);
    expect(waited[2]).toBeGreaterThan(waited[0]!);
    failures = Array.from({ length: 9 }, () => new AppFailure('timed-out', 'no'));
    expect(await codeOf(images.get(refOf('exam', 2), now()))).toBe('timed-out');
    failures = [new AppFailure('too-many-requests', 'no', { retryAfter: 300 })];
    expect(await codeOf(images.get(refOf('exam', 3), now()))).toBe('too-many-requests');
    failures = [new AppFailure('share-expired', 'no')];
    expect(await codeOf(images.get(refOf('exam', 4), now()))).toBe('share-expired');
  });

  test('that is none, or another, is refused and not stored', async () => {
    const source = new FakeSource(4);
    const { images, store } = await setUp(source);
    const cases = [
      ['instance-not-dicom', Buffer.from('<html>'.repeat(100))],
      ['instance-not-dicom', Buffer.alloc(0)],
      ['instance-damaged', dicomFile('9.9.9')],
      ['instance-damaged', dicomFile('1.2.3.1.1').subarray(0, 140)],
    ] as const;
    for (const [code, bytes] of cases) {
      source.instead = () => bytes;
      expect(await codeOf(images.get(refOf('exam', 1), now()))).toBe(code);
      expect(await store.sizeOf(instanceKey('exam', '1.2.3.1.1'))).toBeNull();
    }
    source.instead = () => null;
    expect((await images.get(refOf('exam', 1), now())).byteLength).toBe(1000);
  });

  test('is shown although the disk is full', async () => {
    const counting = new FaultyDisk(nodeDisk);
    // The second start on a folder does what every later one does.
    await setUp(new FakeSource(1));
    await setUp(new FakeSource(1), { disk: counting });
    const source = new FakeSource(3);
    const full = new FaultyDisk(nodeDisk, failingFrom(counting.operations + 1, 'ENOSPC'));
    const { images } = await setUp(source, { disk: full });
    expect((await images.get(refOf('exam', 1), now())).byteLength).toBe(1000);
    const bring = images.bring(refOf('exam', 2), { ...now(), purpose: 'download' });
    expect(await codeOf(bring)).toMatch(/disk-(full|error)/);
  });

  test('that is large passes through without being held when it is only kept', async () => {
    const source = new FakeSource(1);
    source.size = 40 * 2 ** 20;
    const { images, store } = await setUp(source);
    await images.bring(refOf('exam', 1), { ...now(), purpose: 'download' });
    expect((await images.get(refOf('exam', 1), now())).byteLength).toBe(source.size);
    expect(await store.sizeOf(instanceKey('exam', '1.2.3.1.1'))).toBeGreaterThan(source.size);
    expect(source.purposes).toEqual(['download']);
  });
});

describe('a large instance that was interrupted', () => {
  const size = 5 * 2 ** 20;
  const file = dicomFile('1.2.3.1.1', size);
  const large = (): FakeSource => {
    const source = new FakeSource(1);
    source.size = size;
    source.validator = '"1"';
    source.sha256 = createHash('sha256').update(file).digest('hex');
    return source;
  };
  const bring = (images: Images) => images.bring(refOf('exam', 1), { ...now(), purpose: 'download' });

  test('goes on from where it stopped, on the next try and after a new start', async () => {
    const source = large();
    source.breaksAfter = 3.5 * 2 ** 20;
    const first = await setUp(source);
    expect(await codeOf(bring(first.images))).toBe('network-unreachable');
    // Each try went on a little further: what had come whole was not asked for again.
    expect(source.ranges[0]).toBe(0);
    expect(source.ranges[1]).toBe(3 * 2 ** 20);
    expect(source.ranges.length).toBe(4);
    source.breaksAfter = Number.POSITIVE_INFINITY;
    source.ranges.length = 0;
    const { images } = await setUp(source);
    const bytes = await images.get(refOf('exam', 1), now());
    expect(Buffer.from(bytes).equals(file)).toBe(true);
    expect(source.ranges[0]).toBeGreaterThanOrEqual(3 * 2 ** 20);
    await eventually(() => readdir(join(folder.path, 'incoming'))).toEqual([]);
  });

  test('begins again where the source has another by now, and where its beginning was damaged', async () => {
    const source = large();
    source.breaksAfter = 3.5 * 2 ** 20;
    const first = await setUp(source);
    await codeOf(bring(first.images));
    source.breaksAfter = Number.POSITIVE_INFINITY;
    source.validator = '"2"';
    const { images } = await setUp(source);
    expect(Buffer.from(await images.get(refOf('exam', 1), now())).equals(file)).toBe(true);
    expect(source.ranges.slice(-1)).toEqual([0]);

    await images.bring(refOf('other', 1), { ...now(), purpose: 'download' });
    source.breaksAfter = 3.5 * 2 ** 20;
    await codeOf(images.bring(refOf('third', 1), { ...now(), purpose: 'download' }));
    source.breaksAfter = Number.POSITIVE_INFINITY;
    const [left] = await readdir(join(folder.path, 'incoming'));
    const path = join(folder.path, 'incoming', left!);
    const bytes = await readFile(path);
    bytes[1_500_000]! ^= 1;
    await writeFile(path, bytes);
    source.ranges.length = 0;
    expect(Buffer.from(await images.get(refOf('third', 1), now())).equals(file)).toBe(true);
    // The first megabyte was good.
    expect(source.ranges).toEqual([2 ** 20]);
  });

  test('leaves nothing when its exam is removed', async () => {
    const source = large();
    source.breaksAfter = 3.5 * 2 ** 20;
    const { images, store } = await setUp(source);
    await codeOf(bring(images));
    expect(await readdir(join(folder.path, 'incoming'))).toHaveLength(1);
    await store.exams.remove('exam');
    expect(await readdir(join(folder.path, 'incoming'))).toEqual([]);
  });
});

test('what is not what the source said it would be is asked for again, and not stored', async () => {
  const source = new FakeSource(1);
  source.sha256 = 'f'.repeat(64);
  const { images, store } = await setUp(source);
  expect(await codeOf(images.get(refOf('exam', 1), now()))).toBe('instance-damaged');
  expect(source.asked.length).toBe(4);
  // Without a digest its structure decides; with one that holds, there is no more of it than the source has.
  const cut = dicomFile('1.2.3.1.1').subarray(0, 900);
  source.instead = () => cut;
  source.sha256 = null;
  expect(await codeOf(images.get(refOf('exam', 1), now()))).toBe('instance-damaged');
  expect(await store.sizeOf(instanceKey('exam', '1.2.3.1.1'))).toBeNull();
  source.sha256 = createHash('sha256').update(cut).digest('hex');
  expect((await images.get(refOf('exam', 1), now())).byteLength).toBe(900);
});

test('a report comes as the PDF it must be', async () => {
  const source = new FakeSource(0);
  const { images } = await setUp(source);
  const signal = new AbortController().signal;
  const [report] = examOf('exam', 0).reports;
  expect(Buffer.from(await images.report('exam', report!.id, signal)).equals(pdfFile)).toBe(true);
  source.instead = () => Buffer.from('<html>');
  expect(await codeOf(images.report('exam', 'other', signal))).toBe('report-damaged');
});
