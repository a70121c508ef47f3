import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../src-shared/errors.ts';
import { type ServiceRig, eventually, rigForEach } from './service-rig.ts';
import { codeOf, FakeSource, examOf, gate, pdfFile, refOf } from './testing.ts';

let rig: ServiceRig;
rigForEach((next) => (rig = next));

describe('an exam that is kept', () => {
  test('comes whole, with its reports, and stays readable offline after a new start', async () => {
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    const [entry] = await rig.client.list();
    expect(entry).toMatchObject({ instancesDone: 10, instancesTotal: 10 });
    expect(entry!.bytes).toBeGreaterThan(10_000);
    expect(rig.changes.at(-1)).toEqual(entry);
    expect(new Set(rig.source.purposes)).toEqual(new Set(['download']));
    await rig.client.stop();
    rig.start();
    await rig.client.setOnline(false);
    await rig.open();
    expect(await rig.client.list()).toEqual([entry]);
    expect(await rig.client.examImages(examOf('exam', 10))).toHaveLength(1);
    expect((await rig.client.report('exam-report', 'exam')).byteLength).toBe(pdfFile.byteLength);
    expect((await rig.get(refOf('exam', 10))).kind).toBe('bytes');
    expect(await rig.stateOf('exam')).toBe('kept');
  });

  test('goes on where it was interrupted, and never counts as whole before', async () => {
    const hold = gate();
    rig.source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.list())[0]?.instancesDone).toBe(9);
    expect(await rig.stateOf('exam')).toBe('keeping');
    const asked = rig.source.asked.length;
    await rig.client.stop();
    hold.open();
    rig.source = new FakeSource(10);
    rig.start();
    await rig.open();
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect(asked).toBeGreaterThan(10);
    expect(rig.source.asked).toEqual(['1.2.3.1.8']);
  });

  test('waits for the network, and goes on when it is back', async () => {
    await rig.open();
    await rig.client.setOnline(false);
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('paused');
    expect((await rig.client.status()).downloading).toMatchObject({ waiting: true, bytesPerSecond: null });
    await rig.client.setOnline(true);
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect(rig.changes.some(({ state }) => state === 'paused')).toBe(true);
  });

  test('is left alone for as long as the portal asks, however often it is said that there is a network', async () => {
    rig.source.before = (what) => {
      if (what.endsWith('.1')) throw new AppFailure('portal-unavailable', '503', { retryAfter: 120 });
    };
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.status()).downloading?.waiting).toBe(true);
    const asked = rig.source.asked.length;
    await rig.client.setOnline(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(rig.source.asked.length).toBe(asked);
    expect((await rig.client.status()).downloading?.waiting).toBe(true);
  });

  test('says what its rig.source has only damaged, keeps the rest, and tries again when asked', async () => {
    rig.source.instead = (uid) => (uid === '1.2.3.1.3' ? Buffer.from('<html>') : null);
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect((await rig.client.list())[0]).toMatchObject({ instancesDone: 9, instancesTotal: 10, refused: 1 });
    rig.source.instead = () => null;
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.list())[0]).toMatchObject({ state: 'kept', refused: 0 });
  });

  test('is kept without what is never as its source says, instead of being asked for for ever', async () => {
    class Lying extends FakeSource {
      override async instance(...args: Parameters<FakeSource['instance']>) {
        const incoming = await super.instance(...args);
        return args[0].sopInstanceUid === '1.2.3.1.1' ? { ...incoming, sha256: 'f'.repeat(64) } : incoming;
      }
    }
    rig.source = new Lying(10);
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect((await rig.client.list())[0]).toMatchObject({ instancesDone: 9, instancesTotal: 10, refused: 1 });
  });

  test('fails where nothing of it can be had, and says why', async () => {
    rig.source.instead = (uid) => (uid.startsWith('1.') ? Buffer.from('<html>') : null);
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('failed');
    expect((await rig.client.list())[0]).toMatchObject({ instancesDone: 0, error: 'instance-not-dicom' });
  });

  test('stops for the person, one or all of them, also over a new start, and goes on', async () => {
    const hold = gate();
    rig.source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.list())[0]?.instancesDone).toBe(9);
    await rig.client.hold('exam', true);
    expect(await rig.stateOf('exam')).toBe('held');
    expect(rig.source.aborted).toBeGreaterThan(0);
    expect((await rig.client.status()).downloading).toBeNull();
    await rig.client.hold(null, true);
    await rig.client.stop();
    rig.source = new FakeSource(10);
    rig.start();
    await rig.open();
    expect(await rig.stateOf('exam')).toBe('held');
    await rig.client.hold('exam', false);
    expect(await rig.stateOf('exam')).toBe('held');
    expect(await rig.client.status()).toMatchObject({
      held: true,
      downloading: { exams: 1, instancesDone: 9 },
    });
    expect(rig.source.asked).toEqual([]);
    await rig.client.hold(null, false);
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect(await rig.client.status()).toEqual({ held: false, downloading: null });
    hold.open();
  });

  test('that is looked at goes before those that were asked for earlier', async () => {
    const hold = gate();
    const images: string[] = [];
    rig.source.before = (what) => (what.startsWith('1.') ? hold.passed : undefined);
    await rig.open();
    for (const id of ['first', 'second', 'third']) await rig.client.keep(examOf(id, 10));
    await eventually(() => rig.stateOf('first')).toBe('keeping');
    expect(await rig.stateOf('third')).toBe('queued');
    await rig.client.examImages(examOf('third', 10));
    await eventually(() => rig.stateOf('third')).toBe('keeping');
    rig.client.on('changed', ({ examId, state }) => state === 'kept' && images.push(examId));
    hold.open();
    await eventually(() => images).toEqual(['third', 'first', 'second']);
  });

  test('does not begin where there is no room for it, says how much is missing, and goes on once there is', async () => {
    await rig.open();
    const large = { ...examOf('exam', 10), bytes: 10 ** 15 };
    await rig.client.keep(large);
    await eventually(() => rig.stateOf('exam')).toBe('failed');
    const [entry] = await rig.client.list();
    expect(entry).toMatchObject({ error: 'disk-full', instancesDone: 0 });
    expect(entry!.missingBytes).toBeGreaterThan(10 ** 14);
    expect(rig.source.asked.filter((what) => what.startsWith('1.'))).toEqual([]);
    // As if another exam had been removed, and the portal had been wrong.
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect((await rig.client.list())[0]?.missingBytes).toBeUndefined();
  });

  test('is told from what was only looked at, which can be taken away', async () => {
    await rig.open();
    await rig.client.keep(examOf('kept', 10));
    await eventually(() => rig.stateOf('kept')).toBe('kept');
    await rig.client.examImages(examOf('seen', 10));
    await eventually(() => rig.source.underWay).toBe(0);
    const seen = async () => (await rig.client.usage(['kept', 'seen', 'other'])).cached;
    await eventually(async () => (await seen())[0]?.bytes).toBeGreaterThan(10_000);
    expect(await seen()).toHaveLength(1);
    const usage = await rig.client.usage(['seen']);
    expect(usage.kept).toBe((await rig.client.list())[0]?.bytes);
    expect(usage.cached[0]).toMatchObject({ examId: 'seen' });
    expect(usage.cached[0]!.bytes).toBeGreaterThan(10_000);
    expect((await rig.client.usage([])).cached[0]?.examId).toBeNull();
    expect(usage.free).toBeGreaterThan(0);
    await rig.client.forgetCached('seen');
    expect((await rig.client.usage(['seen'])).cached).toEqual([]);
    expect(await rig.stateOf('kept')).toBe('kept');
  });

  test('goes on after a run that did not end by itself, which the next start says', async () => {
    // Never opened: what is "killed" below must not go on writing.
    const hold = gate();
    rig.source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    await rig.open();
    expect((await rig.client.repairs()).interrupted).toBe(false);
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.list())[0]?.instancesDone).toBe(9);
    await writeFile(join(rig.folder, 'account/incoming/half'), 'half a file');
    // No stop: as if the process had been killed.
    const killed = rig.service;
    rig.source = new FakeSource(10);
    rig.start();
    await rig.open();
    expect(await rig.client.repairs()).toMatchObject({ interrupted: true, resumed: 1 });
    expect((await rig.client.repairs()).unfinished).toBeGreaterThan(0);
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    await rig.client.stop();
    rig.start();
    await rig.open();
    expect(await rig.client.repairs()).toMatchObject({ interrupted: false, unfinished: 0, resumed: 0 });
    expect(killed).not.toBe(rig.service);
  });

  test('lets a viewer go first, and the exams follow each other', async () => {
    const hold = gate();
    const order: string[] = [];
    rig.source.before = async (what) => {
      order.push(what);
      if (what.startsWith('1.')) await hold.passed;
    };
    rig.source = Object.assign(new FakeSource(40), { before: rig.source.before });
    await rig.open();
    await rig.client.keep(examOf('first', 40));
    await rig.client.keep(examOf('second', 40));
    await eventually(() => rig.source.underWay).toBe(6);
    const viewed = rig.get(refOf('viewed', 99));
    hold.open();
    expect((await viewed).kind).toBe('bytes');
    expect(order.indexOf('1.2.3.1.99')).toBeLessThan(40);
    await eventually(() => rig.stateOf('first')).toBe('kept');
    await eventually(() => rig.stateOf('second')).toBe('kept');
  });

  test('is removed wholly, also in the middle of its download', async () => {
    const hold = gate();
    rig.source.before = (what) => (what.endsWith('.8') ? hold.passed : undefined);
    const removed: string[] = [];
    rig.client.on('removed', (examId) => removed.push(examId));
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(async () => (await rig.client.list())[0]?.instancesDone).toBe(9);
    await rig.client.remove('exam');
    expect(await rig.client.list()).toEqual([]);
    expect(removed).toEqual(['exam']);
    hold.open();
    await eventually(() => rig.source.underWay).toBe(0);
    expect((await rig.files()).map((file) => file.split('/').at(-1))).toEqual(
      expect.arrayContaining(['in-use', 'key-check']),
    );
    // Beside what rights there are, and their copy, there is nothing.
    expect(await rig.files()).toHaveLength(4);
  });

  test('goes when the right to it is over: at the contact that says so, and at its end without one', async () => {
    const removed: string[] = [];
    rig.client.on('removed', (examId) => removed.push(examId));
    const ended: string[] = [];
    rig.client.on('ended', (examId) => ended.push(examId));
    await rig.open();
    await rig.client.keep(examOf('kept', 10));
    await eventually(() => rig.stateOf('kept')).toBe('kept');
    await rig.client.report('seen-report', 'seen');
    expect((await rig.client.holdings()).sort()).toEqual(['kept', 'seen']);
    const later = Date.now() + 3_600_000;
    await rig.client.setRights({ ends: { kept: later, seen: later }, portalNow: null });
    expect(removed).toEqual([]);
    await rig.client.setRights({ ends: { kept: Date.now() - 1, seen: later }, portalNow: null });
    expect(removed).toEqual(['kept']);
    expect(ended).toEqual(['kept']);
    expect(await rig.client.list()).toEqual([]);
    expect(await rig.get(refOf('kept', 5))).toMatchObject({
      kind: 'failed',
      error: { code: 'access-ended' },
    });
    expect(await codeOf(rig.client.report('kept-report', 'kept'))).toBe('access-ended');
    const soon = Date.now() + 300;
    await rig.client.setRights({ ends: { seen: soon }, portalNow: null });
    await rig.client.stop();
    rig.start();
    await rig.client.setOnline(false);
    await eventually(() => Date.now()).toBeGreaterThan(soon);
    await rig.open();
    await eventually(async () => (await rig.client.holdings()).length).toBe(0);
  });

  test('is mended when one of its files is found damaged', async () => {
    await rig.open();
    await rig.client.keep(examOf('exam', 10));
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    for (const file of await rig.files()) {
      if (!file.includes('kept')) continue;
      const bytes = await readFile(file);
      if (bytes.byteLength > 1500) continue;
      bytes[200]! ^= 1;
      await writeFile(file, bytes);
    }
    const asked = rig.source.asked.length;
    expect((await rig.get(refOf('exam', 5))).kind).toBe('bytes');
    expect(rig.source.asked.length).toBeGreaterThan(asked);
    await eventually(() => rig.stateOf('exam')).toBe('kept');
    expect(rig.log).not.toEqual([]);
  });
});
