import type { DataSet } from '../dicom/data-set.ts';
import { part10File, type Pixels } from '../dicom/part10.ts';
import type { ImagesRecipe, WorldEstablishment, WorldExam, WorldPatient } from '../world.ts';
import { uidOf } from '../world/ids.ts';

/** All that an exam's images must say of the person and the place. Plain data: it crosses to worker threads. */
export interface ExamContext {
  readonly exam: Pick<
    WorldExam,
    | 'key'
    | 'studyInstanceUid'
    | 'accessionNumber'
    | 'label'
    | 'date'
    | 'prescriber'
    | 'radiologist'
    | 'bodyRegion'
  >;
  readonly recipe: ImagesRecipe;
  readonly patient: WorldPatient;
  readonly establishment: WorldEstablishment;
}

export interface ImageFile {
  readonly series: number;
  readonly image: number;
  readonly bytes: Buffer;
}

export const sopClass = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  mr: '1.2.840.10008.5.1.4.1.1.4',
  /** Digital X-Ray Image Storage – For Presentation. */
  dx: '1.2.840.10008.5.1.4.1.1.1.1',
  us: '1.2.840.10008.5.1.4.1.1.6.1',
  usMultiFrame: '1.2.840.10008.5.1.4.1.1.3.1',
} as const;

export interface SeriesPlan {
  readonly number: number;
  readonly description: string;
  readonly modality: 'CT' | 'MR' | 'DX' | 'US';
  readonly protocol: string;
  readonly bodyPart: string;
  /** Seconds after the exam's begin. */
  readonly after: number;
  /** General series and equipment attributes of this series. */
  readonly attributes: DataSet;
}

/** `Dr Hélène Petit` → `Petit^Hélène^^Dr`. */
function personName(displayName: string | null): string {
  const match = /^(?:(Dr) )?(\S+) (.+)$/.exec(displayName ?? '');
  return match ? `${match[3] ?? ''}^${match[2] ?? ''}${match[1] ? `^^${match[1]}` : ''}` : '';
}

function age(birthDate: string, date: string): string {
  const years =
    Number(date.slice(0, 4)) -
    Number(birthDate.slice(0, 4)) -
    (date.slice(5, 10) < birthDate.slice(5) ? 1 : 0);
  return `${String(years).padStart(3, '0')}Y`;
}

const dicomDate = (iso: string): string => iso.slice(0, 10).replaceAll('-', '');

function dicomTime(iso: string, after: number): string {
  const [hours = 0, minutes = 0, seconds = 0] = iso.slice(11, 19).split(':').map(Number);
  const total = hours * 3600 + minutes * 60 + seconds + after;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const fraction = String(Math.floor((total % 1) * 1000)).padStart(3, '0');
  return `${two(total / 3600)}${two((total / 60) % 60)}${two(total % 60)}.${fraction}`;
}

export function frameOfReference(context: ExamContext): DataSet {
  return {
    FrameOfReferenceUID: uidOf(`frame ${context.exam.studyInstanceUid}`),
    PositionReferenceIndicator: '',
  };
}

/** One instance: patient, study, series, equipment and SOP common modules here; the rest in `attributes`. */
export function imageFile(
  { exam, patient, establishment }: ExamContext,
  plan: SeriesPlan,
  image: { readonly number: number; readonly sopClassUid: string; readonly after: number },
  attributes: DataSet,
  pixels: Pixels,
): ImageFile {
  const date = dicomDate(exam.date);
  const seriesTime = dicomTime(exam.date, plan.after);
  const imageTime = dicomTime(exam.date, plan.after + image.after);
  const study = exam.studyInstanceUid;
  const bytes = part10File(
    {
      SpecificCharacterSet: 'ISO_IR 192',
      TimezoneOffsetFromUTC: exam.date.slice(19).replace(':', ''),
      SOPClassUID: image.sopClassUid,
      SOPInstanceUID: uidOf(`instance ${study} ${plan.number} ${image.number}`),
      PatientName: `${patient.familyName}^${patient.givenName}`,
      PatientID: patient.patientNumber,
      PatientBirthDate: patient.birthDate.replaceAll('-', ''),
      PatientSex: patient.sex,
      PatientAge: age(patient.birthDate, exam.date),
      StudyInstanceUID: study,
      StudyDate: date,
      StudyTime: dicomTime(exam.date, 0),
      StudyID: exam.accessionNumber.slice(-5),
      StudyDescription: exam.label,
      AccessionNumber: exam.accessionNumber,
      ReferringPhysicianName: personName(exam.prescriber),
      PerformingPhysicianName: personName(exam.radiologist),
      SeriesInstanceUID: uidOf(`series ${study} ${plan.number}`),
      SeriesNumber: plan.number,
      SeriesDescription: plan.description,
      SeriesDate: date,
      SeriesTime: seriesTime,
      Modality: plan.modality,
      ProtocolName: plan.protocol,
      BodyPartExamined: plan.bodyPart,
      AcquisitionDate: date,
      AcquisitionTime: imageTime,
      ContentDate: date,
      ContentTime: imageTime,
      InstitutionName: establishment.name,
      InstitutionAddress: `${establishment.address}, ${establishment.postcode} ${establishment.town}`,
      InstitutionalDepartmentName: establishment.service,
      SoftwareVersions: 'e-mage demo 1',
      InstanceNumber: image.number,
      BurnedInAnnotation: 'NO',
      ...plan.attributes,
      ...attributes,
    },
    pixels,
  );
  return { series: plan.number, image: image.number, bytes };
}

export const littleEndian = (pixels: Uint16Array | Int16Array): Uint8Array =>
  new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
