import { randomUUID } from 'node:crypto';
import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { NaturalDataset } from './write-part10.ts';

/** Whose document it is, and of which study. */
export interface DocumentSubject {
  readonly studyInstanceUid: string;
  readonly patient: {
    readonly name: string;
    readonly id: string;
    readonly birthDate: string;
    readonly sex: string;
  };
  /** Who noted it, as a person name. */
  readonly author: string;
  readonly now: Date;
  /** How many frames an instance has. */
  readonly framesOf: (sopInstanceUid: string) => number;
}

/** A new UID from a UUID (PS3.5 B.2). */
export const newUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;

const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = (now: Date): string => `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
const timeOf = (now: Date): string =>
  `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;

/** Each image once, by series, as evidence lists want it (PS3.3 C.17.2.1). */
const evidence = (studyInstanceUid: string, images: readonly ImageRef[]): NaturalDataset => {
  const series = new Map<string, Map<string, string>>();
  for (const { seriesInstanceUid, sopInstanceUid, sopClassUid } of images) {
    const known = series.get(seriesInstanceUid) ?? new Map<string, string>();
    known.set(sopInstanceUid, sopClassUid);
    series.set(seriesInstanceUid, known);
  }
  return {
    StudyInstanceUID: studyInstanceUid,
    ReferencedSeriesSequence: [...series].map(([SeriesInstanceUID, instances]) => ({
      ReferencedSOPSequence: [...instances].map(([uid, sopClass]) => ({
        ReferencedSOPClassUID: sopClass,
        ReferencedSOPInstanceUID: uid,
      })),
      SeriesInstanceUID,
    })),
  };
};

/** All of a document but its content: patient, study, series, equipment, what it is about (PS3.3 A.35). */
export const documentModule = (
  subject: DocumentSubject,
  kind: { readonly sopClass: string; readonly modality: 'SR' | 'KO'; readonly description: string },
  images: readonly ImageRef[],
) => {
  const { patient, now } = subject;
  return {
    SOPClassUID: kind.sopClass,
    SOPInstanceUID: newUid(),
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    StudyInstanceUID: subject.studyInstanceUid,
    StudyDate: '',
    StudyTime: '',
    StudyID: '',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    Modality: kind.modality,
    SeriesInstanceUID: newUid(),
    SeriesNumber: 9000,
    SeriesDescription: kind.description,
    ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'e-mage',
    InstanceNumber: 1,
    ContentDate: dateOf(now),
    ContentTime: timeOf(now),
    CurrentRequestedProcedureEvidenceSequence: [evidence(subject.studyInstanceUid, images)],
  };
};
