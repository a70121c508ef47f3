import { Readable } from 'node:stream';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { contentEtag, matchesEtag } from './http/etag.ts';
import { acceptsDicomJson } from './http/media-types.ts';
import { DicomWebProblem, notFound, sendDicomWebProblem } from './http/problem.ts';
import type { Answer, ImageStore, Resource, Search, SearchLevel, Target } from './image-store.ts';
import { compressJson } from './http/compress-json.ts';
import { cutWhenOver, type RightWatch } from '../http/right-to-read.ts';
import { discardRest } from './stow/discard-rest.ts';
import { defaultStoreLimits, type StoreLimits } from './stow/limits.ts';
import { text, type DataSet } from './part10/dicom-json.ts';
import { parseQuery, wantsHeaders } from './qido/query.ts';
import { isUid } from './uid.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who asks is found out together with what they may read (`mayRead`): a hook for that costs every image as much again. */
    asksWithItsRight?: boolean;
  }
}

/** Who may do what. Decided elsewhere; asked here before anything is told. */
export interface ImageRights {
  /** May they find what is in it? Null: no. */
  mayReadStudy(request: FastifyRequest, studyUid: string): Promise<Granted | null>;
  /** May they have images or headers of it? Null: no. */
  mayRead(request: FastifyRequest, read: ImageRead): Promise<AllowedRead | null>;
  readableStudies(request: FastifyRequest): Promise<Pick<Search, 'scope' | 'withoutReports'>>;
  mayStore(request: FastifyRequest): Promise<boolean>;
}

export interface ImageRead {
  readonly studyUid: string;
  readonly purpose: 'view' | 'download';
}

export interface Granted {
  /** Reports as well that lie among the images, not only these. */
  readonly reports: boolean;
}

export interface AllowedRead extends Granted {
  /** Called before any byte of an image or header leaves; where it rejects, none does. */
  record(): Promise<void>;
  /**
   * Watches over an answer: the signal aborts it when the right to read ends, or has ended since it was asked for, as when a
   * share is revoked. `done` is called once, when nothing more will be sent.
   */
  watch(): RightWatch;
}

export interface DicomWebOptions {
  readonly store: ImageStore;
  readonly rights: ImageRights;
  /** Studies that have got instances through STOW-RS. */
  readonly onStored: (request: FastifyRequest, studyUids: readonly string[]) => Promise<void>;
  readonly storeLimits?: StoreLimits;
  /** The URL that `/studies` follows, as clients see it. */
  readonly baseUrl: (request: FastifyRequest) => string;
}

type Params = Readonly<Record<string, string | undefined>>;

const studyPath = '/studies/:study';
const seriesPath = `${studyPath}/series/:series`;
const instancePath = `${seriesPath}/instances/:instance`;
const targetPaths = [studyPath, seriesPath, instancePath];

/** DICOMweb (PS3.18): register it under the prefix of its base URL. */
export const dicomWeb: FastifyPluginCallback<DicomWebOptions> = (app, options, done) => {
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof DicomWebProblem)) throw error;
    return sendDicomWebProblem(request, reply, error);
  });

  const search = (level: SearchLevel) => (request: FastifyRequest, reply: FastifyReply) =>
    answerSearch(options, level, request, reply);
  app.get('/studies', search('studies'));
  app.get('/series', search('series'));
  app.get('/instances', search('instances'));
  app.get(`${studyPath}/series`, search('series'));
  app.get(`${studyPath}/instances`, search('instances'));
  app.get(`${seriesPath}/instances`, search('instances'));

  const retrieve =
    (resourceOf: (request: FastifyRequest) => Resource) => (request: FastifyRequest, reply: FastifyReply) =>
      answerRetrieve(options, resourceOf(request), request, reply);
  const config = { asksWithItsRight: true };
  for (const path of targetPaths) {
    app.get(
      path,
      { config },
      retrieve((request) => ({ kind: 'instances', target: targetOf(request) })),
    );
    app.get(
      `${path}/metadata`,
      { config },
      retrieve((request) => ({ kind: 'metadata', target: targetOf(request) })),
    );
    for (const name of ['rendered', 'thumbnail']) {
      const thumbnail = name === 'thumbnail';
      const resource = (request: FastifyRequest): Resource => ({
        kind: 'rendered',
        target: targetOf(request),
        frame: null,
        thumbnail,
      });
      app.get(`${path}/${name}`, { config }, retrieve(resource));
    }
  }
  const framesPath = `${instancePath}/frames/:frames`;
  app.get(
    framesPath,
    { config },
    retrieve((request) => ({ kind: 'frames', target: instanceOf(request), frames: framesOf(request) })),
  );
  for (const name of ['rendered', 'thumbnail']) {
    const resource = (request: FastifyRequest): Resource => ({
      kind: 'rendered',
      target: instanceOf(request),
      frame: framesOf(request)[0] ?? 1,
      thumbnail: name === 'thumbnail',
    });
    app.get(`${framesPath}/${name}`, { config }, retrieve(resource));
  }
  app.get(
    `${instancePath}/bulkdata/*`,
    { config },
    retrieve((request) => ({ kind: 'bulkdata', target: instanceOf(request), path: bulkPathOf(request) })),
  );

  // Bodies are streams of whatever size: nothing is parsed before the sender is known to be allowed.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
  for (const path of ['/studies', studyPath]) {
    app.post(path, { config: { streamsBody: true } }, (request, reply) =>
      answerStore(options, request, reply),
    );
  }
  done();
};

async function answerStore(
  { store, rights, onStored, baseUrl, storeLimits = defaultStoreLimits }: DicomWebOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  discardRest(request.raw, reply.raw);
  const { study } = request.params as Params;
  if (study !== undefined) checkUid(study);
  if (!(await rights.mayStore(request))) {
    throw new DicomWebProblem('not-allowed', 'Instances are stored by administrators.');
  }
  if (Number(request.headers['content-length'] ?? 0) > storeLimits.totalBytes) {
    throw new DicomWebProblem('payload-too-large', 'The request is too large.');
  }
  const studyUids = new Set<string>();
  let answer: Answer;
  try {
    answer = await store.receive({
      body: request.raw,
      contentType: request.headers['content-type'],
      study,
      baseUrl: baseUrl(request),
      limits: storeLimits,
      onStudy: (uid) => studyUids.add(uid),
    });
  } finally {
    // What came in before a request was cut off is there.
    if (studyUids.size > 0) await onStored(request, [...studyUids]);
  }
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

async function answerSearch(
  { store, rights, baseUrl }: DicomWebOptions,
  level: SearchLevel,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { study, series } = request.params as Params;
  for (const uid of [study, series]) if (uid !== undefined) checkUid(uid);
  const readable = await readableOf(rights, request, study);
  const query = queryOf(request);
  if (!acceptsDicomJson(query.get('accept') ?? request.headers.accept ?? '*/*')) {
    throw new DicomWebProblem('not-acceptable', 'What is found is given as application/dicom+json.');
  }
  const target = { ...(study === undefined ? {} : { study }), ...(series === undefined ? {} : { series }) };
  const { items, more } = await store.search({ level, ...target, query, ...readable }, baseUrl(request));
  // Headers are read, whichever way they are asked for.
  if (wantsHeaders(level, parseQuery(level, query))) await recordEach(rights, request, study, items);
  reply.header('cache-control', 'private, no-cache');
  if (more) reply.header('warning', '299 - "There are more results; ask for them with offset."');
  if (items.length === 0) return reply.code(204).send();
  const body = JSON.stringify(items);
  const etag = contentEtag(body);
  const isKept = matchesEtag(request.headers['if-none-match'], etag);
  return send(request, reply, {
    status: isKept ? 304 : 200,
    headers: { etag, 'content-type': 'application/dicom+json' },
    body: isKept ? null : body,
  });
}

/** What a search may find; of one study where it names one. */
async function readableOf(
  rights: ImageRights,
  request: FastifyRequest,
  study: string | undefined,
): Promise<Pick<Search, 'scope' | 'withoutReports'>> {
  if (study === undefined) return rights.readableStudies(request);
  const granted = await rights.mayReadStudy(request, study);
  if (!granted) throw notFound();
  return { scope: [study], withoutReports: granted.reports ? [] : [study] };
}

/** Writes down that each study was read of which there are headers. */
async function recordEach(
  rights: ImageRights,
  request: FastifyRequest,
  study: string | undefined,
  items: readonly DataSet[],
): Promise<void> {
  const studyUids = new Set(items.map((item) => text(item, '0020000D') || (study ?? '')));
  for (const studyUid of studyUids) {
    const read = await rights.mayRead(request, { studyUid, purpose: 'view' });
    if (!read) throw notFound();
    await read.record();
  }
}

async function answerRetrieve(
  { store, rights, baseUrl }: DicomWebOptions,
  resource: Resource,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = queryOf(request);
  const read = await rights.mayRead(request, {
    studyUid: resource.target.study,
    purpose: query.get('purpose') === 'download' ? 'download' : 'view',
  });
  if (!read) throw notFound();
  const { headers } = request;
  const answer = await store.retrieve(resource, {
    accept: query.get('accept') ?? headers.accept ?? '*/*',
    query,
    range: headers.range,
    ifRange: typeof headers['if-range'] === 'string' ? headers['if-range'] : undefined,
    ifNoneMatch: headers['if-none-match'],
    baseUrl: baseUrl(request),
    withoutReports: !read.reports,
  });
  const { body } = answer;
  try {
    // Who is told that their copy is still good is looking at it.
    if (answer.status < 300 || answer.status === 304) await read.record();
  } catch (error) {
    if (body instanceof Readable) body.destroy();
    throw error;
  }
  if (!(body instanceof Readable)) return send(request, reply, answer);
  if (request.method === 'HEAD') {
    // Its length is in the headers; nothing is read for nobody.
    body.destroy();
    return send(request, reply, { ...answer, body: Readable.from([]) });
  }
  cutWhenOver(body, read.watch(), () => new DicomWebProblem('not-allowed', 'The right to read has ended.'));
  return send(request, reply, answer);
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, headers, body } = compressJson(answer, request.headers['accept-encoding']);
  if (status !== 304) return reply.code(status).headers(headers).send(body);
  // Says what tells copies apart, and nothing of a body that is not sent (RFC 9110 §15.4.5).
  const { 'content-type': _type, 'content-length': _length, ...rest } = headers;
  return reply.code(status).headers(rest).send();
}

function checkUid(uid: string): void {
  if (!isUid(uid)) throw new DicomWebProblem('invalid-request', 'A UID is up to 64 digits and dots.');
}

function targetOf(request: FastifyRequest): Target {
  const { study = '', series, instance } = request.params as Params;
  for (const uid of [study, series, instance]) if (uid !== undefined) checkUid(uid);
  return {
    study,
    ...(series === undefined ? {} : { series }),
    ...(instance === undefined ? {} : { instance }),
  };
}

function instanceOf(request: FastifyRequest): Required<Target> {
  const { study, series = '', instance = '' } = targetOf(request);
  return { study, series, instance };
}

function framesOf(request: FastifyRequest): number[] {
  const { frames = '' } = request.params as Params;
  if (!/^\d{1,6}(,\d{1,6})*$/.test(frames)) {
    throw new DicomWebProblem('invalid-request', 'Frames are numbers from 1, with commas.');
  }
  return frames.split(',').map(Number);
}

function bulkPathOf(request: FastifyRequest): string {
  const { '*': path = '' } = request.params as Params;
  if (path.length > 500 || !/^[0-9A-F]{8}(\/\d{1,6}\/[0-9A-F]{8})*$/i.test(path)) {
    throw new DicomWebProblem('invalid-request', 'Bulk data are named by tag, or tag/item/tag.');
  }
  return path.toUpperCase();
}

/** The query as it was written: whatever parser the server uses, a parameter can stand there several times. */
function queryOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1));
}
