import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Outcome, Staged } from '../files/store-instances.ts';
import { MultipartWriter } from '../http/multipart-writer.ts';
import type { Search, SearchAnswer } from '../image-store.ts';
import { items, text, type DataSet } from '../part10/dicom-json.ts';
import { collect, parseJson, type ArchiveClient } from './archive-client.ts';

const maxAnswer = 64 * 1024 * 1024;

/**
 * Passes instances that were looked at on to the archive by STOW-RS, and takes their files away. The archive's answer,
 * instance by instance, is what counts.
 */
export async function sendInstances(
  client: ArchiveClient,
  search: (search: Search) => Promise<SearchAnswer>,
  staged: readonly Staged[],
): Promise<Outcome[]> {
  try {
    const patients = await patientsOf(search, staged);
    const isOthers = ({ description: { studyUid, study } }: Staged): boolean => {
      const owner = patients.get(studyUid) ?? '';
      const patient = text(study, '00100020');
      return owner !== '' && patient !== '' && owner !== patient;
    };
    const own = staged.filter((instance) => !isOthers(instance));
    const taken = own.length > 0 ? await send(client, own) : new Set<string>();
    return staged.map((instance) => {
      if (isOthers(instance)) return 'other-patient';
      return taken.has(instance.description.instanceUid) ? 'stored' : 'not-taken';
    });
  } finally {
    await Promise.all(staged.map(({ path }) => rm(path, { force: true })));
  }
}

/** Whose the studies are that the archive holds already: a record must not get another person's images. */
async function patientsOf(
  search: (search: Search) => Promise<SearchAnswer>,
  staged: readonly Staged[],
): Promise<Map<string, string>> {
  const uids = new Set(staged.map(({ description }) => description.studyUid));
  const query = new URLSearchParams({ StudyInstanceUID: [...uids].join(',') });
  const { items: studies } = await search({ level: 'studies', query, scope: [...uids] });
  return new Map(studies.map((study) => [text(study, '0020000D'), text(study, '00100020')]));
}

async function send(client: ArchiveClient, staged: readonly Staged[]): Promise<Set<string>> {
  const writer = new MultipartWriter();
  async function* body(): AsyncGenerator<Buffer> {
    for (const { path } of staged) {
      // Orthanc passes over a part whose type has parameters.
      yield writer.partHead({ 'Content-Type': 'application/dicom' });
      yield* createReadStream(path, { highWaterMark: 512 * 1024 }) as AsyncIterable<Buffer>;
      yield writer.partEnd;
    }
    yield writer.end;
  }
  const response = await client.ask({
    path: '/studies',
    method: 'POST',
    headers: { accept: 'application/dicom+json', 'content-type': writer.contentType('application/dicom') },
    body: Readable.from(body(), { objectMode: false }),
    // 409: none was taken; 400 is what some say then.
    answers: [400, 409],
  });
  const answered = parseJson((await collect(response, maxAnswer)).toString('utf8'));
  if (typeof answered !== 'object' || answered === null) return new Set();
  return new Set(items(answered as DataSet, '00081199').map((item) => text(item, '00081155')));
}
