import { v7 as uuid } from 'uuid';
import type { Database, Queryable } from '../db/database.ts';
import type { ImageStore, StudyDescription } from '../dicomweb/image-store.ts';
import { announceImages } from './documents.ts';
import { textKey } from './text-key.ts';

// Images come first or the exam does: either way the exam's counts follow what is stored.

export interface RegisterOptions {
  /** Whose record the study goes to, whatever name its images carry; otherwise the one with its Patient ID. */
  readonly patientId?: string;
}

/** Makes or refreshes the exams of studies that got images. Answers the exams' ids. */
export async function registerStudies(
  db: Database,
  images: ImageStore,
  studyUids: readonly string[],
  options: RegisterOptions = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const uid of studyUids) {
    const study = await images.describeStudy(uid);
    if (study) ids.push(await db.transaction().execute((trx) => registerStudy(trx, study, options)));
  }
  return ids;
}

async function registerStudy(
  db: Queryable,
  study: StudyDescription,
  options: RegisterOptions,
): Promise<string> {
  const counts = {
    modalities: [...study.modalities],
    seriesCount: study.series.length,
    instanceCount: study.instanceCount,
    bytes: study.bytes,
  };
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

async function createExam(
  db: Queryable,
  study: StudyDescription,
  counts: { modalities: string[]; seriesCount: number; instanceCount: number; bytes: number },
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
      date: instantOf(study),
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

/** DICOM's local date and time (PS3.5 §6.2) in the portal's zone; now where there is none. */
function instantOf({ date, time }: StudyDescription): Date {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(date);
  const clock = /^(\d\d)(\d\d)?(\d\d)?/.exec(time);
  if (!day) return new Date();
  const local = new Date(
    `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}T${clock?.[1] ?? '12'}:${clock?.[2] ?? '00'}:${clock?.[3] ?? '00'}Z`,
  );
  if (Number.isNaN(local.getTime())) return new Date();
  return new Date(local.getTime() - offsetOfParis(local));
}

/** Milliseconds by which Paris is ahead of UTC. */
function offsetOfParis(at: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) -
    at.getTime()
  );
}
