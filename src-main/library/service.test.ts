import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LibraryEntry } from '../../src-shared/domain/library.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import { byteAnswerSchema, type ByteAnswer } from '../../src-shared/ipc/byte-channel.ts';
import { LibraryClient } from './client.ts';
import type { OpenInput } from './messages.ts';
import { LibraryService } from './service.ts';
import { codeOf, dicomFile, examOf, FakeSource, gate, pdfFile, refOf, temporaryFolder } from './testing.ts';

// A loaded machine is slow, not wrong.
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

let folder: { path: string; remove: () => Promise<void> };
let source: FakeSource;
let service: LibraryService;
let client: LibraryClient;
let changes: LibraryEntry[];
let tokensAsked: (string | null)[];
let log: string[];

const open = (change: Partial<OpenInput> = {}): Promise<void> =>
  client.open({
    folder: join(folder.path, 'account'),
    key: Buffer.alloc(32, 1),
    lifetime: 'kept',
    portal: {
      apiBaseUrl: 'https://portal.example/api/v1',
      dicomwebBaseUrl: 'https://portal.example/dicom-web',
    },
    cacheLimit: 2 ** 30,
    ...change,
  });

/** What main and the library process are to each other, without the processes. Messages are cloned as a port clones them. */
function start(): void {
  client = new LibraryClient({
    fork: () => {
      let listener: (message: unknown) => void = () => undefined;
      service = new LibraryService({
        send: (message) => queueMicrotask(() => listener(structuredClone(message))),
        source: (_portal, { withToken }) => {
          const before = source.before;
          source.before = (what) => withToken(async () => before(what));
          return source;
        },
        wait: () => Promise.resolve(),
      });
      return {
        postMessage: (message) => service.receive(structuredClone(message), null),
        onMessage: (next) => (listener = next),
        onExit: () => undefined,
        kill: () => undefined,
      };
    },
    route: () => Promise.resolve(null),
    token: async (rejected) => {
      tokensAsked.push(rejected);
      return `token ${tokensAsked.length}`;
    },
    log: (_level, text) => log.push(text),
  });
  client.on('changed', (entry) => changes.push(entry));
  client.start();
}

beforeEach(async () => {
  folder = await temporaryFolder();
  source = new FakeSource(10);
  [changes, tokensAsked, log] = [[], [], []];
  start();
});
afterEach(async () => {
  await client.stop();
  await folder.remove();
  expect(log.filter((text) => !/a damaged file was removed|the right to an exam is over/.test(text))).toEqual(
    [],
  );
});

const files = async (): Promise<string[]> =>
  (await readdir(folder.path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const stateOf = async (examId: string): Promise<string | undefined> =>
  (await client.list()).find((entry) => entry.examId === examId)?.state;

describe('the library', () => {
  test('answers nothing before it is opened and after it is closed', async () => {
    expect(await codeOf(client.list())).toBe('not-signed-in');
    await open();
    expect(await client.list()).toEqual([]);
    await client.close({ erase: false });
    expect(await codeOf(client.examImages(examOf('exam', 10)))).toBe('not-signed-in');
  });

  test('describes a study, from this computer once it has been seen', async () => {
    await open();
    const exam = examOf('exam', 10);
    expect(await client.examImages(exam)).toMatchObject([
      { seriesInstanceUid: '1.2.3.1', instanceCount: 10 },
    ]);
    const input = { examId: 'exam', studyInstanceUid: '1.2.3', seriesInstanceUid: '1.2.3.1' };
    expect(await client.instances(input)).toHaveLength(10);
    const asked = source.asked.filter((what) => !what.startsWith('1.'));
    expect(asked).toEqual(['series', 'instances']);
    // The first images come before anyone asks for them.
    await eventually(() => source.asked.filter((what) => what.startsWith('1.')).length).toBe(10);
    await client.examImages(exam);
    await client.setOnline(false);
    expect(await client.examImages(examOf('exam', 99))).toHaveLength(1);
    expect(await client.instances(input)).toHaveLength(10);
    expect(await codeOf(client.examImages(examOf('other', 1)))).toBe('offline-not-kept');
    expect(source.asked.filter((what) => what === 'series')).toHaveLength(1);
    // One more image than what was described: something has been added.
    await client.setOnline(true);
    await client.examImages(examOf('exam', 11));
    expect(source.asked.filter((what) => what === 'series')).toHaveLength(2);
  });

  test('keeps documents for offline', async () => {
    await open();
    expect(await client.getDocument('exams')).toBeNull();
    await client.putDocument('exams', [{ label: 'É' }]);
    await client.stop();
    start();
    await open();
    expect((await client.getDocument('exams'))?.value).toEqual([{ label: 'É' }]);
    await client.removeDocument('exams');
    expect(await client.getDocument('exams')).toBeNull();
  });

  test("closes this computer's own library too, so that the next start has nothing to mend", async () => {
    const local = { folder: join(folder.path, 'local'), key: new Uint8Array(32), lifetime: 'kept' } as const;
    await client.openLocal(local);
    expect(await readdir(local.folder)).toContain('in-use');
    await client.stop();
    expect(await readdir(local.folder)).not.toContain('in-use');
    start();
  });

  test('reads a report, and again offline', async () => {
    await open();
    expect(Buffer.from(await client.report('r', 'exam')).equals(pdfFile)).toBe(true);
    await eventually(async () => (await files()).some((file) => file.includes('cache'))).toBe(true);
    await client.setOnline(false);
    expect(Buffer.from(await client.report('r', 'exam')).equals(pdfFile)).toBe(true);
    expect(await codeOf(client.report('s', null))).toBe('offline-not-kept');
  });

  test('asks for one token, and for another when it is refused', async () => {
    let refuse = true;
    source.before = () => {
      if (refuse) throw new AppFailure('session-ended', 'the portal answered 401');
    };
    await open();
    const asked = Promise.all([client.report('r', 'exam'), client.report('s', 'exam')].map(codeOf));
    expect(await asked).toEqual(['session-ended', 'session-ended']);
    refuse = false;
    expect((await client.report('r', 'exam')).byteLength).toBe(pdfFile.byteLength);
    expect(tokensAsked[0]).toBeNull();
    expect(tokensAsked[1]).toBe('token 1');
    expect(tokensAsked.length).toBeLessThanOrEqual(4);
  });

  test('erases what it was told not to leave', async () => {
    await open({ lifetime: 'until-exit' });
    await client.putDocument('exams', []);
    await client.stop();
    expect(await files()).toEqual([]);
    start();
    await open();
    await client.putDocument('exams', []);
    await client.close({ erase: true });
    expect(await files()).toEqual([]);
  });

  test('does not open with another key', async () => {
    await open();
    await client.putDocument('exams', []);
    expect(await codeOf(open({ key: Buffer.alloc(32, 2) }))).toBe('library-unreadable');
    expect(await codeOf(client.list())).toBe('not-signed-in');
    await open();
    expect((await client.getDocument('exams'))?.value).toEqual([]);
  });
});

describe('an exam that is kept', () => {
  test('comes whole, with its reports, and stays readable offline after a new start', async () => {
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('kept');
    const [entry] = await client.list();
    expect(entry).toMatchObject({ instancesDone: 10, instancesTotal: 10 });
    expect(entry!.bytes).toBeGreaterThan(10_000);
    expect(changes.at(-1)).toEqual(entry);
    expect(new Set(source.purposes)).toEqual(new Set(['download']));
    await client.stop();
    start();
    await client.setOnline(false);
    await open();
    expect(await client.list()).toEqual([entry]);
    expect(await client.examImages(examOf('exam', 10))).toHaveLength(1);
    expect((await client.report('exam-report', 'exam')).byteLength).toBe(pdfFile.byteLength);
    expect((await get(refOf('exam', 10))).kind).toBe('bytes');
    expect(await stateOf('exam')).toBe('kept');
  });

  test('goes on where it was interrupted, and never counts as whole before', async () => {
    const hold = gate();
    source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(async () => (await client.list())[0]?.instancesDone).toBe(9);
    expect(await stateOf('exam')).toBe('keeping');
    const asked = source.asked.length;
    await client.stop();
    hold.open();
    source = new FakeSource(10);
    start();
    await open();
    await eventually(() => stateOf('exam')).toBe('kept');
    expect(asked).toBeGreaterThan(10);
    expect(source.asked).toEqual(['1.2.3.1.8']);
  });

  test('waits for the network, and goes on when it is back', async () => {
    await open();
    await client.setOnline(false);
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('paused');
    await client.setOnline(true);
    await eventually(() => stateOf('exam')).toBe('kept');
    expect(changes.some(({ state }) => state === 'paused')).toBe(true);
  });

  test('says what its source has only damaged, keeps the rest, and tries again when asked', async () => {
    source.instead = (uid) => (uid === '1.2.3.1.3' ? Buffer.from('<html>') : null);
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('kept');
    expect((await client.list())[0]).toMatchObject({ instancesDone: 9, instancesTotal: 10, refused: 1 });
    source.instead = () => null;
    await client.keep(examOf('exam', 10));
    await eventually(async () => (await client.list())[0]).toMatchObject({ state: 'kept', refused: 0 });
  });

  test('fails where nothing of it can be had, and says why', async () => {
    source.instead = (uid) => (uid.startsWith('1.') ? Buffer.from('<html>') : null);
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('failed');
    expect((await client.list())[0]).toMatchObject({ instancesDone: 0, error: 'instance-not-dicom' });
  });

  test('stops for the person, one or all of them, also over a new start, and goes on', async () => {
    const hold = gate();
    source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(async () => (await client.list())[0]?.instancesDone).toBe(9);
    await client.hold('exam', true);
    expect(await stateOf('exam')).toBe('held');
    expect(source.aborted).toBeGreaterThan(0);
    expect((await client.status()).downloading).toBeNull();
    await client.hold(null, true);
    await client.stop();
    source = new FakeSource(10);
    start();
    await open();
    expect(await stateOf('exam')).toBe('held');
    await client.hold('exam', false);
    expect(await stateOf('exam')).toBe('held');
    expect(await client.status()).toMatchObject({ held: true, downloading: { exams: 1, instancesDone: 9 } });
    expect(source.asked).toEqual([]);
    await client.hold(null, false);
    await eventually(() => stateOf('exam')).toBe('kept');
    expect(await client.status()).toEqual({ held: false, downloading: null });
    hold.open();
  });

  test('that is looked at goes before those that were asked for earlier', async () => {
    const hold = gate();
    const images: string[] = [];
    source.before = (what) => (what.startsWith('1.') ? hold.passed : undefined);
    await open();
    for (const id of ['first', 'second', 'third']) await client.keep(examOf(id, 10));
    await eventually(() => stateOf('first')).toBe('keeping');
    expect(await stateOf('third')).toBe('queued');
    await client.examImages(examOf('third', 10));
    await eventually(() => stateOf('third')).toBe('keeping');
    client.on('changed', ({ examId, state }) => state === 'kept' && images.push(examId));
    hold.open();
    await eventually(() => images).toEqual(['third', 'first', 'second']);
  });

  test('does not begin where there is no room for it, says how much is missing, and goes on once there is', async () => {
    await open();
    const large = { ...examOf('exam', 10), bytes: 10 ** 15 };
    await client.keep(large);
    await eventually(() => stateOf('exam')).toBe('failed');
    const [entry] = await client.list();
    expect(entry).toMatchObject({ error: 'disk-full', instancesDone: 0 });
    expect(entry!.missingBytes).toBeGreaterThan(10 ** 14);
    expect(source.asked.filter((what) => what.startsWith('1.'))).toEqual([]);
    // As if another exam had been removed, and the portal had been wrong.
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('kept');
    expect((await client.list())[0]?.missingBytes).toBeUndefined();
  });

  test('is told from what was only looked at, which can be taken away', async () => {
    await open();
    await client.keep(examOf('kept', 10));
    await eventually(() => stateOf('kept')).toBe('kept');
    await client.examImages(examOf('seen', 10));
    await eventually(() => source.underWay).toBe(0);
    const seen = async () => (await client.usage(['kept', 'seen', 'other'])).cached;
    await eventually(async () => (await seen())[0]?.bytes).toBeGreaterThan(10_000);
    expect(await seen()).toHaveLength(1);
    const usage = await client.usage(['seen']);
    expect(usage.kept).toBe((await client.list())[0]?.bytes);
    expect(usage.cached[0]).toMatchObject({ examId: 'seen' });
    expect(usage.cached[0]!.bytes).toBeGreaterThan(10_000);
    expect((await client.usage([])).cached[0]?.examId).toBeNull();
    expect(usage.free).toBeGreaterThan(0);
    await client.forgetCached('seen');
    expect((await client.usage(['seen'])).cached).toEqual([]);
    expect(await stateOf('kept')).toBe('kept');
  });

  test('goes on after a run that did not end by itself, which the next start says', async () => {
    // Never opened: what is "killed" below must not go on writing.
    const hold = gate();
    source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await open();
    expect((await client.repairs()).interrupted).toBe(false);
    await client.keep(examOf('exam', 10));
    await eventually(async () => (await client.list())[0]?.instancesDone).toBe(9);
    await writeFile(join(folder.path, 'account/incoming/half'), 'half a file');
    // No stop: as if the process had been killed.
    const killed = service;
    source = new FakeSource(10);
    start();
    await open();
    expect(await client.repairs()).toMatchObject({ interrupted: true, resumed: 1 });
    expect((await client.repairs()).unfinished).toBeGreaterThan(0);
    await eventually(() => stateOf('exam')).toBe('kept');
    await client.stop();
    start();
    await open();
    expect(await client.repairs()).toMatchObject({ interrupted: false, unfinished: 0, resumed: 0 });
    expect(killed).not.toBe(service);
  });

  test('lets a viewer go first, and the exams follow each other', async () => {
    const hold = gate();
    const order: string[] = [];
    source.before = async (what) => {
      order.push(what);
      if (what.startsWith('1.')) await hold.passed;
    };
    source = Object.assign(new FakeSource(40), { before: source.before });
    await open();
    await client.keep(examOf('first', 40));
    await client.keep(examOf('second', 40));
    await eventually(() => source.underWay).toBe(6);
    const viewed = get(refOf('viewed', 99));
    hold.open();
    expect((await viewed).kind).toBe('bytes');
    expect(order.indexOf('1.2.3.1.99')).toBeLessThan(40);
    await eventually(() => stateOf('first')).toBe('kept');
    await eventually(() => stateOf('second')).toBe('kept');
  });

  test('is removed wholly, also in the middle of its download', async () => {
    const hold = gate();
    source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    const removed: string[] = [];
    client.on('removed', (examId) => removed.push(examId));
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(async () => (await client.list())[0]?.instancesDone).toBe(9);
    await client.remove('exam');
    expect(await client.list()).toEqual([]);
    expect(removed).toEqual(['exam']);
    hold.open();
    await eventually(() => source.underWay).toBe(0);
    expect((await files()).map((file) => file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['in-use', 'key-check']),
    );
    // Beside what rights there are, there is nothing.
    expect(await files()).toHaveLength(3);
  });

  test('goes when the right to it is over: at the contact that says so, and at its end without one', async () => {
    const removed: string[] = [];
    client.on('removed', (examId) => removed.push(examId));
    const ended: string[] = [];
    client.on('ended', (examId) => ended.push(examId));
    await open();
    await client.keep(examOf('kept', 10));
    await eventually(() => stateOf('kept')).toBe('kept');
    await client.report('seen-report', 'seen');
    expect((await client.holdings()).sort()).toEqual(['kept', 'seen']);
    const later = Date.now() + 3_600_000;
    await client.setRights({ ends: { kept: later, seen: later }, portalNow: null });
    expect(removed).toEqual([]);
    await client.setRights({ ends: { kept: Date.now() - 1, seen: later }, portalNow: null });
    expect(removed).toEqual(['kept']);
    expect(ended).toEqual(['kept']);
    expect(await client.list()).toEqual([]);
    expect(await get(refOf('kept', 5))).toMatchObject({ kind: 'failed', error: { code: 'access-ended' } });
    expect(await codeOf(client.report('kept-report', 'kept'))).toBe('access-ended');
    const soon = Date.now() + 300;
    await client.setRights({ ends: { seen: soon }, portalNow: null });
    await client.stop();
    start();
    await client.setOnline(false);
    await eventually(() => Date.now()).toBeGreaterThan(soon);
    await open();
    await eventually(async () => (await client.holdings()).length).toBe(0);
  });

  test('is mended when one of its files is found damaged', async () => {
    await open();
    await client.keep(examOf('exam', 10));
    await eventually(() => stateOf('exam')).toBe('kept');
    for (const file of await files()) {
      if (!file.includes('kept')) continue;
      const bytes = await readFile(file);
      if (bytes.byteLength > 1500) continue;
      bytes[200]! ^= 1;
      await writeFile(file, bytes);
    }
    const asked = source.asked.length;
    expect((await get(refOf('exam', 5))).kind).toBe('bytes');
    expect(source.asked.length).toBeGreaterThan(asked);
    await eventually(() => stateOf('exam')).toBe('kept');
    expect(log).not.toEqual([]);
  });
});

/** As a viewer window asks. */
let nextId = 0;
function viewer(): { port: MessagePort; answers: ByteAnswer[] } {
  const { port1, port2 } = new MessageChannel();
  service.receive(
    { kind: 'viewer' },
    {
      postMessage: (message) => port1.postMessage(message),
      onMessage: (listener) => void port1.on('message', listener),
      onClose: (listener) => void port1.on('close', listener),
    },
  );
  const answers: ByteAnswer[] = [];
  port2.on('message', (message) => answers.push(byteAnswerSchema.parse(message)));
  return { port: port2, answers };
}
async function get(ref: ReturnType<typeof refOf>): Promise<ByteAnswer> {
  const { port, answers } = viewer();
  port.postMessage({ kind: 'get', id: nextId++, ref, priority: 0 });
  await eventually(() => answers.length).toBe(1);
  port.close();
  return answers[0]!;
}

describe('the byte channel', () => {
  test('answers each request once, with the bytes or the reason', async () => {
    source.instead = (uid) => (uid === '1.2.3.1.2' ? Buffer.from('<html>') : null);
    await open();
    const { port, answers } = viewer();
    port.postMessage({ kind: 'get', id: 1, ref: refOf('exam', 1), priority: 0 });
    port.postMessage({ kind: 'get', id: 2, ref: refOf('exam', 2), priority: 0 });
    port.postMessage({
      kind: 'get',
      id: 3,
      ref: { ...refOf('exam', 3), sopInstanceUid: '../../../etc' },
      priority: 0,
    });
    port.postMessage({ kind: 'nonsense' });
    await eventually(() => answers.length).toBe(3);
    const of = (id: number): ByteAnswer | undefined => answers.find((answer) => answer.id === id);
    const first = of(1);
    expect(first?.kind === 'bytes' && Buffer.from(first.bytes).equals(dicomFile('1.2.3.1.1'))).toBe(true);
    expect(of(2)).toMatchObject({ kind: 'failed', error: { code: 'instance-not-dicom' } });
    expect(of(3)).toMatchObject({ kind: 'failed', error: { code: 'invalid-request' } });
    port.close();
  });

  test('forgets what is cancelled, and all of a window that closes', async () => {
    const hold = gate();
    source.before = (what) => (what.startsWith('1.') ? hold.passed : undefined);
    await open();
    const { port, answers } = viewer();
    for (const n of [1, 2, 3]) port.postMessage({ kind: 'get', id: n, ref: refOf('exam', n), priority: n });
    await eventually(() => source.underWay).toBe(3);
    port.postMessage({ kind: 'cancel', id: 2 });
    await eventually(() => source.aborted).toBe(1);
    port.close();
    await eventually(() => source.aborted).toBe(3);
    hold.open();
    await eventually(() => source.underWay).toBe(0);
    expect(answers).toEqual([]);
  });

  test('says so when no library is open', async () => {
    expect(await get(refOf('exam', 1))).toMatchObject({ kind: 'failed', error: { code: 'not-signed-in' } });
  });
});
