import type { Readable } from 'node:stream';
import type { DataSet } from './part10/dicom-json.ts';
import type { StoreLimits } from './stow/limits.ts';

/** A study, one of its series, or one of its instances; UIDs are valid ones. */
export interface Target {
  readonly study: string;
  readonly series?: string;
  readonly instance?: string;
}

export type Resource =
  | { readonly kind: 'instances'; readonly target: Target }
  | { readonly kind: 'metadata'; readonly target: Target }
  /** `frames` count from 1. */
  | { readonly kind: 'frames'; readonly target: Required<Target>; readonly frames: readonly number[] }
  /** `path`: a tag, or tag/item/tag, items counted from 1. */
  | { readonly kind: 'bulkdata'; readonly target: Required<Target>; readonly path: string }
  | {
      readonly kind: 'rendered';
      readonly target: Target;
      readonly frame: number | null;
      readonly thumbnail: boolean;
    };

export type SearchLevel = 'studies' | 'series' | 'instances';

export interface Search {
  readonly level: SearchLevel;
  readonly study?: string;
  readonly series?: string;
  readonly query: URLSearchParams;
  /** The studies that the asking person may see. */
  readonly scope: Scope;
  /** Those of them whose reports (`report-classes.ts`) are not to be found, nor counted. */
  readonly withoutReports?: readonly string[];
}

export type Scope = 'all' | readonly string[];

/** The request, as far as a store answers to it. */
export interface Ask {
  /** The Accept header or the query parameter of that name; any type where there is none. */
  readonly accept: string;
  readonly query: URLSearchParams;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** The URL that `/studies` follows. */
  readonly baseUrl: string;
  /** Reports among the instances (`report-classes.ts`) are not for whoever asks: to them there are none. */
  readonly withoutReports: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable | Buffer | string | null;
}

export interface SeriesDescription {
  readonly seriesUid: string;
  readonly modality: string;
  readonly number: number | null;
  readonly description: string;
  readonly bodyPart: string;
  readonly instanceCount: number;
  readonly bytes: number;
}

/** A study as the list of exams needs it. Texts are '' where the images do not say. */
export interface StudyDescription {
  readonly studyUid: string;
  readonly patientId: string;
  readonly patientName: string;
  /** `YYYYMMDD`, as DICOM writes it. */
  readonly date: string;
  /** `HHMMSS.FFFFFF`, any shorter form of it included. */
  readonly time: string;
  readonly description: string;
  readonly accessionNumber: string;
  readonly modalities: readonly string[];
  readonly instanceCount: number;
  readonly bytes: number;
  readonly series: readonly SeriesDescription[];
}

/** A STOW-RS request. */
export interface Incoming {
  readonly body: Readable;
  readonly contentType: string | undefined;
  /** Set: instances of other studies are refused. */
  readonly study: string | undefined;
  readonly baseUrl: string;
  readonly limits: StoreLimits;
  /** Called of each study that holds an instance of this request, also where the request fails after that. */
  readonly onStudy: (studyUid: string) => void;
}

export interface SearchAnswer {
  readonly items: readonly DataSet[];
  /** There are more than these. */
  readonly more: boolean;
}

/** Where images lie: files with an index in the database, or a DICOMweb archive. Rights are not its business. */
export interface ImageStore {
  search(search: Search, baseUrl: string): Promise<SearchAnswer>;
  /** Throws DicomWebProblem. */
  retrieve(resource: Resource, ask: Ask): Promise<Answer>;
  /** Throws DicomWebProblem. */
  receive(incoming: Incoming): Promise<Answer>;
  /** Undefined: there is no such study, or nothing but reports in it where these are left out. */
  describeStudy(
    studyUid: string,
    options?: { withoutReports: boolean },
  ): Promise<StudyDescription | undefined>;
  close(): Promise<void>;
}
