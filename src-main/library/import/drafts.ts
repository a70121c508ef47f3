import { createHash } from 'node:crypto';
import type { Described } from '../../dicom/examine.ts';
import { derivedUid } from '../../dicom/derived-uid.ts';
import { sortInstances } from '../../dicom/sort.ts';
import type { Exam, Report } from '../../../src-shared/domain/exam.ts';
import { localExamId } from '../../../src-shared/domain/local-exam.ts';
import type { InstanceHeader, Series } from '../../../src-shared/domain/series.ts';
import type { MediumFile } from './medium.ts';

/** A file that holds an object. */
export interface DraftFile {
  readonly file: MediumFile;
  /** Where its encapsulated pixels begin; null where they have a stated length, or there are none. */
  readonly fragmentsAt: number | null;
  /** Where what it shows begins; its own beginning where that is not known. */
  readonly contentsAt: number;
  readonly transferSyntaxUid: string;
  /** Broken off before the last of its images. Of encapsulated ones that is not known before all of it was read. */
  readonly isCut: boolean;
}

/** One object of an exam, and the file that it is in. Of several that claim to be it, the first that is sound is taken. */
export interface DraftInstance {
  header: InstanceHeader;
  readonly files: [DraftFile, ...DraftFile[]];
}

interface DraftSeries {
  readonly series: Omit<Series, 'instanceCount'>;
  readonly instances: Map<string, DraftInstance>;
}

/** An exam as it shows while a disc is being read. */
export interface Draft {
  readonly examId: string;
  readonly studyInstanceUid: string;
  readonly first: Described;
  readonly series: Map<string, DraftSeries>;
  bytes: number;
}

/**
 * Exams whose patients are told apart even where a faulty device gave them one and the same study UID. Who issued the id does not
 * tell them apart: an archive adds that to the images, and not to what a workstation made of them. Its place before the bar stays
 * empty, so that exams imported without one keep their ids.
 */
const patientKey = ({
  id,
  name,
  birthDate,
}: Pick<Described['patient'], 'id' | 'name' | 'birthDate'>): string =>
  `|${id === '' ? `${name.toLowerCase()}|${birthDate}` : id}`;

const examKey = (studyInstanceUid: string, patient: string): string =>
  JSON.stringify([studyInstanceUid, patient]);

const examIdOf = (studyInstanceUid: string, patient: string): string =>
  localExamId(createHash('sha256').update(examKey(studyInstanceUid, patient)).digest('hex').slice(0, 32));

/**
 * The ids of exams that are here, by what makes an exam one: they are not made of that alone in an older library, where who
 * issued the patient's id was a part of them. A name that is shown is the name that was read.
 */
function idsOf(exams: readonly Exam[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id, studyInstanceUid, patient } of exams) {
    if (!patient) continue;
    const birthDate = (patient.birthDate ?? '').replaceAll('-', '');
    const key = patientKey({ id: patient.id, name: patient.displayName, birthDate });
    const named = examIdOf(studyInstanceUid, key);
    const of = examKey(studyInstanceUid, key);
    // Of two that are one exam, that which bears the id of today.
    if (named === id || !ids.has(of)) ids.set(of, id);
  }
  return ids;
}

export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  /** Of each exam, whatever series they are in: a disc may give every image one of its own. */
  readonly #instances = new WeakMap<Draft, Map<string, DraftInstance>>();
  readonly #here: ReadonlyMap<string, string>;

  /** `here`: what the library lists already; more of the same exam comes to it. */
  constructor(here: readonly Exam[] = []) {
    this.#here = idsOf(here);
  }

  /** False: this very object was on the disc before. */
  add(described: Described, from: DraftFile): boolean {
    const { header } = described;
    const patient = patientKey(described.patient);
    // Objects that name no study or series of theirs belong together by patient and kind.
    const studyUid = header.studyInstanceUid ?? derivedUid('study', patient, described.study.date);
    const seriesUid =
      header.seriesInstanceUid ??
      derivedUid('series', studyUid, header.modality, String(header.seriesNumber ?? ''));
    const examId = this.#here.get(examKey(studyUid, patient)) ?? examIdOf(studyUid, patient);
    const draft: Draft = this.#drafts.get(examId) ?? {
      examId,
      studyInstanceUid: studyUid,
      first: described,
      series: new Map(),
      bytes: 0,
    };
    this.#drafts.set(examId, draft);
    const series: DraftSeries = draft.series.get(seriesUid) ?? {
      series: {
        seriesInstanceUid: seriesUid,
        number: header.seriesNumber,
        description: header.seriesDescription,
        modality: header.modality,
      },
      instances: new Map(),
    };
    draft.series.set(seriesUid, series);
    const all = this.#instances.get(draft) ?? new Map<string, DraftInstance>();
    this.#instances.set(draft, all);
    const known = all.get(header.sopInstanceUid);
    if (known) {
      known.files.push(from);
      return false;
    }
    const instance: DraftInstance = { header: plainHeader(header), files: [from] };
    all.set(header.sopInstanceUid, instance);
    series.instances.set(header.sopInstanceUid, instance);
    draft.bytes += from.file.size;
    return true;
  }

  all(): Draft[] {
    return [...this.#drafts.values()].filter(({ series }) =>
      [...series.values()].some(({ instances }) => instances.size > 0),
    );
  }
}

// A header in the file carries more than the library keeps of it.
const plainHeader = (header: InstanceHeader): InstanceHeader => ({
  sopInstanceUid: header.sopInstanceUid,
  sopClassUid: header.sopClassUid,
  instanceNumber: header.instanceNumber,
  frames: header.frames,
  rows: header.rows,
  columns: header.columns,
  imagePosition: header.imagePosition,
  imageOrientation: header.imageOrientation,
  frameOfReferenceUid: header.frameOfReferenceUid,
});

export interface Contents {
  readonly series: Series;
  readonly instances: readonly InstanceHeader[];
}

export const contentsOf = (draft: Draft): Contents[] =>
  [...draft.series.values()]
    .map(({ series, instances }) => ({
      series: { ...series, instanceCount: instances.size },
      instances: sortInstances([...instances.values()].map(({ header }) => header)),
    }))
    .filter(({ instances }) => instances.length > 0);

/** What was here before and what is new, together. */
export function merged(before: readonly Contents[], added: readonly Contents[]): Contents[] {
  // A film that was incomplete here came in once more, whole.
  const anew = new Set(added.flatMap(({ instances }) => instances.map((each) => each.sopInstanceUid)));
  const stays = ({ sopInstanceUid }: InstanceHeader): boolean => !anew.has(sopInstanceUid);
  const all = new Map(
    before.map(({ series, instances }) => [
      series.seriesInstanceUid,
      { series, instances: instances.filter(stays) },
    ]),
  );
  for (const each of added) {
    const known = all.get(each.series.seriesInstanceUid);
    const instances = sortInstances([...(known?.instances ?? []), ...each.instances]);
    all.set(each.series.seriesInstanceUid, {
      series: { ...each.series, instanceCount: instances.length },
      instances,
    });
  }
  return [...all.values()].filter(({ instances }) => instances.length > 0);
}

/** Kinds that say nothing of how the exam was made: pictures of text, marks, measurements. */
const companions = new Set(['SR', 'PR', 'KO', 'SEG', 'DOC', 'AU', 'REG', 'FID', 'RWV']);

export function imagingOf(modalities: readonly string[]): string[] {
  const images = modalities.filter((code) => !companions.has(code));
  return images.length > 0 ? images : [...modalities];
}

/** The exam in the words of its files. The label is empty where they say nothing. */
export function examOf(
  draft: Pick<Draft, 'examId' | 'studyInstanceUid' | 'first'>,
  contents: readonly Contents[],
  bytes: number,
  reports: readonly Report[] = [],
): Exam {
  const { patient, study } = draft.first;
  const modalities = [
    ...new Set(contents.map(({ series }) => series.modality).filter((code) => code !== '')),
  ];
  const instanceCount = contents.reduce((sum, { instances }) => sum + instances.length, 0);
  return {
    id: draft.examId,
    studyInstanceUid: draft.studyInstanceUid,
    // Some devices write a title as if it were a name.
    label: study.description.replaceAll('^', ' ').trim(),
    date: instantOf(study.date, study.time),
    modalities: imagingOf(modalities),
    bodyRegion: study.bodyPart === '' ? null : study.bodyPart,
    establishment: { id: '', name: study.institution, town: '' },
    prescriber: study.referringPhysician === '' ? null : study.referringPhysician,
    radiologist: study.readingPhysician === '' ? null : study.readingPhysician,
    seriesCount: contents.length,
    instanceCount,
    bytes,
    // Reports alone are read, and not looked at.
    imagesAvailable: instanceCount > reports.length,
    imagesDocumentId: null,
    isNew: false,
    reports: [...reports],
    patient: {
      id: patient.id,
      displayName: patient.name,
      birthDate: patient.birthDate === '' ? null : dashed(patient.birthDate),
    },
    shared: null,
    temporaryUntil: null,
  };
}

export const dashed = (date: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;

/** As the clock of the place showed it, taken as this computer's; empty where the files name no day. */
export function instantOf(date: string, time: string): string {
  if (date === '') return '';
  const [hours, minutes, seconds] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)].map(Number);
  const at = new Date(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
  at.setHours(hours ?? 0, minutes ?? 0, seconds ?? 0);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
