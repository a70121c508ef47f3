import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallCt } from '../helpers/dicom/small-ct.ts';
import { databases } from './databases.ts';
import { startRig, type Rig } from './rig.ts';

// What becomes of an exam whose images come in pieces, are cut off, or come again.

const uid = (): string => `2.25.${randomInt(2 ** 47)}${randomInt(2 ** 47)}`;

describe.each(databases)('uploads on $name', (database) => {
  let rig: Rig;
  let sam: string;
  beforeAll(async () => {
    rig = await startRig(database);
    sam = await rig.as('sam');
  });
  afterAll(() => rig.dispose());

  const study = () => {
    const [StudyInstanceUID, SeriesInstanceUID] = [uid(), uid()];
    const about = { StudyInstanceUID, SeriesInstanceUID, StudyDate: '20260303', PatientName: 'ROY^Jo' };
    const PatientID = `N${StudyInstanceUID.slice(-8)}`;
    const make = () => smallCt({ ...about, PatientID, SOPInstanceUID: uid() }, 8);
    return { uid: StudyInstanceUID, instances: (count: number) => Array.from({ length: count }, make) };
  };
  const exam = (studyUid: string) =>
    rig.portal.db
      .selectFrom('exam')
      .select(['id', 'instanceCount', 'seriesCount'])
      .where('studyInstanceUid', '=', studyUid)
      .execute();
  const multipart = { 'content-type': 'multipart/related; type="application/dicom"; boundary=b' };
  const parts = (instances: readonly Buffer[], end = '--b--\r\n') =>
    Buffer.concat([
      ...instances.flatMap((bytes) => [
        Buffer.from('--b\r\nContent-Type: application/dicom\r\n\r\n'),
        bytes,
        Buffer.from('\r\n'),
      ]),
      Buffer.from(end),
    ]);
  const send = (body: Buffer, headers = multipart) =>
    rig.call('/dicom-web/studies', { method: 'POST', token: sam, body, headers });

  /** Begins to send. Answers how to hang up. */
  const begin = (body: Buffer): (() => void) => {
    const { hostname, port } = new URL(rig.url);
    const sending = request({
      hostname,
      port,
      method: 'POST',
      path: '/dicom-web/studies',
      headers: { ...multipart, authorization: `Bearer ${sam}`, 'content-length': body.length + 1000 },
    });
    sending.on('error', () => undefined).write(body);
    return () => void sending.destroy();
  };
  const inTime = { timeout: 20_000 };

  it('makes one exam of instances that are all sent at once', async () => {
    const { uid: studyUid, instances } = study();
    const answers = await Promise.all(
      instances(12).map((bytes) => send(bytes, { 'content-type': 'application/dicom' })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(await exam(studyUid)).toMatchObject([{ instanceCount: 12, seriesCount: 1 }]);
  });

  it('shows what came in before a sender hung up, and the rest when they send it again', async () => {
    const { uid: studyUid, instances } = study();
    const all = instances(30);
    const hangUp = begin(parts(all, '--b\r\nContent-Type: application/dicom\r\n\r\n'));
    const stored = async () => (await rig.portal.images.describeStudy(studyUid))?.instanceCount;
    await expect.poll(stored, inTime).toBe(25);
    expect(await exam(studyUid)).toEqual([]);
    hangUp();
    await expect.poll(() => exam(studyUid), inTime).toMatchObject([{ instanceCount: 25 }]);
    expect((await send(parts(all))).status).toBe(200);
    expect(await exam(studyUid)).toMatchObject([{ instanceCount: 30 }]);
  });

  it('makes the exam of what lies here without one: sent again, and at the next start', async () => {
    const { uid: studyUid, instances } = study();
    const all = instances(3);
    expect((await send(parts(all))).status).toBe(200);
    const forget = () => rig.portal.db.deleteFrom('exam').where('studyInstanceUid', '=', studyUid).execute();
    await forget();
    expect((await send(parts(all))).status).toBe(200);
    expect(await exam(studyUid)).toMatchObject([{ instanceCount: 3 }]);
    await forget();
    await rig.restart();
    expect(await exam(studyUid)).toMatchObject([{ instanceCount: 3 }]);
  });
});
