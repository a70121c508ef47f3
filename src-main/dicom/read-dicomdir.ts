import type { DataSet } from 'dicom-parser';
import { displayName } from '../../src-shared/dicom/charset.ts';
import { decodedText, parseUntil, text } from './data-set.ts';
import { readFileMeta, uidOf } from './part10.ts';
import { dicomDate, dicomTime } from './values.ts';

const RECORDS = 'x00041220';
const FILE_ID = 'x00041500';
const KIND = 'x00041430';
const FIRST = 'x00041200';
const NEXT = 'x00041400';
const BELOW = 'x00041420';

/** One exam as a disc's table of contents announces it. Only its files say what it is. */
export interface ListedStudy {
  readonly studyInstanceUid: string;
  readonly patient: { readonly id: string; readonly name: string; readonly birthDate: string };
  readonly description: string;
  readonly date: string;
  readonly time: string;
  readonly institution: string;
  readonly modalities: readonly string[];
  readonly seriesCount: number;
  readonly files: readonly string[];
}

export interface DiscDirectory {
  /** Every file that it names, as a path from where it lies. */
  readonly files: readonly string[];
  readonly studies: readonly ListedStudy[];
}

/** Reads a DICOMDIR (PS3.3 Annex F). Never throws; what makes no sense is not in it. */
export function readDicomdir(bytes: Uint8Array): DiscDirectory {
  const meta = readFileMeta(bytes);
  const dataSet = meta && parseUntil(bytes, meta, 'xfffffffe').dataSet;
  if (!dataSet) return { files: [], studies: [] };
  const records = recordsOf(dataSet);
  const files = new Set(records.flatMap((record) => record.file ?? []));
  return { files: [...files], studies: studiesIn(inTheirOrder(dataSet, records)) };
}

interface DirectoryRecord {
  /** Where it begins, as links name it. */
  readonly at: number;
  readonly kind: string;
  readonly file: string | null;
  readonly dataSet: DataSet;
}

function recordsOf(dataSet: DataSet): DirectoryRecord[] {
  return (dataSet.elements[RECORDS]?.items ?? []).flatMap((item) => {
    const { dataSet: record } = item;
    if (!record) return [];
    // An item's tag and length come before what is in it (PS3.5 7.5).
    const at = item.dataOffset - 8;
    return [{ at, kind: text(record, KIND) ?? '', file: fileOf(record), dataSet: record }];
  });
}

function fileOf(record: DataSet): string | null {
  try {
    const name = record.string(FILE_ID) ?? '';
    const path = name
      .split('\\')
      .map((part) => part.trim())
      .join('/');
    return path === '' ? null : path;
  } catch {
    // It lies outside a cut file.
    return null;
  }
}

/**
 * Each record before those below it. The links say so; they are often wrong, and are followed only where they lead to
 * every record that names a file. Else the order in which they lie is what most writers give them.
 */
function inTheirOrder(dataSet: DataSet, records: readonly DirectoryRecord[]): readonly DirectoryRecord[] {
  const byPlace = new Map(records.map((record) => [record.at, record]));
  const linked = new Set<DirectoryRecord>();
  const waiting = [byPlace.get(link(dataSet, FIRST))];
  while (waiting.length > 0) {
    const record = waiting.pop();
    // Links may lead in a circle.
    if (!record || linked.has(record)) continue;
    linked.add(record);
    waiting.push(byPlace.get(link(record.dataSet, NEXT)), byPlace.get(link(record.dataSet, BELOW)));
  }
  return records.every((record) => record.file === null || linked.has(record)) ? [...linked] : records;
}

function link(dataSet: DataSet, tag: string): number {
  try {
    return dataSet.uint32(tag) ?? 0;
  } catch {
    return 0;
  }
}

interface OpenStudy extends ListedStudy {
  readonly modalities: string[];
  readonly files: string[];
  seriesCount: number;
}

function studiesIn(records: readonly DirectoryRecord[]): ListedStudy[] {
  const studies: OpenStudy[] = [];
  let patient: ListedStudy['patient'] = { id: '', name: '', birthDate: '' };
  let study: OpenStudy | null = null;
  for (const { kind, file, dataSet } of records) {
    const words = (tag: string): string => decodedText(dataSet, tag);
    if (kind === 'PATIENT') {
      const name = displayName(words('x00100010').split('\\')[0] ?? '');
      patient = { id: words('x00100020'), name, birthDate: dicomDate(words('x00100030')) };
      study = null;
    } else if (kind === 'STUDY') {
      const uid = uidOf(text(dataSet, 'x0020000d'));
      study = uid === null ? null : openStudy(uid, patient, words);
      if (study) studies.push(study);
    } else if (study) {
      if (kind === 'SERIES') {
        study.seriesCount += 1;
        const modality = text(dataSet, 'x00080060') ?? '';
        if (modality !== '' && !study.modalities.includes(modality)) study.modalities.push(modality);
      }
      if (file !== null) study.files.push(file);
    }
  }
  return studies.filter(({ files }) => files.length > 0);
}

const openStudy = (
  studyInstanceUid: string,
  patient: ListedStudy['patient'],
  words: (tag: string) => string,
): OpenStudy => ({
  studyInstanceUid,
  patient,
  description: words('x00081030'),
  date: dicomDate(words('x00080020')),
  time: dicomTime(words('x00080030')),
  institution: words('x00080080'),
  modalities: [],
  seriesCount: 0,
  files: [],
});
