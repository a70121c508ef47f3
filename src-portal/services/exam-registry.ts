import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Database, Queryable } from '../db/database.ts';
import type { ImageStore, StudyDescription } from '../dicomweb/image-store.ts';
import { announceImages } from './documents.ts';
import { instantOfStudy } from './exam-date.ts';
import { textKey } from './text-key.ts';

// Images come first or the exam does: either way the exam's counts follow what is stored.

export interface RegisterOptions {
  /** Whose record the study goes to, whatever name its images carry; otherwise the one with its Patient ID. */
  readonly patientId?: string;
}

/** Any number will do; it only has to be the same in every process that makes exams. */
const registryLock = 4_711_000_002;
const turns = new WeakMap<Database, Promise<unknown>>();

/**
 * Makes or refreshes the exams of studies that got images. Answers the exams' ids. One after the other: a scanner sends each
 * instance of a study by itself, and what was counted before another came in is not written after it.
 */
export function registerStudies(
  db: Database,
  images: ImageStore,
  studyUids: readonly string[],
  options: RegisterOptions = {},
): Promise<readonly string[]> {
  const turn = (turns.get(db) ?? Promise.resolve()).then(() => register(db, images, studyUids, options));
  turns.set(
    db,
    turn.catch(() => undefined),
  );
  return turn;
}

async function register(
  db: Database,
  images: ImageStore,
  studyUids: readonly string[],
  options: RegisterOptions,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const uid of studyUids) {
    const study = await images.describeStudy(uid);
    if (!study) continue;
    const rest = await images.describeStudy(uid, { withoutReports: true });
    const id = await db.transaction().execute(async (trx) => {
      // Of several processes, too, one makes a study's exam, and its patient.
      await sql`select pg_advisory_xact_lock(${registryLock})`.execute(trx);
      return registerStudy(trx, study, rest, options);
    });
    ids.push(id);
  }
  return ids;
}

async function registerStudy(
  db: Queryable,
  study: StudyDescription,
  /** The same without the reports in it, where anything is left. */
  rest: StudyDescription | undefined,
  options: RegisterOptions,
): Promise<string> {
  const counts = { ...countsOf(study), withoutReports: JSON.stringify(countsOf(rest)) };
  const known = await db
    .updateTable('exam')
    .set(counts)
    .where('studyInstanceUid', '=', study.studyUid)
    .returning('id')
    .executeTakeFirst();
  const examId = known?.id ?? (await createExam(db, study, counts, options));
  await announceImages(db, examId, new Date());
  return examId;
}

const countsOf = (study: StudyDescription | undefined) => ({
  modalities: [...(study?.modalities ?? [])],
  seriesCount: study?.series.length ?? 0,
  instanceCount: study?.instanceCount ?? 0,
  bytes: study?.bytes ?? 0,
});

async function createExam(
  db: Queryable,
  study: StudyDescription,
  counts: ReturnType<typeof countsOf> & { withoutReports: string },
  options: RegisterOptions,
): Promise<string> {
  const id = uuid();
  const patientId = options.patientId ?? (await patientOf(db, study));
  const service = await serviceFor(db, patientId);
  const label = labelOf(study);
  const bodyRegion = study.series.map((series) => series.bodyPart).find(Boolean) ?? null;
  await db
    .insertInto('exam')
    .values({
      id,
      patientId,
      studyInstanceUid: study.studyUid,
      accessionNumber: study.accessionNumber || null,
      label,
      date: instantOfStudy(study),
      bodyRegion,
      establishmentId: service.establishmentId,
      serviceId: service.id,
      prescriber: null,
      radiologist: null,
      ...counts,
      labelKey: textKey(label),
      searchText: textKey([label, bodyRegion, service.name].join(' ')),
    })
    .execute();
  return id;
}

async function patientOf(db: Queryable, study: StudyDescription): Promise<string> {
  const patientNumber = study.patientId || `unknown-${study.studyUid}`;
  const known = await db
    .selectFrom('patient')
    .select('id')
    .where('patientNumber', '=', patientNumber)
    .executeTakeFirst();
  if (known) return known.id;
  const [familyName = '', givenName = ''] = study.patientName.split('=')[0]?.split('^') ?? [];
  const id = uuid();
  const displayName = [givenName, familyName].filter(Boolean).join(' ') || patientNumber;
  await db
    .insertInto('patient')
    .values({
      id,
      patientNumber,
      familyName: familyName || patientNumber,
      givenName,
      displayName,
      birthDate: null,
      sex: null,
      searchText: textKey(`${familyName} ${givenName} ${patientNumber}`),
    })
    .execute();
  return id;
}

/** Where the patient had an exam last; otherwise the first service there is. */
async function serviceFor(db: Queryable, patientId: string) {
  const services = db
    .selectFrom('service')
    .innerJoin('establishment', 'establishment.id', 'service.establishmentId')
    .select(['service.id', 'service.establishmentId', 'establishment.name']);
  const last = await services
    .innerJoin('exam', 'exam.serviceId', 'service.id')
    .where('exam.patientId', '=', patientId)
    .orderBy('exam.date', 'desc')
    .limit(1)
    .executeTakeFirst();
  const service = last ?? (await services.orderBy('service.id').limit(1).executeTakeFirst());
  if (service) return service;
  const establishment = {
    id: uuid(),
    name: 'Imagerie',
    nameKey: 'imagerie',
    kind: 'imaging-centre' as const,
    address: '',
    postcode: '',
    town: '',
    telephone: null,
    sharingSince: new Date().toISOString().slice(0, 10),
  };
  await db.insertInto('establishment').values(establishment).execute();
  const made = { id: uuid(), establishmentId: establishment.id, name: establishment.name };
  await db.insertInto('service').values(made).execute();
  return made;
}

const plainModalities: Readonly<Record<string, string>> = {
  CT: 'Scanner',
  MR: 'IRM',
  CR: 'Radiographie',
  DX: 'Radiographie',
  RF: 'Radioscopie',
  US: 'Échographie',
  MG: 'Mammographie',
  NM: 'Scintigraphie',
  PT: 'TEP',
  XA: 'Angiographie',
  ES: 'Endoscopie',
  ECG: 'Électrocardiogramme',
};

function labelOf(study: StudyDescription): string {
  const description = study.description.replaceAll(/[_^\s]+/g, ' ').trim();
  if (description) return description.slice(0, 200);
  const plain = study.modalities.map((modality) => plainModalities[modality]).find(Boolean);
  return plain ?? (study.modalities[0] ? `Examen ${study.modalities[0]}` : 'Examen');
}
