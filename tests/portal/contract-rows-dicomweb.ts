import { notModified, row, type Row } from './contract-rows.ts';
import { exams, instanceOf, type ExamName } from './world.ts';

// The operations of openapi.yaml that are DICOMweb.

const pathsOf = (name: ExamName) => {
  const { study, series, instance } = exams[name];
  const studyPath = `/dicom-web/studies/${study}`;
  const seriesPath = `${studyPath}/series/${series}`;
  return { study: studyPath, series: seriesPath, instance: `${seriesPath}/instances/${instance}` };
};
const mine = pathsOf('anneNorth');
const others = pathsOf('bobNorth');
const shared = pathsOf('anneSouth');
type Level = keyof typeof mine;

const accepting = (accept: string, more: Record<string, string> = {}) => ({
  call: { headers: { accept, ...more } },
});

/** What is refused of anything that stands below a study. */
const refusals = (level: Level, tail: string, accept: string): Row[] => [
  row("another's", 'anne', 404, `${others[level]}${tail}`, { code: 'not-found', ...accepting(accept) }),
  row('without a right', 'xavier', 404, `${mine[level]}${tail}`, { code: 'not-found', ...accepting(accept) }),
  row('beyond the share', 'guest', 404, `${mine[level]}${tail}`, { code: 'not-found', ...accepting(accept) }),
  row('no UID', 'anne', 400, `${mine[level].replace(exams.anneNorth.study, '1.2.x')}${tail}`, {
    code: 'invalid-request',
    ...accepting(accept),
  }),
  ...(level === 'study'
    ? []
    : [
        row("another's under one's own", 'anne', 404, `${mixed(level)}${tail}`, {
          code: 'not-found',
          ...accepting(accept),
        }),
      ]),
];

/** The caller's own study, with a series or instance of somebody else's below it. */
const mixed = (level: Exclude<Level, 'study'>): string =>
  level === 'series'
    ? `${mine.study}/series/${exams.bobNorth.series}`
    : `${mine.series}/instances/${exams.bobNorth.instance}`;

const multipart = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const dicomJson = 'application/dicom+json';

const holdsMine = async (response: Response): Promise<boolean> => {
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.includes(instanceOf('anneNorth')) && !bytes.includes('DURAND');
};

/** Something of an image: to whom it is open, and to whom not. */
const retrieve = (level: Level, tail: string, accept: string, rest: Partial<Row> = {}): Row[] => [
  row('to the patient', 'anne', 200, `${mine[level]}${tail}`, { ...accepting(accept), ...rest }),
  row('to the guest', 'guest', 200, `${shared[level]}${tail}`, accepting(accept)),
  ...refusals(level, tail, accept),
];

const instances = (level: Level): Row[] => [
  ...retrieve(level, '', multipart, { holds: holdsMine }),
  row('as something else', 'anne', 406, mine[level], { code: 'not-acceptable', ...accepting('text/html') }),
  row('in a transfer syntax that is none', 'anne', 406, mine[level], {
    code: 'not-acceptable',
    ...accepting('multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.999'),
  }),
  row('as what is second best, but to be had', 'anne', 200, mine[level], {
    holds: holdsMine,
    ...accepting(`text/html, ${multipart}; q=0.3`),
  }),
  ...(level === 'instance'
    ? []
    : [
        row('several as one', 'anne', 406, mine[level], {
          code: 'not-acceptable',
          ...accepting('application/dicom'),
        }),
      ]),
];

const metadata = (level: Level): Row[] =>
  retrieve(level, '/metadata', dicomJson, {
    holds: async (response) => {
      const [header] = (await response.json()) as Record<string, { Value?: unknown[] }>[];
      return header?.['0020000D']?.Value?.[0] === exams.anneNorth.study;
    },
  }).concat(
    notModified(`${mine[level]}/metadata`, 'anne', { accept: dicomJson }),
    row('as XML', 'anne', 406, `${mine[level]}/metadata`, {
      code: 'not-acceptable',
      ...accepting('application/dicom+xml'),
    }),
  );

const picture = (level: Level, tail: string): Row[] => [
  ...retrieve(level, tail, 'image/jpeg', {
    holds: async (response) =>
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .equals(Buffer.from([0xff, 0xd8])),
  }),
  notModified(`${mine[level]}${tail}`, 'anne', { accept: 'image/jpeg' }),
];

const search = (path: string): Row[] => [
  row('what one may see', 'anne', 200, path, {
    holds: async (response) => !(await response.text()).includes(exams.bobNorth.study),
  }),
  notModified(path, 'anne'),
  row('nothing that matches', 'anne', 204, `${path}?PatientID=nobody-has-this`),
  row('no attribute', 'anne', 400, `${path}?NoSuchKeyword=1`, { code: 'invalid-request' }),
  row('no limit', 'anne', 400, `${path}?limit=many`, { code: 'invalid-request' }),
  row('neither true nor false', 'anne', 400, `${path}?fuzzymatching=maybe`, { code: 'invalid-request' }),
  row('as something else', 'anne', 406, path, { code: 'not-acceptable', ...accepting('text/html') }),
  row('as anything but that', 'anne', 406, path, {
    code: 'not-acceptable',
    ...accepting('application/dicom+json;q=0, */*'),
  }),
];

const searchBelow = (level: 'study' | 'series', tail: string): Row[] => [
  ...search(`${mine[level]}${tail}`),
  ...refusals(level, tail, dicomJson).filter(({ says }) => says !== "another's under one's own"),
];

const instanceNamed = (uid: string): Buffer => instanceOf('anneNorth', uid);
const parts = (...bodies: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    ...bodies.flatMap((body) => [
      Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'),
      body,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--part--\r\n'),
  ]);
const stow = (body: Uint8Array, type = 'multipart/related; type="application/dicom"; boundary=part') => ({
  call: {
    method: 'POST' as const,
    body,
    headers: { 'content-type': type, accept: dicomJson },
  },
});
const store = (path: string, prefix: string): Row[] => [
  row('instances', 'sam', 200, path, stow(parts(instanceNamed(`${prefix}.1`), instanceNamed(`${prefix}.2`)))),
  row('some that are none', 'sam', 202, path, {
    ...stow(parts(instanceNamed(`${prefix}.3`), Buffer.from('no DICOM at all'))),
  }),
  row('none that is one', 'sam', 409, path, stow(parts(Buffer.from('no DICOM at all')))),
  row('another type', 'sam', 415, path, {
    ...stow(Buffer.from('{}'), 'application/json'),
    code: 'unsupported-media-type',
  }),
  row('by a patient', 'anne', 403, path, {
    ...stow(parts(instanceNamed(`${prefix}.4`))),
    code: 'not-allowed',
  }),
  row('by a professional', 'carol', 403, path, {
    ...stow(parts(instanceNamed(`${prefix}.4`))),
    code: 'not-allowed',
  }),
  row('by a guest', 'guest', 403, path, {
    ...stow(parts(instanceNamed(`${prefix}.4`))),
    code: 'not-allowed',
  }),
];

export const dicomWebRows: Readonly<Record<string, readonly Row[]>> = {
  searchStudies: search('/dicom-web/studies'),
  searchSeries: search('/dicom-web/series'),
  searchInstances: search('/dicom-web/instances'),
  searchSeriesOfStudy: searchBelow('study', '/series'),
  searchInstancesOfStudy: searchBelow('study', '/instances'),
  searchInstancesOfSeries: searchBelow('series', '/instances'),

  retrieveStudy: instances('study'),
  retrieveSeries: instances('series'),
  retrieveInstance: [
    ...instances('instance'),
    row('alone', 'anne', 200, mine.instance, {
      ...accepting('application/dicom'),
      holds: async (response) => Buffer.from(await response.arrayBuffer()).equals(instanceOf('anneNorth')),
    }),
    row('a part of it', 'anne', 206, mine.instance, {
      ...accepting('application/dicom', { range: 'bytes=128-131' }),
      holds: async (response) => (await response.text()) === 'DICM',
    }),
    row('a part beyond', 'anne', 416, mine.instance, {
      ...accepting('application/dicom', { range: 'bytes=1000000-' }),
      code: 'range-not-satisfiable',
    }),
    notModified(mine.instance, 'anne', { accept: 'application/dicom' }),
  ],
  retrieveStudyMetadata: metadata('study'),
  retrieveSeriesMetadata: metadata('series'),
  retrieveInstanceMetadata: metadata('instance'),
  renderStudy: picture('study', '/rendered'),
  renderSeries: picture('series', '/rendered'),
  renderInstance: [
    ...picture('instance', '/rendered'),
    row(
      'as PNG, smaller, in a window',
      'anne',
      200,
      `${mine.instance}/rendered?viewport=4,4&window=40,400,linear`,
      {
        ...accepting('image/png'),
        holds: (response) => response.headers.get('content-type') === 'image/png',
      },
    ),
    row('as something else', 'anne', 406, `${mine.instance}/rendered`, {
      code: 'not-acceptable',
      ...accepting('text/html'),
    }),
  ],
  retrieveStudyThumbnail: picture('study', '/thumbnail'),
  retrieveSeriesThumbnail: picture('series', '/thumbnail'),
  retrieveInstanceThumbnail: picture('instance', '/thumbnail'),
  retrieveFrames: [
    ...retrieve('instance', '/frames/1', 'multipart/related; type="application/octet-stream"'),
    row('no such frame', 'anne', 404, `${mine.instance}/frames/2`, { code: 'not-found' }),
    row('no number', 'anne', 400, `${mine.instance}/frames/one`, { code: 'invalid-request' }),
  ],
  renderFrames: picture('instance', '/frames/1/rendered'),
  retrieveFramesThumbnail: picture('instance', '/frames/1/thumbnail'),
  retrieveBulkdata: [
    ...retrieve('instance', '/bulkdata/7FE00010', '*/*'),
    row('no such value', 'anne', 404, `${mine.instance}/bulkdata/00420011`, { code: 'not-found' }),
    row('no tag', 'anne', 400, `${mine.instance}/bulkdata/..%2f..%2fetc`, { code: 'invalid-request' }),
  ],
  storeInstances: store('/dicom-web/studies', '2.25.701'),
  storeInstancesInStudy: [
    ...store(mine.study, '2.25.702'),
    row('of another study', 'sam', 409, others.study, stow(parts(instanceNamed('2.25.703.1')))),
  ],
};
