import { sql, type Kysely, type Transaction } from 'kysely';
import { number, text } from '../part10/dicom-json.ts';
import type { ImageTables } from '../schema.ts';
import { fold } from '../text-keys.ts';
import type { InstanceDescription } from './describe.ts';

/** A described instance whose bytes lie in a file of ours. */
export interface Staged {
  readonly description: InstanceDescription;
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export type Outcome =
  | 'stored'
  /** The very same bytes were here before. */
  | 'already-here'
  /** Other bytes under the same UIDs were here before; those stay. */
  | 'differs'
  /** The study is here, and is another patient's. */
  | 'other-patient'
  /** The archive behind the portal did not take it. */
  | 'not-taken';

interface Known {
  readonly sha256: string;
  readonly cutOff: boolean;
}

interface Key {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

// Enough for any real value, and below what an index entry may take.
const maxKeyLength = 256;

/**
 * Takes instances into the index in one transaction, and moves their files to where they belong with `place`, before
 * it commits: an index entry without its file cannot be. A file without an entry is written over next time.
 */
export async function storeInstances(
  db: Kysely<ImageTables>,
  staged: readonly Staged[],
  place: (instance: Staged) => Promise<void>,
): Promise<Outcome[]> {
  return db.transaction().execute(async (transaction) => {
    const known = await knownOf(transaction, staged);
    const patients = await patientsOf(transaction, staged);
    const outcomes: Outcome[] = [];
    const fresh: Staged[] = [];
    for (const instance of staged) {
      const outcome = judge(instance, known, patients);
      outcomes.push(outcome);
      if (outcome === 'stored') fresh.push(instance);
    }
    if (fresh.length > 0) {
      for (const instance of fresh) await place(instance);
      await insertLevels(transaction, fresh);
      await countAgain(transaction, fresh);
    }
    return outcomes;
  });
}

function judge(instance: Staged, known: Map<string, Known>, patients: Map<string, string>): Outcome {
  const { description, sha256 } = instance;
  const { cutOff } = description;
  const key = keyOf(description);
  const before = known.get(key);
  if (before?.sha256 === sha256) return 'already-here';
  // The whole instance takes the place of one whose transfer was interrupted.
  if (before && !(before.cutOff && !cutOff)) return 'differs';
  const patient = patientId(description);
  const owner = patients.get(description.studyUid) ?? '';
  if (owner !== '' && patient !== '' && owner !== patient) return 'other-patient';
  known.set(key, { sha256, cutOff });
  if (owner === '') patients.set(description.studyUid, patient);
  return 'stored';
}

function keyOf({ studyUid, seriesUid, instanceUid }: Key): string {
  return `${studyUid}/${seriesUid}/${instanceUid}`;
}

function patientId({ study }: InstanceDescription): string {
  return text(study, '00100020').slice(0, maxKeyLength);
}

async function knownOf(db: Transaction<ImageTables>, staged: readonly Staged[]): Promise<Map<string, Known>> {
  const rows = await db
    .selectFrom('imageInstance')
    .select(['studyUid', 'seriesUid', 'instanceUid', 'sha256', 'cutOff'])
    .where('instanceUid', 'in', unique(staged.map(({ description }) => description.instanceUid)))
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function patientsOf(
  db: Transaction<ImageTables>,
  staged: readonly Staged[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('imageStudy')
    .select(['studyUid', 'patientId'])
    .where('studyUid', 'in', unique(staged.map(({ description }) => description.studyUid)))
    .execute();
  return new Map(rows.map((row) => [row.studyUid, row.patientId]));
}

async function insertLevels(db: Transaction<ImageTables>, fresh: readonly Staged[]): Promise<void> {
  const studies = new Map(fresh.map(({ description }) => [description.studyUid, description]));
  await db
    .insertInto('imageStudy')
    .values(
      [...studies.values()].map((description) => ({
        studyUid: description.studyUid,
        patientId: patientId(description),
        patientNameKey: fold(text(description.study, '00100010')).slice(0, maxKeyLength),
        studyDate: text(description.study, '00080020').slice(0, maxKeyLength),
        accessionNumber: text(description.study, '00080050').slice(0, maxKeyLength),
        attributes: JSON.stringify(description.study),
      })),
    )
    .onConflict((conflict) => conflict.column('studyUid').doNothing())
    .execute();
  const series = new Map(
    fresh.map(({ description }) => [`${description.studyUid}/${description.seriesUid}`, description]),
  );
  await db
    .insertInto('imageSeries')
    .values(
      [...series.values()].map((description) => ({
        studyUid: description.studyUid,
        seriesUid: description.seriesUid,
        modality: text(description.series, '00080060').slice(0, maxKeyLength),
        number: integer(number(description.series, '00200011')),
        attributes: JSON.stringify(description.series),
      })),
    )
    .onConflict((conflict) => conflict.columns(['studyUid', 'seriesUid']).doNothing())
    .execute();
  await db
    .insertInto('imageInstance')
    .values([...new Map(fresh.map((staged) => [keyOf(staged.description), instanceRow(staged)])).values()])
    .onConflict((conflict) =>
      conflict.columns(['studyUid', 'seriesUid', 'instanceUid']).doUpdateSet((excluded) => ({
        sopClassUid: excluded.ref('excluded.sopClassUid'),
        transferSyntaxUid: excluded.ref('excluded.transferSyntaxUid'),
        number: excluded.ref('excluded.number'),
        frames: excluded.ref('excluded.frames'),
        bytes: excluded.ref('excluded.bytes'),
        sha256: excluded.ref('excluded.sha256'),
        cutOff: excluded.ref('excluded.cutOff'),
        attributes: excluded.ref('excluded.attributes'),
        metadata: excluded.ref('excluded.metadata'),
      })),
    )
    .execute();
}

function instanceRow({ description, bytes, sha256 }: Staged) {
  return {
    studyUid: description.studyUid,
    seriesUid: description.seriesUid,
    instanceUid: description.instanceUid,
    sopClassUid: description.sopClassUid,
    transferSyntaxUid: description.transferSyntaxUid,
    number: integer(number(description.instance, '00200013')),
    frames: description.frames,
    bytes,
    sha256,
    cutOff: description.cutOff,
    attributes: JSON.stringify(description.instance),
    metadata: description.metadata,
  };
}

async function countAgain(db: Transaction<ImageTables>, fresh: readonly Staged[]): Promise<void> {
  const studies = unique(fresh.map(({ description }) => description.studyUid));
  await sql`
    update image_series set
      instance_count = counted.instances, bytes = counted.bytes, version = image_series.version + 1
    from (
      select study_uid, series_uid, count(*) as instances, sum(bytes) as bytes
      from image_instance where study_uid in (${sql.join(studies)}) group by study_uid, series_uid
    ) counted
    where image_series.study_uid = counted.study_uid and image_series.series_uid = counted.series_uid
      and (image_series.instance_count, image_series.bytes) is distinct from (counted.instances, counted.bytes)`.execute(
    db,
  );
  await sql`
    update image_study set
      instance_count = counted.instances, bytes = counted.bytes, series_count = counted.series,
      modalities = counted.modalities, version = image_study.version + 1,
      sop_classes = array(
        select distinct sop_class_uid from image_instance
        where image_instance.study_uid = image_study.study_uid order by sop_class_uid
      )
    from (
      select study_uid, count(*) as series, sum(instance_count) as instances, sum(bytes) as bytes,
        coalesce(array_agg(distinct modality order by modality) filter (where modality <> ''), '{}') as modalities
      from image_series where study_uid in (${sql.join(studies)}) group by study_uid
    ) counted
    where image_study.study_uid = counted.study_uid`.execute(db);
}

function integer(value: number | undefined): number | null {
  return value !== undefined && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
