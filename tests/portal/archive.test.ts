import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveStore } from '../../src-portal/dicomweb/archive/archive-store.ts';
import { importFolder } from '../../src-portal/dicomweb/files/import-folder.ts';
import { startImagePortal, type ImagePortal } from '../helpers/portal/image-portal.ts';
import { orthancIsMissing, startOrthanc, type Orthanc } from '../helpers/servers/orthanc.ts';
import { realExams } from '../helpers/portal/portal.ts';

// DICOMweb in front of a real archive answers as it does over files, whatever the archive itself makes of a question.

const present = existsSync(realExams);
const missing = present
  ? orthancIsMissing
  : `skipped: an archive's answers, because ${realExams} is not there`;
if (missing !== null) process.stderr.write(`${missing}\n`);

const exams = {
  native: 'syntax/ct-1.2.840.10008.1.2.1.dcm',
  frames: 'syntax/multiframe-ct0012-not_fragmented_bot_rle.dcm',
};
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const rle = '1.2.840.10008.1.2.5';
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const octets = 'multipart/related; type="application/octet-stream"';

describe.skipIf(missing !== null)('in front of an archive, and over files', () => {
  let folder: string;
  let orthanc: Orthanc;
  let portals: { readonly files: ImagePortal; readonly archive: ImagePortal };
  const placeOf = { native: '', frames: '' };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-archive-'));
    orthanc = await startOrthanc();
    const store = new ArchiveStore({ url: orthanc.dicomWebUrl, staging: join(folder, 'staging') });
    portals = { files: await startImagePortal(), archive: await startImagePortal({ inFrontOf: store }) };
    for (const [name, path] of Object.entries(exams) as [keyof typeof exams, string][]) {
      const incoming = await mkdtemp(join(folder, 'incoming-'));
      await copyFile(join(realExams, path), join(incoming, 'image'));
      for (const taker of [portals.files.store, store]) {
        const [file] = (await importFolder(taker, incoming)).files;
        if (file?.outcome !== 'stored') throw new Error(`${path} does not come in`);
        placeOf[name] = `/studies/${file.studyUid}/series/${file.seriesUid}/instances/${file.instanceUid}`;
      }
    }
  }, 60_000);
  afterAll(async () => {
    await portals.files.dispose();
    await portals.archive.dispose();
    await orthanc.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const both = async <T>(read: (ask: (path: string, accept?: string) => Promise<Response>) => Promise<T>) => {
    const answers = { files: undefined as T | undefined, archive: undefined as T | undefined };
    for (const name of ['files', 'archive'] as const) {
      answers[name] = await read((path, accept = '*/*') =>
        fetch(`${portals[name].url}${path}`, { headers: { accept } }),
      );
    }
    return answers;
  };
  const alike = <T>(value: T) => ({ files: value, archive: value });
  const statusOf = (path: string, accept: string) =>
    both(async (ask) => {
      const response = await ask(path, accept);
      await response.arrayBuffer();
      return response.status;
    });

  it.each([
    ['Modality=C%3F', 2],
    ['Modality=%3FT', 2],
    ['Modality=C%3F%3F', 0],
    ['Modality=C*', 2],
    ['PatientName=MISTER%5EC%3F', 1],
    ['PatientName=MISTER%5ECT', 1],
  ])('finds series by %s', async (query, count) => {
    const found = await both(async (ask) => {
      const response = await ask(`/series?${query}`);
      return response.status === 204 ? 0 : ((await response.json()) as unknown[]).length;
    });
    expect(found).toEqual(alike(count));
  });

  it('gives a single instance in the transfer syntax that is asked for, or not at all', async () => {
    const stored = await readFile(join(realExams, exams.native));
    for (const syntax of ['', '; transfer-syntax=*', `; transfer-syntax=${explicitLittleEndian}`]) {
      const given = await both(async (ask) => {
        const response = await ask(placeOf.native, `application/dicom${syntax}`);
        const bytes = Buffer.from(await response.arrayBuffer());
        return {
          type: response.headers.get('content-type'),
          digest: response.headers.get('repr-digest'),
          same: bytes.equals(stored),
        };
      });
      expect(given.files).toMatchObject({
        type: `application/dicom; transfer-syntax=${explicitLittleEndian}`,
        same: true,
      });
      expect(given.archive).toEqual(given.files);
    }
    for (const syntax of [jpeg2000, '1.2.3.4', 'nonsense']) {
      const accept = `application/dicom; transfer-syntax=${syntax}`;
      expect(await statusOf(placeOf.native, accept)).toEqual(alike(406));
      expect(await statusOf(placeOf.native, `multipart/related; type="${accept}"`)).toEqual(alike(406));
      // What comes second is better than nothing.
      expect(await statusOf(placeOf.native, `${accept}, application/dicom; q=0.5`)).toEqual(alike(200));
    }
  });

  it('gives bulk data of one part by themselves, and of several as parts', async () => {
    const value = await both(async (ask) => {
      const response = await ask(`${placeOf.native}/bulkdata/7FE00010`, 'application/octet-stream');
      return { type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) };
    });
    expect(value.files?.type).toBe('application/octet-stream');
    expect(value.archive).toEqual(value.files);

    const ofFrames = `${placeOf.frames}/bulkdata/7FE00010`;
    expect(await statusOf(ofFrames, 'application/octet-stream')).toEqual(alike(406));
    expect(await statusOf(ofFrames, `application/octet-stream, ${octets}`)).toEqual(alike(200));
    expect(await statusOf(ofFrames, octets)).toEqual(alike(200));
    expect(await statusOf(ofFrames, 'image/png')).toEqual(alike(406));
    expect(await statusOf(ofFrames, 'multipart/related; type="image/jpeg"')).toEqual(alike(406));
    expect(await statusOf(`${placeOf.frames}/bulkdata/00990099`, octets)).toEqual(alike(404));
  });

  it('tells a form in which frames are not given from a frame that is not there', async () => {
    const second = `${placeOf.frames}/frames/2`;
    for (const accept of ['image/png', 'application/octet-stream', 'multipart/related; type="image/jp2"']) {
      expect(await statusOf(second, accept)).toEqual(alike(406));
      expect(await statusOf(second, `${accept}, ${octets}; q=0.5`)).toEqual(alike(200));
    }
    expect(await statusOf(second, `${octets}; transfer-syntax=1.2.3.4`)).toEqual(alike(406));
    expect(await statusOf(second, `multipart/related; type="image/dicom-rle"`)).toEqual(alike(200));
    for (const accept of ['*/*', octets, `${octets}; transfer-syntax=${rle}`]) {
      expect(await statusOf(`${placeOf.frames}/frames/9999`, accept)).toEqual(alike(404));
    }
  });
});
