import {
  dicomJsonSchema,
  instanceFields,
  instanceOf,
  lacksGeometry,
  seriesFields,
  seriesOf,
} from '../../dicom/dicom-json.ts';
import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { FetchOptions, ImageSource, Incoming, Purpose } from '../image-source.ts';
import { requestBytes, type ByteAnswer, type OpenBytes } from './byte-stream.ts';
import { read, type Http } from './http.ts';
import { boundaryOf, firstPart } from './multipart.ts';

export interface DicomWebOptions {
  /** Base URLs without a trailing slash. */
  readonly portal: { readonly apiBaseUrl: string; readonly dicomwebBaseUrl: string };
  readonly http: Http;
  readonly open: OpenBytes;
  /** Runs with an access token; renews it once and runs again where the portal no longer takes it. */
  readonly withToken: <T>(use: (token: string) => Promise<T>) => Promise<T>;
}

/** Without `transfer-syntax=*` an archive would convert to explicit little endian (PS3.18 §8.7.3.5.2). */
const SINGLE = 'application/dicom; transfer-syntax=*';
const MULTIPART = 'multipart/related; type="application/dicom"; transfer-syntax=*';

/** What a portal gives for one page of a search (openapi.yaml: at most 1,000). */
const PAGE = 1000;
/** 100,000 instances in one series: more than any scanner makes. */
const MOST_PAGES = 100;

/** DICOMweb (PS3.18 §10.4, §10.6) and the content of reports, for the library. */
export class DicomWeb implements ImageSource {
  readonly #options: DicomWebOptions;
  #accept = SINGLE;

  constructor(options: DicomWebOptions) {
    this.#options = options;
  }

  async series(studyInstanceUid: string): Promise<Series[]> {
    const found = await this.#search(`/studies/${studyInstanceUid}/series`, seriesFields);
    return found.map(seriesOf).filter((series) => series !== null);
  }

  async instances(
    studyInstanceUid: string,
    seriesInstanceUid: string,
    expected?: number,
  ): Promise<InstanceHeader[]> {
    const path = `/studies/${studyInstanceUid}/series/${seriesInstanceUid}`;
    const found = headersOf(await this.#search(`${path}/instances`, instanceFields, expected));
    // A search is a third of the metadata's size, but need not include what it was asked to.
    return lacksGeometry(found) ? headersOf(await this.#json(`${path}/metadata`, {})) : found;
  }

  async instance(ref: InstanceRef, { purpose, signal, from }: FetchOptions): Promise<Incoming> {
    const { dicomwebBaseUrl } = this.#options.portal;
    const { studyInstanceUid: study, seriesInstanceUid: series, sopInstanceUid: instance } = ref;
    const url = withPurpose(
      `${dicomwebBaseUrl}/studies/${study}/series/${series}/instances/${instance}`,
      purpose,
    );
    let answer = await this.#bytes(url, this.#accept, signal, this.#accept === SINGLE ? from : 0);
    if (!answer && this.#accept === SINGLE) {
      answer = await this.#bytes(url, MULTIPART, signal, 0);
      if (answer) this.#accept = MULTIPART;
    }
    if (!answer) throw notAcceptable();
    const boundary = boundaryOf(answer.contentType);
    if (boundary === null) return answer;
    // What the headers say, they say of the whole answer and not of the instance in it.
    return { bytes: firstPart(answer.bytes, boundary), from: 0, length: null, validator: null, sha256: null };
  }

  async report(reportId: string, { purpose, signal, from }: FetchOptions): Promise<Incoming> {
    const url = `${this.#options.portal.apiBaseUrl}/reports/${encodeURIComponent(reportId)}/content`;
    const answer = await this.#bytes(withPurpose(url, purpose), 'application/pdf', signal, from);
    if (!answer) throw notAcceptable();
    return answer;
  }

  #bytes(url: string, accept: string, signal: AbortSignal, from = 0): Promise<ByteAnswer | null> {
    return this.#options.withToken((token) =>
      requestBytes(this.#options.open, { url, accept, token, signal, from }),
    );
  }

  async #search(path: string, fields: readonly string[], expected = Infinity): Promise<DicomJson> {
    const found: DicomJson = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const results = await this.#json(path, {
        includefield: fields.join(','),
        limit: PAGE,
        ...(page > 0 && { offset: page * PAGE }),
      });
      found.push(...results);
      // A full page that holds all that there is needs no empty one after it.
      if (results.length < PAGE || found.length === expected) return found;
    }
    throw new AppFailure('portal-answer-invalid', 'a search without an end');
  }

  async #json(path: string, query: Readonly<Record<string, string | number>>): Promise<DicomJson> {
    const { http, portal, withToken } = this.#options;
    const { status, body } = await withToken((token) =>
      http({ url: `${portal.dicomwebBaseUrl}${path}`, query, token, accept: 'application/dicom+json' }),
    );
    // 204: nothing matches (PS3.18 §8.3.4.4).
    return status === 204 || body === undefined ? [] : read(dicomJsonSchema, body, 'DICOMweb');
  }
}

type DicomJson = ReturnType<typeof dicomJsonSchema.parse>;

const headersOf = (results: DicomJson): InstanceHeader[] =>
  results.map(instanceOf).filter((header) => header !== null);

const withPurpose = (url: string, purpose: Purpose): string =>
  purpose === 'download' ? `${url}?purpose=download` : url;

const notAcceptable = (): AppFailure =>
  new AppFailure('portal-answer-invalid', 'the portal offers no such media type');
