import type { DataSet } from 'dicom-parser';
import type { InstanceHeader } from '../../src-shared/domain/series.ts';
import { decimals, decodedText, integer, parseUntil, short, text } from './data-set.ts';
import { readFileMeta, uidOf, type FileMeta } from './part10.ts';
import { frameCount, positiveInteger, sextuple, triple } from './values.ts';

/** What a DICOM file says of itself before its pixels. */
export interface DicomHeader extends InstanceHeader {
  readonly studyInstanceUid: string | null;
  readonly seriesInstanceUid: string | null;
  readonly seriesNumber: number | null;
  readonly seriesDescription: string;
  readonly modality: string;
  /** Empty where the file does not say. */
  readonly transferSyntaxUid: string;
}

export type HeaderReading =
  | {
      readonly kind: 'header';
      readonly header: DicomHeader;
      /** False: broken off before the pixels. */ readonly whole: boolean;
    }
  | { readonly kind: 'not-dicom' }
  | { readonly kind: 'damaged'; readonly reason: string };

const PIXEL_DATA = 'x7fe00010';
const SOP_INSTANCE_UID = 'x00080018';

/** Reads a Part 10 file's header. Never throws, whatever the bytes are. */
export function readHeader(file: Uint8Array): HeaderReading {
  const meta = readFileMeta(file);
  if (!meta) return { kind: 'not-dicom' };
  const { dataSet } = parseUntil(file, meta, PIXEL_DATA);
  if (!dataSet) return { kind: 'damaged', reason: 'no data set' };
  const header = headerOf(dataSet, meta);
  if (!header) return { kind: 'damaged', reason: 'no SOP Instance UID' };
  return { kind: 'header', whole: dataSet.elements[PIXEL_DATA] !== undefined, header };
}

/** Null for a data set that names no instance, unless a name for it is given. */
export function headerOf(dataSet: DataSet, meta: FileMeta, name: string | null = null): DicomHeader | null {
  const sopInstanceUid = uidOf(text(dataSet, SOP_INSTANCE_UID)) ?? meta.sopInstanceUid ?? name;
  if (!sopInstanceUid) return null;
  return {
    sopInstanceUid,
    sopClassUid: uidOf(text(dataSet, 'x00080016')) ?? '',
    instanceNumber: integer(dataSet, 'x00200013'),
    frames: frameCount(integer(dataSet, 'x00280008')),
    rows: positiveInteger(short(dataSet, 'x00280010')),
    columns: positiveInteger(short(dataSet, 'x00280011')),
    imagePosition: triple(decimals(dataSet, 'x00200032')),
    imageOrientation: sextuple(decimals(dataSet, 'x00200037')),
    frameOfReferenceUid: uidOf(text(dataSet, 'x00200052')),
    studyInstanceUid: uidOf(text(dataSet, 'x0020000d')),
    seriesInstanceUid: uidOf(text(dataSet, 'x0020000e')),
    seriesNumber: integer(dataSet, 'x00200011'),
    seriesDescription: decodedText(dataSet, 'x0008103e'),
    modality: text(dataSet, 'x00080060') ?? '',
    transferSyntaxUid: meta.transferSyntaxUid,
  };
}

/** Whether a file, of which the beginning is enough, is the instance that was asked for. */
export function identify(
  beginning: Uint8Array,
  sopInstanceUid: string,
): 'it-is' | 'not-dicom' | 'damaged' | 'another' {
  const meta = readFileMeta(beginning);
  if (!meta) return 'not-dicom';
  const { dataSet } = parseUntil(beginning, meta, SOP_INSTANCE_UID);
  const found = (dataSet && uidOf(text(dataSet, SOP_INSTANCE_UID))) ?? meta.sopInstanceUid;
  if (!found) return 'damaged';
  return found === sopInstanceUid ? 'it-is' : 'another';
}
