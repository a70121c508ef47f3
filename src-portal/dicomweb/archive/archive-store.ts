import { ImageFolder } from '../files/folder.ts';
import type { InstanceTaker } from '../files/import-folder.ts';
import type { Outcome, Staged } from '../files/store-instances.ts';
import { contentEtag, matchesEtag } from '../http/etag.ts';
import { acceptsDicomJson } from '../http/media-types.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type {
  Answer,
  Ask,
  ImageStore,
  Incoming,
  Resource,
  Search,
  SearchAnswer,
  StudyDescription,
  Target,
} from '../image-store.ts';
import { number, text, texts, type DataSet } from '../part10/dicom-json.ts';
import { parseRenderedQuery } from '../pictures/rendered-query.ts';
import { receiveInstances } from '../stow/receive.ts';
import { ArchiveClient, collect, parseJson } from './archive-client.ts';
import { searchArchive } from './archive-search.ts';
import { archivedBulkData } from './archived-bulk-data.ts';
import { archivedFrames } from './archived-frames.ts';
import { archivedInstances, archivedInstancesOneByOne } from './archived-instances.ts';
import { Membership } from './membership.ts';
import { pathOf } from './pass.ts';
import { instancesLeft, Remainders } from './remainders.ts';
import { instanceThatStandsFor } from './representative.ts';
import { sendInstances } from './send-instances.ts';

const maxMetadata = 512 * 1024 * 1024;
const maxPicture = 64 * 1024 * 1024;

/** Images in a DICOMweb archive (`PACS_URL`); bytes are passed through, addresses become the portal's. */
export class ArchiveStore implements ImageStore, InstanceTaker {
  /** Where instances lie on their way to the archive. */
  readonly folder: ImageFolder;
  readonly #client: ArchiveClient;
  readonly #membership = new Membership((search) => this.search(search, ''));
  readonly #remainders = new Remainders((search) => this.search(search, ''));

  constructor(options: { readonly url: string; readonly staging: string }) {
    this.#client = new ArchiveClient(options.url);
    this.folder = new ImageFolder(options.staging);
  }

  search(search: Search, baseUrl: string): Promise<SearchAnswer> {
    return searchArchive(this.#client, search, baseUrl, (study) => this.#remainders.of(study));
  }

  async retrieve(resource: Resource, ask: Ask): Promise<Answer> {
    const { target } = resource;
    await this.#membership.check(target);
    const remainder = ask.withoutReports ? await this.#remainders.check(target) : null;
    const left = remainder && instancesLeft(remainder, target);
    switch (resource.kind) {
      case 'instances':
        if (left) return archivedInstancesOneByOne(this.#client, left, ask);
        return archivedInstances(this.#client, resource.target, ask);
      case 'metadata':
        return this.#metadata(resource.target, left, ask);
      case 'frames':
        return archivedFrames(this.#client, resource.target, resource.frames, ask.accept);
      case 'bulkdata':
        return archivedBulkData(this.#client, resource.target, resource.path, ask);
      case 'rendered':
        return this.#rendered(resource.target, resource.frame, resource.thumbnail, ask);
    }
  }

  /** Each instance is looked at here first: the archive gets what is DICOM, whole, and where it was said to belong. */
  receive(incoming: Incoming): Promise<Answer> {
    return receiveInstances(this.folder, (staged) => this.store(staged), incoming);
  }

  store(staged: readonly Staged[]): Promise<Outcome[]> {
    return sendInstances(this.#client, (asked) => this.search(asked, ''), staged);
  }

  async describeStudy(
    studyUid: string,
    { withoutReports } = { withoutReports: false },
  ): Promise<StudyDescription | undefined> {
    const readable = withoutReports
      ? { scope: [studyUid], withoutReports: [studyUid] }
      : { scope: 'all' as const };
    const query = new URLSearchParams({ StudyInstanceUID: studyUid, includefield: '00081030' });
    const [study] = (await this.search({ level: 'studies', query, ...readable }, '')).items;
    if (!study) return undefined;
    const wanted = new URLSearchParams({ includefield: '0008103E,00180015,00201209' });
    const { items } = await this.search({ level: 'series', study: studyUid, query: wanted, ...readable }, '');
    const series = items.map((item) => ({
      seriesUid: text(item, '0020000E'),
      modality: text(item, '00080060'),
      number: number(item, '00200011') ?? null,
      description: text(item, '0008103E'),
      bodyPart: text(item, '00180015'),
      instanceCount: number(item, '00201209') ?? 0,
      // QIDO-RS does not tell.
      bytes: 0,
    }));
    return {
      studyUid,
      patientId: text(study, '00100020'),
      patientName: text(study, '00100010'),
      date: text(study, '00080020'),
      time: text(study, '00080030'),
      description: text(study, '00081030'),
      accessionNumber: text(study, '00080050'),
      modalities: texts(study, '00080061'),
      instanceCount:
        number(study, '00201208') ?? series.reduce((sum, { instanceCount }) => sum + instanceCount, 0),
      bytes: 0,
      series: series.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity)),
    };
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  async #metadata(target: Target, left: readonly Required<Target>[] | null, ask: Ask): Promise<Answer> {
    if (!acceptsDicomJson(ask.accept)) {
      throw new DicomWebProblem('not-acceptable', 'Metadata are given as application/dicom+json.');
    }
    const written = await this.#client.text(
      `${pathOf(target)}/metadata`,
      'application/dicom+json',
      maxMetadata,
    );
    const given = left ? onlyThese(written, left) : written;
    // Inside a JSON string every quote is escaped, so that this cannot stand in a value.
    const addressed = given.replaceAll(
      /"BulkDataURI"\s*:\s*"[^"]*?\/studies\/([^"]*)"/g,
      (_match, rest: string) =>
        `"BulkDataURI":"${ask.baseUrl}/studies/${rest.replace('/bulk/', '/bulkdata/')}"`,
    );
    const etag = contentEtag(addressed);
    const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/dicom+json' };
    if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, body: null };
    return { status: 200, headers, body: addressed };
  }

  async #rendered(target: Target, frame: number | null, thumbnail: boolean, ask: Ask): Promise<Answer> {
    const asked = parseRenderedQuery(ask.accept, ask.query);
    const { study, series, instance } = target;
    const whole =
      series !== undefined && instance !== undefined
        ? { study, series, instance }
        : await instanceThatStandsFor((search) => this.search(search, ''), target, ask.withoutReports);
    const query = new URLSearchParams();
    for (const name of ['window', 'viewport', 'quality']) {
      const value = ask.query.get(name);
      if (value !== null) query.set(name, value);
    }
    if (thumbnail && !asked.viewport) query.set('viewport', '256,256');
    const accept = asked.type;
    const place = `${pathOf(whole)}${frame === null ? '' : `/frames/${frame}`}/rendered`;
    const response = await this.#client.ask({
      path: `${place}?${query.toString().replaceAll('%2C', ',')}`,
      headers: { accept },
    });
    const body = await collect(response, maxPicture);
    const etag = contentEtag(body);
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept', 'content-type': accept };
    if (matchesEtag(ask.ifNoneMatch, etag)) return { status: 304, headers, body: null };
    return { status: 200, headers, body };
  }
}

/** Of headers, those of these instances. */
function onlyThese(written: string, instances: readonly Required<Target>[]): string {
  const headers = parseJson(written);
  if (!Array.isArray(headers))
    throw new DicomWebProblem('unavailable', 'The image archive answers something else than DICOM JSON.');
  const uids = new Set(instances.map(({ instance }) => instance));
  return JSON.stringify((headers as DataSet[]).filter((header) => uids.has(text(header, '00080018'))));
}
