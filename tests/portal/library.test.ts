import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../src-main/library/library.ts';
import { DicomWeb } from '../../src-main/sources/portal/dicomweb.ts';
import { bytesByFetch } from '../../src-main/sources/portal/bytes-by-fetch.ts';
import { createHttp } from '../../src-main/sources/portal/http.ts';
import { importFolder } from '../../src-portal/dicomweb/files/import-folder.ts';
import type { Exam } from '../../src-shared/domain/exam.ts';
import { anExam } from '../../src-shared/domain/testing.ts';
import { startImagePortal, type ImagePortal } from '../helpers/portal/image-portal.ts';
import { realExams } from '../helpers/portal/portal.ts';

// The client's library on the portal's real DICOMweb, with real exams.
const exam = join(realExams, 'series/ct-head');
const present = existsSync(exam);
if (!present) process.stderr.write(`skipped: real exams through the library, because ${exam} is not there\n`);

describe.skipIf(!present)('a real exam, through the library', () => {
  let portal: ImagePortal;
  let library: Library;
  let folder: string;
  let online = true;
  let studyInstanceUid = '';
  const open = (): Promise<Library> =>
    Library.open(
      {
        folder: join(folder, 'library'),
        key: Buffer.alloc(32, 1),
        lifetime: 'kept',
        portal: { apiBaseUrl: portal.url, dicomwebBaseUrl: portal.url },
        cacheLimit: 2 ** 30,
      },
      {
        source: new DicomWeb({
          portal: { apiBaseUrl: portal.url, dicomwebBaseUrl: portal.url },
          http: createHttp({ fetch, language: () => 'fr' }),
          open: bytesByFetch(fetch),
          withToken: (use) => use('token'),
        }),
        isOnline: () => online,
        wait: (ms, signal) => delay(ms, undefined, { signal }),
        onChanged: () => undefined,
        onStatus: () => undefined,
        onRemoved: () => undefined,
        onEnded: () => undefined,
        log: () => undefined,
      },
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-library-'));
    portal = await startImagePortal();
    const { studyUids } = await importFolder(portal.store, exam);
    studyInstanceUid = [...studyUids][0] ?? '';
    library = await open();
  });
  afterAll(async () => {
    await library.close(true);
    await portal.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const examOfStudy = (): Exam =>
    anExam('exam', {
      studyInstanceUid,
      label: 'Scanner cérébral',
      seriesCount: 4,
      instanceCount: 170,
      bytes: 0,
    });

  test('is described in the order in which it is shown', async () => {
    const series = await library.examImages(examOfStudy());
    expect(series.map(({ modality }) => modality)).toEqual(['CT', 'CT', 'CT', 'KO']);
    const thin = series.find(({ instanceCount }) => instanceCount === 140);
    const headers = await library.shelf.studies.instances(
      'exam',
      studyInstanceUid,
      thin?.seriesInstanceUid ?? '',
    );
    const places = headers.map(({ imagePosition }) => imagePosition?.[2] ?? Number.NaN);
    const steps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
    expect(steps).toHaveLength(139);
    for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 2);
  });

  test('is kept byte for byte, and read again without the portal and after a new start', async () => {
    await library.keeps.keep(examOfStudy());
    await expect.poll(async () => (await library.keeps.list())[0]?.state, { timeout: 50_000 }).toBe('kept');
    const [entry] = await library.keeps.list();
    await library.close(false);
    online = false;
    library = await open();
    expect(await library.keeps.list()).toEqual([entry]);
    const received = new Set<string>();
    for (const { seriesInstanceUid } of await library.examImages(examOfStudy())) {
      for (const { sopInstanceUid } of await library.shelf.studies.instances(
        'exam',
        studyInstanceUid,
        seriesInstanceUid,
      )) {
        const ref = { examId: 'exam', studyInstanceUid, seriesInstanceUid, sopInstanceUid };
        const bytes = await library.shelf.images.get(ref, {
          priority: 0,
          signal: new AbortController().signal,
        });
        received.add(createHash('sha256').update(new Uint8Array(bytes)).digest('hex'));
      }
    }
    const sent = new Set<string>();
    for (const entry of await readdir(exam, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = await readFile(join(entry.parentPath, entry.name));
      sent.add(createHash('sha256').update(file).digest('hex'));
    }
    expect(received).toEqual(sent);
    expect(received.size).toBe(entry?.instancesTotal);
  });
});
