import type { Generated, JSONColumnType } from 'kysely';
import type { DataSet } from './part10/dicom-json.ts';

// The index over the DICOM files, as Kysely sees it; db/migrations/0100_images.sql is what counts.

export interface ImageStudyTable {
  studyUid: string;
  patientId: string;
  patientNameKey: string;
  studyDate: string;
  accessionNumber: string;
  modalities: Generated<string[]>;
  sopClasses: Generated<string[]>;
  seriesCount: Generated<number>;
  instanceCount: Generated<number>;
  bytes: Generated<number>;
  version: Generated<number>;
  attributes: JSONColumnType<DataSet>;
}

export interface ImageSeriesTable {
  studyUid: string;
  seriesUid: string;
  modality: string;
  number: number | null;
  instanceCount: Generated<number>;
  bytes: Generated<number>;
  version: Generated<number>;
  attributes: JSONColumnType<DataSet>;
}

export interface ImageInstanceTable {
  studyUid: string;
  seriesUid: string;
  instanceUid: string;
  sopClassUid: string;
  transferSyntaxUid: string;
  number: number | null;
  frames: number;
  bytes: number;
  sha256: string;
  cutOff: boolean;
  attributes: JSONColumnType<DataSet>;
  metadata: string;
}

export interface ImageTables {
  imageStudy: ImageStudyTable;
  imageSeries: ImageSeriesTable;
  imageInstance: ImageInstanceTable;
}
