import { decodedText, parseUntil } from './data-set.ts';
import { readFileMeta } from './part10.ts';

/** Encapsulated PDF Storage (PS3.4 B.5). */
export const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';

export interface EncapsulatedPdf {
  /** Empty where the file gives none. */
  readonly title: string;
  /** YYYYMMDD; empty where it is no date. */
  readonly date: string;
  readonly pdf: Uint8Array;
}

const DOCUMENT = 'x00420011';
const LENGTH = 'x00420015';
const END = 'xfffcfffc';
const MAGIC = Buffer.from('%PDF-');
/** Readers accept a header within the first 1,024 bytes (ISO 32000-1, Annex H 3.4.1). */
const HEADER_WITHIN = 1024;

/** The PDF in a whole DICOM file (PS3.3 A.45.1); null where there is none. Never throws. */
export function readEncapsulatedPdf(file: Uint8Array): EncapsulatedPdf | null {
  const meta = readFileMeta(file);
  const dataSet = meta && parseUntil(file, meta, END).dataSet;
  const element = dataSet?.elements[DOCUMENT];
  if (!dataSet || !element) return null;
  const { byteArray } = dataSet;
  const value = byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  if (value.byteLength < element.length) return null;
  if (
    !Buffer.from(value.buffer, value.byteOffset, value.byteLength).subarray(0, HEADER_WITHIN).includes(MAGIC)
  )
    return null;
  const days = ['x00080023', 'x00080020'].map((tag) => decodedText(dataSet, tag).replaceAll('.', ''));
  return {
    title: decodedText(dataSet, 'x00420010'),
    date: days.find((day) => /^(1[89]|20|21)\d{6}$/.test(day)) ?? '',
    pdf: value.subarray(0, trueLength(dataSet.elements[LENGTH], byteArray, value.byteLength)),
  };
}

/** Values are padded to an even length; the true one may stand beside them (0042,0015). */
function trueLength(
  element: { readonly dataOffset: number; readonly length: number } | undefined,
  bytes: Uint8Array,
  length: number,
): number {
  if (element?.length !== 4 || element.dataOffset + 4 > bytes.byteLength) return length;
  const view = new DataView(bytes.buffer, bytes.byteOffset + element.dataOffset, 4);
  const declared = [view.getUint32(0, true), view.getUint32(0, false)];
  return declared.find((each) => each === length || each === length - 1) ?? length;
}
