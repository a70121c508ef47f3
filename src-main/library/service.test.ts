import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppFailure } from '../../src-shared/errors.ts';
import { type ServiceRig, eventually, rigForEach } from './service-rig.ts';
import { codeOf, examOf, pdfFile } from './testing.ts';

let rig: ServiceRig;
rigForEach((next) => (rig = next));

describe('the library', () => {
  test('answers nothing before it is opened and after it is closed', async () => {
    expect(await codeOf(rig.client.list())).toBe('not-signed-in');
    await rig.open();
    expect(await rig.client.list()).toEqual([]);
    await rig.client.close({ erase: false });
    expect(await codeOf(rig.client.examImages(examOf('exam', 10)))).toBe('not-signed-in');
  });

  test('describes a study, from this computer once it has been seen', async () => {
    await rig.open();
    const exam = examOf('exam', 10);
    expect(await rig.client.examImages(exam)).toMatchObject([
      { seriesInstanceUid: '1.2.3.1', instanceCount: 10 },
    ]);
    const input = { examId: 'exam', studyInstanceUid: '1.2.3', seriesInstanceUid: '1.2.3.1' };
    expect(await rig.client.instances(input)).toHaveLength(10);
    const asked = rig.source.asked.filter((what) => !what.startsWith('1.'));
    expect(asked).toEqual(['series', 'instances']);
    // The first images come before anyone asks for them.
    await eventually(() => rig.source.asked.filter((what) => what.startsWith('1.')).length).toBe(10);
    await rig.client.examImages(exam);
    await rig.client.setOnline(false);
    expect(await rig.client.examImages(examOf('exam', 99))).toHaveLength(1);
    expect(await rig.client.instances(input)).toHaveLength(10);
    expect(await codeOf(rig.client.examImages(examOf('other', 1)))).toBe('offline-not-kept');
    expect(rig.source.asked.filter((what) => what === 'series')).toHaveLength(1);
    // One more image than what was described: something has been added.
    await rig.client.setOnline(true);
    await rig.client.examImages(examOf('exam', 11));
    expect(rig.source.asked.filter((what) => what === 'series')).toHaveLength(2);
  });

  test('keeps documents for offline', async () => {
    await rig.open();
    expect(await rig.client.getDocument('exams')).toBeNull();
    await rig.client.putDocument('exams', [{ label: 'É' }]);
    await rig.client.stop();
    rig.start();
    await rig.open();
    expect((await rig.client.getDocument('exams'))?.value).toEqual([{ label: 'É' }]);
    await rig.client.removeDocument('exams');
    expect(await rig.client.getDocument('exams')).toBeNull();
  });

  test("closes this computer's own library too, so that the next start has nothing to mend", async () => {
    const local = {
      folder: join(rig.folder, 'local'),
      key: new Uint8Array(32),
      lifetime: 'kept',
    } as const;
    await rig.client.openLocal(local);
    expect(await readdir(local.folder)).toContain('in-use');
    await rig.client.stop();
    expect(await readdir(local.folder)).not.toContain('in-use');
    rig.start();
  });

  test('reads a report, and again offline', async () => {
    await rig.open();
    expect(Buffer.from(await rig.client.report('r', 'exam')).equals(pdfFile)).toBe(true);
    await eventually(async () => (await rig.files()).some((file) => file.includes('cache'))).toBe(true);
    await rig.client.setOnline(false);
    expect(Buffer.from(await rig.client.report('r', 'exam')).equals(pdfFile)).toBe(true);
    expect(await codeOf(rig.client.report('s', null))).toBe('offline-not-kept');
  });

  test('asks for one token, and for another when it is refused', async () => {
    let refuse = true;
    rig.source.before = () => {
      if (refuse) throw new AppFailure('session-ended', 'the portal answered 401');
    };
    await rig.open();
    const asked = Promise.all([rig.client.report('r', 'exam'), rig.client.report('s', 'exam')].map(codeOf));
    expect(await asked).toEqual(['session-ended', 'session-ended']);
    refuse = false;
    expect((await rig.client.report('r', 'exam')).byteLength).toBe(pdfFile.byteLength);
    expect(rig.tokensAsked[0]).toBeNull();
    expect(rig.tokensAsked[1]).toBe('token 1');
    expect(rig.tokensAsked.length).toBeLessThanOrEqual(4);
  });

  test('erases what it was told not to leave', async () => {
    await rig.open({ lifetime: 'until-exit' });
    await rig.client.putDocument('exams', []);
    await rig.client.stop();
    expect(await rig.files()).toEqual([]);
    rig.start();
    await rig.open();
    await rig.client.putDocument('exams', []);
    await rig.client.close({ erase: true });
    expect(await rig.files()).toEqual([]);
  });

  test('does not open with another key', async () => {
    await rig.open();
    await rig.client.putDocument('exams', []);
    expect(await codeOf(rig.open({ key: Buffer.alloc(32, 2) }))).toBe('library-unreadable');
    expect(await codeOf(rig.client.list())).toBe('not-signed-in');
    await rig.open();
    expect((await rig.client.getDocument('exams'))?.value).toEqual([]);
  });
});
