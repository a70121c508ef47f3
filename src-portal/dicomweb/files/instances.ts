import { sql, type Kysely } from 'kysely';
import { statement, type Places } from '../../db/statement.ts';
import { notFound } from '../http/problem.ts';
import type { Ask, StudyDescription, Target } from '../image-store.ts';
import { text, type DataSet } from '../part10/dicom-json.ts';
import { isReport } from '../report-classes.ts';
import type { ImageTables } from '../schema.ts';
import { tablesFor } from './tables.ts';

/** What of whoever asks decides which instances there are to them. */
export type Reader = Pick<Ask, 'withoutReports'>;

/** An instance's place and what its bytes are. */
export interface StoredInstance {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly frames: number;
  readonly bytes: number;
  readonly sha256: string;
}

const described = [
  'i.studyUid',
  'i.seriesUid',
  'i.instanceUid',
  'i.sopClassUid',
  'i.transferSyntaxUid',
  'i.frames',
  'i.bytes',
  'i.sha256',
] as const;

/** A viewer asks this a thousand times over. */
const oneInstance = statement((db: Kysely<ImageTables>, place: Places<Required<Target>>) =>
  db
    .selectFrom('imageInstance as i')
    .select(described)
    .where('i.studyUid', '=', place('study'))
    .where('i.seriesUid', '=', place('series'))
    .where('i.instanceUid', '=', place('instance'))
    .compile(),
);

/** The instances of a target that there are to a reader, in the order of their numbers. Throws a 404 where there are none. */
export async function instancesOf(
  db: Kysely<ImageTables>,
  target: Target,
  { withoutReports }: Reader,
): Promise<StoredInstance[]> {
  const { study, series, instance } = target;
  const stored =
    series !== undefined && instance !== undefined
      ? await oneInstance(db, { study, series, instance })
      : await instancesBelow(db, study, series);
  const rows = withoutReports ? stored.filter(({ sopClassUid }) => !isReport(sopClassUid)) : stored;
  if (rows.length === 0) throw notFound();
  return rows;
}

function instancesBelow(
  db: Kysely<ImageTables>,
  study: string,
  series: string | undefined,
): Promise<StoredInstance[]> {
  return db
    .selectFrom('imageInstance as i')
    .innerJoin('imageSeries as s', (join) =>
      join.onRef('s.studyUid', '=', 'i.studyUid').onRef('s.seriesUid', '=', 'i.seriesUid'),
    )
    .select(described)
    .where('i.studyUid', '=', study)
    .$if(series !== undefined, (query) => query.where('i.seriesUid', '=', series ?? ''))
    .orderBy('s.number', (order) => order.asc().nullsLast())
    .orderBy('i.seriesUid')
    .orderBy('i.number', (order) => order.asc().nullsLast())
    .orderBy('i.instanceUid')
    .execute();
}

export function urlOf(baseUrl: string, { studyUid, seriesUid, instanceUid }: StoredInstance): string {
  return `${baseUrl}/studies/${studyUid}/series/${seriesUid}/instances/${instanceUid}`;
}

/** What changes when anything of the target does: to be part of an ETag. */
export async function versionOf(db: Kysely<ImageTables>, target: Target): Promise<string> {
  const row = await (target.series === undefined
    ? db
        .selectFrom('imageStudy')
        .select(['version', 'instanceCount', 'bytes'])
        .where('studyUid', '=', target.study)
        .executeTakeFirst()
    : db
        .selectFrom('imageSeries')
        .select(['version', 'instanceCount', 'bytes'])
        .where('studyUid', '=', target.study)
        .where('seriesUid', '=', target.series)
        .executeTakeFirst());
  if (!row) throw notFound();
  return `${row.version}-${row.instanceCount}-${row.bytes}`;
}

interface LevelRow {
  readonly instanceCount: number;
  readonly bytes: number;
  /** The level's attributes, DICOM JSON text. */
  readonly written: string;
}

interface StudyRow extends LevelRow {
  readonly modalities: readonly string[];
}

interface SeriesRow extends LevelRow {
  readonly seriesUid: string;
  readonly modality: string;
  readonly number: number | null;
}

export async function describeIndexedStudy(
  db: Kysely<ImageTables>,
  studyUid: string,
  withoutReports: boolean,
): Promise<StudyDescription | undefined> {
  const tables = tablesFor(withoutReports ? [studyUid] : []);
  const studies = await sql<StudyRow>`
    select modalities, instance_count, bytes, attributes::text as written
    from ${tables.study} where study_uid = ${studyUid}`.execute(db);
  const study = studies.rows[0];
  if (!study) return undefined;
  const { rows: series } = await sql<SeriesRow>`
    select series_uid, modality, number, instance_count, bytes, attributes::text as written
    from ${tables.series} where study_uid = ${studyUid}
    order by number nulls last, series_uid`.execute(db);
  const attributes = JSON.parse(study.written) as DataSet;
  return {
    studyUid,
    patientId: text(attributes, '00100020'),
    patientName: text(attributes, '00100010'),
    date: text(attributes, '00080020'),
    time: text(attributes, '00080030'),
    description: text(attributes, '00081030'),
    accessionNumber: text(attributes, '00080050'),
    modalities: study.modalities,
    instanceCount: study.instanceCount,
    bytes: study.bytes,
    series: series.map(({ written, ...row }) => {
      const seriesAttributes = JSON.parse(written) as DataSet;
      return {
        ...row,
        description: text(seriesAttributes, '0008103E'),
        bodyPart: text(seriesAttributes, '00180015'),
      };
    }),
  };
}
