import { derivedUid } from '../../dicom/derived-uid.ts';
import { Deidentifier } from '../../dicom/deidentify.ts';
import { fileMeta } from '../../dicom/elements.ts';
import { examine, type Described } from '../../dicom/examine.ts';
import { readFileMeta } from '../../dicom/part10.ts';
import { dicomdir, type FileSetObject } from '../../dicom/write-dicomdir.ts';
import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { Shelf } from '../shelf.ts';
import type { ExportWish } from './export-wish.ts';
import type { Sink } from './sink.ts';

export interface Written {
  readonly files: number;
  readonly missing: number;
  readonly withheld: number;
}

interface WriteOptions {
  readonly signal: AbortSignal;
  /** What is not here is to be had nowhere: damaged where it comes from. Offline too the rest can go out. */
  readonly isKept: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

/** One object that cannot be had does not take the others with it. */
const oneAlone: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-found',
  'imported-file-lost',
  'instance-damaged',
  'instance-not-dicom',
  'report-damaged',
]);
/** Downloads stand behind what a person looks at. */
const PRIORITY = 600_000;
const IMPLICIT = '1.2.840.10008.1.2';
const uncompressed = new Set([IMPLICIT, '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2']);

/**
 * Writes an exam as a disc that every viewer reads: files under names of eight characters, a DICOMDIR, reports as PDF.
 * De-identified, only images go: a report or a measurement says in words who it is about.
 */
export async function writeExam(
  wish: ExportWish,
  shelf: Shelf,
  sink: Sink,
  { signal, isKept, onProgress }: WriteOptions,
): Promise<Written> {
  const { exam } = wish;
  const concernsOne = isKept ? new Set<ErrorCode>([...oneAlone, 'offline-not-kept']) : oneAlone;
  const deidentifier = wish.deidentify ? new Deidentifier() : null;
  const objects: FileSetObject[] = [];
  let [done, missing, withheld] = [0, 0, 0];
  const series = await shelf.studies.series(exam);
  const total = series.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  for (const [seriesIndex, { seriesInstanceUid }] of series.entries()) {
    const instances = await shelf.studies.instances(exam.id, exam.studyInstanceUid, seriesInstanceUid);
    for (const [index, { sopInstanceUid }] of instances.entries()) {
      if (signal.aborted) throw new AppFailure('cancelled', 'the person stopped it');
      const { id: examId, studyInstanceUid } = exam;
      const ref: InstanceRef = { examId, studyInstanceUid, seriesInstanceUid, sopInstanceUid };
      const bytes = await orNull(concernsOne, () => instanceOf(shelf, ref, signal));
      const fileId = ['DICOM', 'PT000000', 'ST000000', numbered('SE', seriesIndex), numbered('IM', index)];
      const ready = bytes && prepared(bytes, ref, fileId, deidentifier);
      if (ready === null) missing += 1;
      else if (ready === 'withheld') withheld += 1;
      else {
        await sink.write(fileId.join('/'), ready.parts, {
          compress: uncompressed.has(ready.object.transferSyntaxUid),
        });
        objects.push(ready.object);
      }
      onProgress((done += 1), total);
    }
  }
  if (objects.length === 0) throw new AppFailure('nothing-to-export', 'no object of it could be written');
  const fileSetUid = derivedUid(...objects.map((object) => object.sopInstanceUid));
  await sink.write('DICOMDIR', [dicomdir('E-MAGE', fileSetUid, objects)]);
  await sink.write('LISEZMOI.TXT', [Buffer.from(`\ufeff${wish.readme}`, 'utf8')]);
  if (!deidentifier) {
    for (const { id, fileName } of wish.reports) {
      const report = await orNull(concernsOne, () => shelf.images.report(exam.id, id, signal));
      if (report)
        await sink.write(`COMPTES-RENDUS/${fileName}`, [new Uint8Array(report)], { compress: false });
      else missing += 1;
    }
  }
  return { files: objects.length, missing, withheld };
}

const numbered = (letters: string, index: number): string => `${letters}${String(index).padStart(6, '0')}`;

/** It counts as downloaded at the portal. */
async function instanceOf(shelf: Shelf, ref: InstanceRef, signal: AbortSignal): Promise<Uint8Array> {
  await shelf.images.bring(ref, { priority: PRIORITY, purpose: 'download', signal });
  return new Uint8Array(await shelf.images.get(ref, { priority: PRIORITY, signal }));
}

/** Null for one thing that cannot be had. */
async function orNull<T>(concernsOne: ReadonlySet<ErrorCode>, get: () => Promise<T>): Promise<T | null> {
  try {
    return await get();
  } catch (error) {
    if (error instanceof AppFailure && concernsOne.has(error.error.code)) return null;
    throw error;
  }
}

interface Ready {
  readonly parts: readonly Uint8Array[];
  readonly object: FileSetObject;
}

function prepared(
  bytes: Uint8Array,
  ref: InstanceRef,
  fileId: readonly string[],
  deidentifier: Deidentifier | null,
): Ready | 'withheld' | null {
  if (!deidentifier) {
    const parts = asPart10(bytes, ref.sopInstanceUid);
    return parts && readyOf(bytes, parts, ref, fileId);
  }
  const result = deidentifier.instance(bytes);
  if (result.kind === 'refused') return result.reason === 'unreadable' ? null : 'withheld';
  const whole = Buffer.concat(result.file);
  const renamed = {
    ...ref,
    studyInstanceUid: deidentifier.uid(ref.studyInstanceUid),
    seriesInstanceUid: deidentifier.uid(ref.seriesInstanceUid),
    sopInstanceUid: result.sopInstanceUid,
  };
  return readyOf(whole, [whole], renamed, fileId);
}

function readyOf(
  bytes: Uint8Array,
  parts: readonly Uint8Array[],
  ref: InstanceRef,
  fileId: readonly string[],
): Ready | null {
  const examined = examine(bytes, bytes.byteLength);
  if (examined.kind !== 'object') return null;
  return { parts, object: fileSetObject(examined.described, examined.hasPixels, ref, fileId) };
}

/** A file without preamble and meta information, as old devices wrote them, gets both; any other goes as it is. */
function asPart10(bytes: Uint8Array, sopInstanceUid: string): Uint8Array[] | null {
  const meta = readFileMeta(bytes);
  if (!meta) return null;
  if (meta.hasMagic && meta.transferSyntaxUid !== '' && meta.sopInstanceUid !== null) return [bytes];
  const examined = examine(bytes, bytes.byteLength);
  if (examined.kind !== 'object') return null;
  const syntax = meta.transferSyntaxUid === '' ? examined.plainSyntax : meta.transferSyntaxUid;
  const { sopClassUid } = examined.described.header;
  return [fileMeta(sopClassUid, sopInstanceUid, syntax), bytes.subarray(meta.end)];
}

function fileSetObject(
  { header, patient, study }: Described,
  hasPixels: boolean,
  ref: InstanceRef,
  fileId: readonly string[],
): FileSetObject {
  return {
    fileId,
    patient: { id: patient.id, name: patient.writtenName, birthDate: patient.birthDate },
    study: {
      uid: ref.studyInstanceUid,
      date: study.date,
      time: study.time,
      description: study.description,
      id: study.id,
      accessionNumber: study.accessionNumber,
    },
    series: {
      uid: ref.seriesInstanceUid,
      modality: header.modality,
      number: header.seriesNumber,
      description: header.seriesDescription,
    },
    sopClassUid: header.sopClassUid,
    sopInstanceUid: ref.sopInstanceUid,
    transferSyntaxUid: header.transferSyntaxUid === '' ? IMPLICIT : header.transferSyntaxUid,
    instanceNumber: header.instanceNumber,
    hasPixels,
  };
}
