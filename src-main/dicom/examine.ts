import type { DataSet } from 'dicom-parser';
import { displayName } from '../../src-shared/dicom/charset.ts';
import { decodedText, parseUntil } from './data-set.ts';
import { derivedUid } from './derived-uid.ts';
import { headerOf, type DicomHeader } from './header.ts';
import { isExplicit, readFileMeta } from './part10.ts';
import { dicomDate, dicomTime } from './values.ts';

/** What a DICOM file says of whom and what it shows. */
export interface Described {
  readonly header: DicomHeader;
  readonly patient: {
    readonly id: string;
    readonly name: string;
    /** As it stands in the file, its components parted by `^`. */
    readonly writtenName: string;
    /** YYYYMMDD as it stands there; empty where it is no date. */
    readonly birthDate: string;
  };
  readonly study: {
    readonly description: string;
    readonly date: string;
    /** HHMMSS; empty where it is none. */
    readonly time: string;
    readonly bodyPart: string;
    readonly institution: string;
    readonly referringPhysician: string;
    readonly readingPhysician: string;
    readonly id: string;
    readonly accessionNumber: string;
  };
}

/** Where the pixels lie; null for an object without any. */
export interface PixelPlace {
  /** Where the value begins, in the file. */
  readonly at: number;
  /** Null: encapsulated (PS3.5 Annex A.4), its length is known only by walking through it. */
  readonly length: number | null;
}

export type Damage =
  /** Broken off: shorter than it says itself. */
  | 'cut-short'
  /** No data set could be read. */
  | 'unreadable'
  /** It does not say which instance it is. */
  | 'no-identity'
  | 'empty';

export type Examined =
  | {
      readonly kind: 'object';
      readonly described: Described;
      readonly pixels: PixelPlace | null;
      readonly hasPixels: boolean;
      /** Broken off within its pixels, of which some images are whole. Of encapsulated ones only a walk through them tells. */
      readonly isCut: boolean;
      /** How a file that does not say its transfer syntax is written. */
      readonly plainSyntax: string;
    }
  | { readonly kind: 'dicomdir' }
  | { readonly kind: 'not-dicom' }
  | { readonly kind: 'damaged'; readonly damage: Damage }
  /** The beginning that was given does not reach to the pixels. */
  | { readonly kind: 'more' };

const PIXEL_DATA = 'x7fe00010';
const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';
const DEFLATED = '1.2.840.10008.1.2.1.99';
const EXPLICIT = '1.2.840.10008.1.2.1';
const IMPLICIT = '1.2.840.10008.1.2';
const UNDEFINED = 0xffffffff;

/**
 * Looks at a file by its first bytes, of `size` in all. Never throws. What is read is believed only as far as it fits
 * into the file.
 */
export function examine(beginning: Uint8Array, size: number): Examined {
  if (size === 0) return { kind: 'damaged', damage: 'empty' };
  const isAll = beginning.byteLength >= size;
  const meta = readFileMeta(beginning);
  if (!meta) return { kind: 'not-dicom' };
  if (meta.transferSyntaxUid === DEFLATED && !isAll) return { kind: 'more' };
  const { dataSet, complete } = parseUntil(beginning, meta, PIXEL_DATA);
  if (!dataSet) return { kind: 'damaged', damage: 'unreadable' };
  const pixels = dataSet.elements[PIXEL_DATA];
  if (!pixels && !isAll) return { kind: 'more' };
  if (dataSet.elements['x00041220'] !== undefined || meta.sopClassUid === MEDIA_DIRECTORY)
    return { kind: 'dicomdir' };
  // An image that does not say which it is can be shown all the same.
  const header = headerOf(dataSet, meta, pixels ? derivedUid(beginning) : null);
  if (!header) {
    const elements = Object.keys(dataSet.elements).length;
    // Without a preamble, and making no sense: it is something else that happens to begin so.
    if (!meta.hasMagic && elements < 3) return { kind: 'not-dicom' };
    return { kind: 'damaged', damage: complete ? 'no-identity' : 'unreadable' };
  }
  const described = describe(dataSet, header);
  const plainSyntax = isExplicit(beginning, meta) ? EXPLICIT : IMPLICIT;
  if (!pixels)
    return complete
      ? { kind: 'object', described, pixels: null, hasPixels: false, isCut: false, plainSyntax }
      : { kind: 'damaged', damage: 'cut-short' };
  const place = { at: pixels.dataOffset, length: pixels.length === UNDEFINED ? null : pixels.length };
  const available = meta.transferSyntaxUid === DEFLATED ? dataSet.byteArray.byteLength : size;
  // A deflated file's places are none of the file's own.
  const isDeflated = meta.transferSyntaxUid === DEFLATED;
  const isCut = place.at + (place.length ?? 0) > available;
  if (isCut && (isDeflated || !holdsAnImage(header, available - place.at, place.length ?? 0)))
    return { kind: 'damaged', damage: 'cut-short' };
  return {
    kind: 'object',
    described,
    pixels: isDeflated ? null : place,
    hasPixels: true,
    isCut,
    plainSyntax,
  };
}

/** Of several images, one at least lies whole in the `there` bytes of pixels, which were to be `stated`. */
function holdsAnImage({ frames, rows, columns }: DicomHeader, there: number, stated: number): boolean {
  const bytes = Math.floor(stated / frames);
  // With a bit a pixel at the least: else the length is as wrong as the file is short.
  return frames > 1 && bytes * 8 >= (rows ?? Infinity) * (columns ?? Infinity) && there >= bytes;
}

function describe(dataSet: DataSet, header: DicomHeader): Described {
  const words = (tag: string): string => decodedText(dataSet, tag);
  const name = (tag: string): string => displayName(words(tag).split('\\')[0] ?? '');
  const date = (tag: string): string => dicomDate(words(tag));
  const [at] = [
    ['x00080020', 'x00080030'],
    ['x00080021', 'x00080031'],
    ['x00080022', 'x00080032'],
    ['x00080023', 'x00080033'],
  ].filter(([day]) => date(day ?? '') !== '');
  return {
    header,
    patient: {
      id: words('x00100020'),
      name: name('x00100010'),
      writtenName: words('x00100010'),
      birthDate: date('x00100030'),
    },
    study: {
      description: words('x00081030'),
      date: date(at?.[0] ?? ''),
      time: dicomTime(words(at?.[1] ?? '')),
      bodyPart: words('x00180015'),
      institution: words('x00080080'),
      referringPhysician: name('x00080090'),
      readingPhysician: name('x00081060'),
      id: words('x00200010'),
      accessionNumber: words('x00080050'),
    },
  };
}
