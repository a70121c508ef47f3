import { sql, type Kysely, type SqlBool } from 'kysely';
import type { Search, SearchAnswer, SearchLevel } from '../image-store.ts';
import { pick, type DataSet, type Element, type Value } from '../part10/dicom-json.ts';
import { conditionOf } from '../qido/conditions.ts';
import { parseQuery, wantsHeaders, type ParsedQuery } from '../qido/query.ts';
import type { ImageTables } from '../schema.ts';
import { withAbsoluteBulkData } from './metadata.ts';
import { tablesFor } from './tables.ts';

interface Row {
  readonly studyUid: string;
  readonly seriesUid: string | null;
  readonly instanceUid: string | null;
  readonly instanceAttributes: string | null;
  readonly metadata: string | null;
}

/** QIDO-RS over the index (PS3.18 §10.6). Throws DicomWebProblem for a query that is none. */
export async function searchIndex(
  db: Kysely<ImageTables>,
  search: Search,
  baseUrl: string,
): Promise<SearchAnswer> {
  const asked = parseQuery(search.level, search.query);
  const whole = wantsHeaders(search.level, asked);
  const query = whole ? { ...asked, limit: Math.min(asked.limit, mostHeaders) } : asked;
  if (query.limit === 0) return { items: [], more: false };
  const rows = await select(db, search, query);
  const answered = rows.slice(0, query.limit);
  const aboveOf = await levelsAbove(db, answered, search, query);
  return {
    items: answered.map((row) => answerRow(row, aboveOf(row), search.level, query, baseUrl)),
    more: rows.length > query.limit,
  };
}

/** Of whole headers so many are given at once: ten thousand of them would be hundreds of megabytes in memory. */
const mostHeaders = 1_000;

async function select(db: Kysely<ImageTables>, search: Search, query: ParsedQuery): Promise<Row[]> {
  const { level, study, series, scope } = search;
  const tables = tablesFor(search.withoutReports);
  const withSeries = level !== 'studies';
  const withInstances = level === 'instances';
  const conditions = query.matches.map((match) => conditionOf(match, level, query.fuzzy));
  if (scope !== 'all') conditions.push(sql<SqlBool>`image_study.study_uid = any(${[...scope]}::text[])`);
  if (study) conditions.push(sql<SqlBool>`image_study.study_uid = ${study}`);
  if (series) conditions.push(sql<SqlBool>`image_series.series_uid = ${series}`);
  const { rows } = await sql<Row>`
    select image_study.study_uid,
      ${withSeries ? sql`image_series.series_uid` : sql`null as series_uid`},
      ${withInstances ? sql`image_instance.instance_uid, image_instance.attributes::text` : sql`null as instance_uid, null`} as instance_attributes,
      ${wantsHeaders(level, query) ? sql`image_instance.metadata` : sql`null`} as metadata
    from ${tables.study}
    ${withSeries ? sql`join ${tables.series} on image_series.study_uid = image_study.study_uid` : sql``}
    ${
      withInstances
        ? sql`join ${tables.instance} on image_instance.study_uid = image_series.study_uid
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

/** What a row's study and series add to its answer: read and put together once for a thousand instances. */
async function levelsAbove(
  db: Kysely<ImageTables>,
  rows: readonly Row[],
  { level, study, series, withoutReports }: Search,
  { include }: ParsedQuery,
): Promise<(row: Row) => DataSet> {
  const studies = await studiesOf(db, rows, withoutReports);
  const seriesLevels =
    level === 'studies' ? new Map<string, DataSet>() : await seriesOf(db, rows, withoutReports);
  const above = new Map<string, DataSet>();
  return (row) => {
    const key = keyOf(row);
    const known = above.get(key);
    if (known) return known;
    const studyLevel = studies.get(row.studyUid) ?? {};
    const seriesLevel = seriesLevels.get(key) ?? {};
    // Attributes of the levels above are answered where the URL does not name them (PS3.18 §10.6.3.3), or when asked for.
    const fromStudy =
      level !== 'studies' && study && include !== 'all'
        ? pick(studyLevel, ['0020000D', ...include])
        : studyLevel;
    const fromSeries =
      level === 'instances' && series && include !== 'all'
        ? pick(seriesLevel, ['0020000E', ...include])
        : seriesLevel;
    const both = { ...fromStudy, ...fromSeries };
    above.set(key, both);
    return both;
  };
}

const keyOf = ({ studyUid, seriesUid }: { studyUid: string; seriesUid: string | null }): string =>
  `${studyUid}/${seriesUid ?? ''}`;

interface StudyRow {
  readonly studyUid: string;
  readonly modalities: readonly string[];
  readonly sopClasses: readonly string[];
  readonly seriesCount: number;
  readonly instanceCount: number;
  readonly written: string;
}

interface SeriesRow {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceCount: number;
  readonly written: string;
}

async function studiesOf(
  db: Kysely<ImageTables>,
  rows: readonly Row[],
  withoutReports: readonly string[] | undefined,
): Promise<Map<string, DataSet>> {
  const uids = [...new Set(rows.map(({ studyUid }) => studyUid))];
  const { rows: found } = await sql<StudyRow>`
    select study_uid, modalities, sop_classes, series_count, instance_count, attributes::text as written
    from ${tablesFor(withoutReports).study} where study_uid = any(${uids}::text[])`.execute(db);
  return new Map(
    found.map((row) => [
      row.studyUid,
      {
        ...parse(row.written),
        '00080061': element('CS', row.modalities),
        '00080062': element('UI', row.sopClasses),
        '00201206': element('IS', [row.seriesCount]),
        '00201208': element('IS', [row.instanceCount]),
      },
    ]),
  );
}

async function seriesOf(
  db: Kysely<ImageTables>,
  rows: readonly Row[],
  withoutReports: readonly string[] | undefined,
): Promise<Map<string, DataSet>> {
  const one = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  const { rows: found } = await sql<SeriesRow>`
    select study_uid, series_uid, instance_count, attributes::text as written
    from ${tablesFor(withoutReports).series} where (study_uid, series_uid) in (select * from unnest(
      ${one.map(({ studyUid }) => studyUid)}::text[], ${one.map(({ seriesUid }) => seriesUid)}::text[]))`.execute(
    db,
  );
  return new Map(
    found.map((row) => [
      keyOf(row),
      { ...parse(row.written), '00201209': element('IS', [row.instanceCount]) },
    ]),
  );
}

function answerRow(
  row: Row,
  above: DataSet,
  level: SearchLevel,
  { include }: ParsedQuery,
  baseUrl: string,
): DataSet {
  const studyUrl = `${baseUrl}/studies/${row.studyUid}`;
  if (level === 'studies') return sorted({ ...above, ...online, ...retrieveUrl(studyUrl) });

  const seriesUrl = `${studyUrl}/series/${row.seriesUid ?? ''}`;
  if (level === 'series') return sorted({ ...above, ...retrieveUrl(seriesUrl) });

  const instanceUrl = `${seriesUrl}/instances/${row.instanceUid ?? ''}`;
  const whole = row.metadata === null ? {} : parse(withAbsoluteBulkData(row.metadata, instanceUrl));
  return sorted({
    ...(include === 'all' ? whole : pick(whole, include)),
    ...above,
    ...parse(row.instanceAttributes),
    ...online,
    ...retrieveUrl(instanceUrl),
  });
}

const online: DataSet = { '00080056': { vr: 'CS', Value: ['ONLINE'] } };

function retrieveUrl(url: string): DataSet {
  return { '00081190': { vr: 'UR', Value: [url] } };
}

function element(vr: string, values: readonly Value[]): Element {
  return values.length > 0 ? { vr, Value: values } : { vr };
}

/** Tags in ascending order, as PS3.18 §F.2.2 wants them. */
function sorted(dataSet: DataSet): DataSet {
  return pick(dataSet, Object.keys(dataSet).sort());
}

/** Text that this portal wrote itself. */
function parse(written: string | null): DataSet {
  return written === null ? {} : (JSON.parse(written) as DataSet);
}
