import { sql, type Kysely, type SqlBool } from 'kysely';
import type { Search, SearchAnswer } from '../image-store.ts';
import { pick, type DataSet, type Element, type Value } from '../part10/dicom-json.ts';
import { conditionOf } from '../qido/conditions.ts';
import { parseQuery, type ParsedQuery } from '../qido/query.ts';
import type { ImageTables } from '../schema.ts';
import { withAbsoluteBulkData } from './metadata.ts';

interface Row {
  readonly studyUid: string;
  readonly seriesUid: string | null;
  readonly instanceUid: string | null;
  readonly studyAttributes: string;
  readonly seriesAttributes: string | null;
  readonly instanceAttributes: string | null;
  readonly metadata: string | null;
  readonly modalities: string[];
  readonly sopClasses: string[];
  readonly studySeries: number;
  readonly studyInstances: number;
  readonly seriesInstances: number | null;
}

/** QIDO-RS over the index (PS3.18 §10.6). Throws DicomWebProblem for a query that is none. */
export async function searchIndex(
  db: Kysely<ImageTables>,
  search: Search,
  baseUrl: string,
): Promise<SearchAnswer> {
  const asked = parseQuery(search.level, search.query);
  const whole = wantsWholeHeaders(search, asked);
  const query = whole ? { ...asked, limit: Math.min(asked.limit, mostHeaders) } : asked;
  if (query.limit === 0) return { items: [], more: false };
  const rows = await select(db, search, query);
  return {
    items: rows.slice(0, query.limit).map((row) => answerRow(row, search, query, baseUrl)),
    more: rows.length > query.limit,
  };
}

/** Of whole headers so many are given at once: ten thousand of them would be hundreds of megabytes in memory. */
const mostHeaders = 1_000;

const wantsWholeHeaders = ({ level }: Search, { include }: ParsedQuery): boolean =>
  level === 'instances' && (include === 'all' || include.length > 0);

async function select(db: Kysely<ImageTables>, search: Search, query: ParsedQuery): Promise<Row[]> {
  const { level, study, series, scope } = search;
  const withSeries = level !== 'studies';
  const withInstances = level === 'instances';
  const conditions = query.matches.map((match) => conditionOf(match, level, query.fuzzy));
  if (scope !== 'all') conditions.push(sql<SqlBool>`image_study.study_uid = any(${[...scope]}::text[])`);
  if (study) conditions.push(sql<SqlBool>`image_study.study_uid = ${study}`);
  if (series) conditions.push(sql<SqlBool>`image_series.series_uid = ${series}`);
  const { rows } = await sql<Row>`
    select image_study.study_uid, image_study.attributes::text as study_attributes,
      image_study.modalities, image_study.sop_classes,
      image_study.series_count as study_series, image_study.instance_count as study_instances,
      ${withSeries ? sql`image_series.series_uid, image_series.attributes::text` : sql`null as series_uid, null`} as series_attributes,
      ${withSeries ? sql`image_series.instance_count` : sql`null`} as series_instances,
      ${withInstances ? sql`image_instance.instance_uid, image_instance.attributes::text` : sql`null as instance_uid, null`} as instance_attributes,
      ${wantsWholeHeaders(search, query) ? sql`image_instance.metadata` : sql`null`} as metadata
    from image_study
    ${withSeries ? sql`join image_series on image_series.study_uid = image_study.study_uid` : sql``}
    ${
      withInstances
        ? sql`join image_instance on image_instance.study_uid = image_series.study_uid
            and image_instance.series_uid = image_series.series_uid`
        : sql``
    }
    where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
    order by image_study.study_date desc, image_study.study_uid
      ${withSeries ? sql`, image_series.number nulls last, image_series.series_uid` : sql``}
      ${withInstances ? sql`, image_instance.number nulls last, image_instance.instance_uid` : sql``}
    limit ${query.limit + 1} offset ${query.offset}`.execute(db);
  return rows;
}

function answerRow(
  row: Row,
  { level, study, series }: Search,
  { include }: ParsedQuery,
  baseUrl: string,
): DataSet {
  const studyLevel: DataSet = { ...parse(row.studyAttributes), ...countsOfStudy(row) };
  const studyUrl = `${baseUrl}/studies/${row.studyUid}`;
  if (level === 'studies') return sorted({ ...studyLevel, ...online, ...retrieveUrl(studyUrl) });

  const seriesLevel: DataSet = {
    ...parse(row.seriesAttributes),
    '00201209': element('IS', [row.seriesInstances ?? 0]),
  };
  const seriesUrl = `${studyUrl}/series/${row.seriesUid ?? ''}`;
  // Attributes of the levels above are answered where the URL does not name them (PS3.18 §10.6.3.3), or when asked for.
  const fromStudy = study && include !== 'all' ? pick(studyLevel, ['0020000D', ...include]) : studyLevel;
  if (level === 'series') return sorted({ ...fromStudy, ...seriesLevel, ...retrieveUrl(seriesUrl) });

  const instanceUrl = `${seriesUrl}/instances/${row.instanceUid ?? ''}`;
  const fromSeries = series && include !== 'all' ? pick(seriesLevel, ['0020000E', ...include]) : seriesLevel;
  const whole = row.metadata === null ? {} : parse(withAbsoluteBulkData(row.metadata, instanceUrl));
  return sorted({
    ...(include === 'all' ? whole : pick(whole, include)),
    ...fromStudy,
    ...fromSeries,
    ...parse(row.instanceAttributes),
    ...online,
    ...retrieveUrl(instanceUrl),
  });
}

const online: DataSet = { '00080056': { vr: 'CS', Value: ['ONLINE'] } };

function countsOfStudy(row: Row): DataSet {
  return {
    '00080061': element('CS', row.modalities),
    '00080062': element('UI', row.sopClasses),
    '00201206': element('IS', [row.studySeries]),
    '00201208': element('IS', [row.studyInstances]),
  };
}

function retrieveUrl(url: string): DataSet {
  return { '00081190': { vr: 'UR', Value: [url] } };
}

function element(vr: string, values: readonly Value[]): Element {
  return values.length > 0 ? { vr, Value: values } : { vr };
}

/** Tags in ascending order, as PS3.18 §F.2.2 wants them. */
function sorted(dataSet: DataSet): DataSet {
  return Object.fromEntries(Object.entries(dataSet).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Text that this portal wrote itself. */
function parse(written: string | null): DataSet {
  return written === null ? {} : (JSON.parse(written) as DataSet);
}
