import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../src-portal/dicomweb/files/import-folder.ts';
import { registerStudies } from '../../src-portal/services/exam-registry.ts';
import { syncArchive } from '../../src-portal/services/archive-sync.ts';
import { syncIndex } from '../../src-portal/services/index-sync.ts';
import { smallCt } from '../helpers/dicom/small-ct.ts';
import { setUps } from './databases.ts';
import { startRig, type Rig } from './rig.ts';
import { exams, people } from './world.ts';

// A share without reports holds back what is a report in the study itself as well, in whichever way it is asked for.

const { study, series: images, instance: slice, id: examId } = exams.anneSouth;
const classes = '1.2.840.10008.5.1.4.1.1';
const extra = {
  /** Among the pictures of their series. */
  pdf: { series: images, instance: '2.25.9001', sopClass: `${classes}.104.1`, modality: 'CT' },
  cda: { series: '2.25.9100', instance: '2.25.9101', sopClass: `${classes}.104.2`, modality: 'DOC' },
  text: { series: '2.25.9200', instance: '2.25.9201', sopClass: `${classes}.88.11`, modality: 'SR' },
  whole: { series: '2.25.9200', instance: '2.25.9202', sopClass: `${classes}.88.33`, modality: 'SR' },
  /** No report. */
  dose: { series: '2.25.9300', instance: '2.25.9301', sopClass: `${classes}.88.67`, modality: 'SR' },
  keys: { series: '2.25.9400', instance: '2.25.9401', sopClass: `${classes}.88.59`, modality: 'KO' },
} as const;
const reports = [extra.pdf, extra.cda, extra.text, extra.whole];
const staying = [slice, extra.dose.instance, extra.keys.instance].sort();
const all = [...staying, ...reports.map(({ instance }) => instance)].sort();

type DataSet = Record<string, { Value?: unknown[] } | undefined>;

/** With pixels, so that every way to ask for it is one. */
const reportFile = (
  { series, instance, sopClass, modality }: Record<'series' | 'instance' | 'sopClass' | 'modality', string>,
  of: string,
): Buffer =>
  smallCt({
    SOPClassUID: sopClass,
    SOPInstanceUID: instance,
    StudyInstanceUID: of,
    SeriesInstanceUID: series,
    Modality: modality,
    StudyDate: '20260303',
    PatientID: 'NR-anne',
    PatientName: 'MARTIN^Anne',
  });

describe.each(setUps)('reports among the images on $name', ({ database, images: store, name }) => {
  let rig: Rig;
  const tokens = { patient: '', withReports: '', without: '', professional: '', glass: '' };
  const readers = {
    all: ['patient', 'withReports', 'glass'],
    less: ['without', 'professional'],
  } as const;

  beforeAll(async () => {
    rig = await startRig(database, {}, store);
    const folder = await mkdtemp(join(tmpdir(), 'emage-reports-'));
    for (const { series, instance, sopClass, modality } of Object.values(extra)) {
      const file = reportFile({ series, instance, sopClass, modality }, study);
      await writeFile(join(folder, `${instance}.dcm`), file);
    }
    await importFolder(rig.portal.images, folder);
    await registerStudies(rig.portal.db, rig.portal.images, [study]);
    await rm(folder, { recursive: true, force: true });
    tokens.patient = await rig.as('anne');
    tokens.withReports = (await rig.share({ examIds: [examId], includeReports: true })).guest.access_token;
    tokens.without = (await rig.share({ examIds: [examId] })).guest.access_token;
    await rig.share({ examIds: [examId], recipientEmail: people.xavier.email });
    tokens.professional = await rig.as('xavier');
    tokens.glass = await rig.as('carol');
    await rig.json('/api/v1/break-glass', {
      method: 'POST',
      token: tokens.glass,
      json: {
        patientId: people.anne.id,
        reason: 'Patiente inconsciente aux urgences, antécédents inconnus.',
      },
    });
  }, 60_000);
  afterAll(() => rig.dispose());

  const get = (who: keyof typeof tokens, path: string, accept = '*/*') =>
    rig.call(`/dicom-web${path}`, { token: tokens[who], headers: { accept } });
  const found = async (who: keyof typeof tokens, path: string): Promise<DataSet[]> => {
    const response = await get(who, path);
    expect(response.status, path).toBeLessThan(300);
    return response.status === 204 ? [] : ((await response.json()) as DataSet[]);
  };
  const values = (items: readonly DataSet[], tag: string) =>
    items.map((item) => String(item[tag]?.Value?.[0])).sort();
  const instancesIn = async (who: keyof typeof tokens, path: string) => {
    const response = await get(who, path);
    expect(response.status, path).toBe(200);
    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    return all.filter((uid) => body.includes(uid));
  };

  it.each(readers.less)('%s: a search finds none of them', async (who) => {
    for (const path of [
      '/instances',
      `/studies/${study}/instances`,
      `/instances?StudyInstanceUID=${study}&includefield=all`,
    ]) {
      expect(values(await found(who, path), '00080018'), path).toEqual(staying);
    }
    expect(values(await found(who, `/studies/${study}/series/${images}/instances`), '00080018')).toEqual([
      slice,
    ]);
    for (const { series, instance, sopClass } of reports) {
      expect(await found(who, `/instances?SOPInstanceUID=${instance}`)).toEqual([]);
      expect(await found(who, `/instances?SOPClassUID=${sopClass}`)).toEqual([]);
      if (series !== images) {
        expect(await found(who, `/studies/${study}/series/${series}/instances`)).toEqual([]);
        expect(await found(who, `/series?SeriesInstanceUID=${series}`)).toEqual([]);
      }
    }
    // Page by page, too.
    const pages = [0, 1, 2, 3].map((offset) => found(who, `/instances?limit=1&offset=${offset}`));
    expect(values((await Promise.all(pages)).flat(), '00080018')).toEqual(staying);
  });

  it.each(readers.less)('%s: counts and kinds are those of what there is', async (who) => {
    const list =
      '/studies?includefield=ModalitiesInStudy,NumberOfStudyRelatedSeries,NumberOfStudyRelatedInstances';
    const [one] = await found(who, list);
    expect(one?.['00201206']?.Value?.map(Number)).toEqual([3]);
    expect(one?.['00201208']?.Value?.map(Number)).toEqual([3]);
    expect([...(one?.['00080061']?.Value ?? [])].sort()).toEqual(['CT', 'KO', 'SR']);
    expect(await found(who, '/studies?ModalitiesInStudy=DOC')).toEqual([]);
    expect(await found(who, '/studies?ModalitiesInStudy=SR')).toHaveLength(1);
    const listed = await found(who, `/studies/${study}/series?includefield=NumberOfSeriesRelatedInstances`);
    expect(values(listed, '0020000E')).toEqual([images, extra.dose.series, extra.keys.series].sort());
    expect(listed.map((item) => Number(item['00201209']?.Value?.[0]))).toEqual([1, 1, 1]);
    const exam = await rig.json<Exam>(`/api/v1/exams/${examId}`, { token: tokens[who] });
    expect(exam).toMatchObject({ seriesCount: 3, instanceCount: 3, imagesAvailable: true });
    expect([...exam.modalities].sort()).toEqual(['CT', 'KO', 'SR']);
    expect(exam.series.map(({ instanceCount }) => instanceCount)).toEqual([1, 1, 1]);
    expect(exam.bytes).toBe(exam.series.reduce((sum, { bytes }) => sum + bytes, 0));
    const shared = await rig.json<{ items: Exam[] }>('/api/v1/shared-with-me', { token: tokens[who] });
    expect(shared.items).toMatchObject([{ seriesCount: 3, instanceCount: 3 }]);
  });

  it('a list of exams is not filtered by the modality of a report that is not given', async () => {
    const listed = async (who: keyof typeof tokens, modality: string) =>
      (await rig.json<{ items: Exam[] }>(`/api/v1/exams?modality=${modality}`, { token: tokens[who] })).items
        .length;
    expect([await listed('without', 'DOC'), await listed('without', 'CT')]).toEqual([0, 1]);
    expect([await listed('withReports', 'DOC'), await listed('withReports', 'CT')]).toEqual([1, 1]);
  });

  it.each(readers.less)('%s: each of them is as one that is not there', async (who) => {
    for (const { series, instance } of reports) {
      const address = `/studies/${study}/series/${series}/instances/${instance}`;
      for (const part of ['', '/metadata', '/frames/1', '/bulkdata/7FE00010', '/rendered', '/thumbnail']) {
        const answer = await get(who, address + part);
        expect(answer.status, address + part).toBe(404);
        const other = await get(who, `/studies/${study}/series/${series}/instances/2.25.1${part}`);
        expect((await answer.json()) as object).toEqual(await other.json());
      }
      expect((await get(who, address, 'application/dicom')).status).toBe(404);
      if (series === images) continue;
      for (const part of ['', '/metadata', '/rendered', '/thumbnail']) {
        expect((await get(who, `/studies/${study}/series/${series}${part}`)).status).toBe(404);
      }
    }
  });

  it.each(readers.less)('%s: the whole study and series come without them', async (who) => {
    for (const path of ['', '/metadata']) {
      expect(await instancesIn(who, `/studies/${study}${path}`)).toEqual(staying);
      expect(await instancesIn(who, `/studies/${study}/series/${images}${path}`)).toEqual([slice]);
    }
    expect((await get(who, `/studies/${study}/rendered`)).status).toBe(200);
    const one = `/studies/${study}/series/${images}/instances/${slice}`;
    expect(await instancesIn(who, one)).toEqual([slice]);
    expect((await get(who, `${one}/frames/1`)).status).toBe(200);
    const odd = `/studies/${study}/series/${extra.dose.series}/instances/${extra.dose.instance}`;
    expect((await get(who, odd)).status).toBe(200);
  });

  it.each(readers.all)('%s: everything is there', async (who) => {
    expect(await instancesIn(who, `/studies/${study}`)).toEqual(all);
    expect(await instancesIn(who, `/studies/${study}/metadata`)).toEqual(all);
    expect(values(await found(who, `/studies/${study}/instances`), '00080018')).toEqual(all);
    for (const { series, instance } of reports) {
      const address = `/studies/${study}/series/${series}/instances/${instance}`;
      expect((await get(who, address, 'application/dicom')).status).toBe(200);
    }
    const exam = await rig.json<Exam>(`/api/v1/exams/${examId}`, { token: tokens[who] });
    expect(exam).toMatchObject({ seriesCount: 5, instanceCount: 7 });
  });

  it('an exam of reports alone has no images for whoever does not get them', async () => {
    const alone = { study: '2.25.9500', series: '2.25.9501', instance: '2.25.9502' };
    const folder = await mkdtemp(join(tmpdir(), 'emage-reports-'));
    await writeFile(join(folder, 'alone.dcm'), reportFile({ ...extra.text, ...alone }, alone.study));
    await importFolder(rig.portal.images, folder);
    await rm(folder, { recursive: true, force: true });
    const [id = ''] = await registerStudies(rig.portal.db, rig.portal.images, [alone.study]);
    for (const [includeReports, count, status] of [
      [false, 0, 404],
      [true, 1, 200],
    ] as const) {
      const token = (await rig.share({ examIds: [id], includeReports })).guest.access_token;
      const exam = await rig.json<Exam>(`/api/v1/exams/${id}`, { token });
      expect(exam).toMatchObject({
        imagesAvailable: includeReports,
        seriesCount: count,
        instanceCount: count,
      });
      expect(exam.series).toHaveLength(count);
      const documents = await rig.json<{ items: unknown[] }>('/api/v1/documents', { token });
      expect(documents.items).toHaveLength(count);
      expect((await rig.call('/dicom-web/studies', { token })).status).toBe(includeReports ? 200 : 204);
      const headers = { accept: '*/*' };
      for (const path of [`/studies/${alone.study}`, `/studies/${alone.study}/metadata`])
        expect((await rig.call(`/dicom-web${path}`, { token, headers })).status).toBe(status);
    }
  });

  it('a copy of the whole is none of what a share without reports gives', async () => {
    const whole = await get('withReports', `/studies/${study}/metadata`);
    const headers = { accept: '*/*', 'if-none-match': whole.headers.get('etag') ?? '' };
    const answer = await rig.call(`/dicom-web/studies/${study}/metadata`, { token: tokens.without, headers });
    expect(answer.status).toBe(200);
  });

  it('what was refused does not stand in the access history', async () => {
    const { guest } = await rig.share({ examIds: [examId] });
    const count = async () =>
      (await rig.portal.db.selectFrom('accessEvent').select('id').where('examId', '=', examId).execute())
        .length;
    const before = await count();
    const { series, instance } = extra.text;
    const address = `/dicom-web/studies/${study}/series/${series}/instances`;
    for (const path of [
      `${address}/${instance}`,
      `${address}/${instance}/metadata`,
      `${address}?includefield=all`,
    ])
      await rig.call(path, { token: guest.access_token });
    expect(await count()).toBe(before);
    await rig.call(`/dicom-web/studies/${study}/series/${images}/metadata`, { token: guest.access_token });
    expect(await count()).toBe(before + 1);
  });

  it('an exam from before reports were counted apart is counted when the portal starts', async () => {
    const { db, images: portalImages } = rig.portal;
    const exam = db
      .updateTable('exam')
      .set({ withoutReports: null as never })
      .where('id', '=', examId);
    await exam.execute();
    await (name.includes('Orthanc') ? syncArchive : syncIndex)(db, portalImages);
    const again = await rig.json<Exam>(`/api/v1/exams/${examId}`, { token: tokens.without });
    expect(again).toMatchObject({ seriesCount: 3, instanceCount: 3 });
  });
});

interface Exam {
  readonly studyInstanceUid: string;
  readonly id: string;
  readonly modalities: readonly string[];
  readonly bytes: number;
  readonly series: readonly { readonly instanceCount: number; readonly bytes: number }[];
}
