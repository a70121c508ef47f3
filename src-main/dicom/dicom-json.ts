import { z } from 'zod';
import { seriesSchema, type InstanceHeader, type Series } from '../../src-shared/domain/series.ts';
import { uidOf } from './part10.ts';
import { frameCount, positiveInteger, sextuple, triple } from './values.ts';

type Attributes = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The DICOM JSON model (PS3.18 Annex F): tags to values. What is in an attribute is looked at where it is read: a series of
 * a thousand images comes with twenty attributes each, and the first image waits for them.
 */
export const dicomJsonSchema = z.array(z.custom<Attributes>(isObject));

function valuesOf(attributes: Attributes, tag: string): readonly unknown[] {
  const attribute = attributes[tag];
  return isObject(attribute) && Array.isArray(attribute['Value']) ? attribute['Value'] : [];
}

function text(attributes: Attributes, tag: string): string | undefined {
  const [value] = valuesOf(attributes, tag);
  return typeof value === 'string' ? value.trim() : undefined;
}

// IS and DS may come as numbers or as strings (PS3.18 F.2.3.1).
function number(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
function integer(attributes: Attributes, tag: string): number | null {
  const value = number(valuesOf(attributes, tag)[0]);
  return Number.isSafeInteger(value) ? value : null;
}
const decimals = (attributes: Attributes, tag: string): number[] => valuesOf(attributes, tag).map(number);

/** Null for a result that names no series. */
export function seriesOf(attributes: Attributes): Series | null {
  const series = seriesSchema.safeParse({
    seriesInstanceUid: uidOf(text(attributes, '0020000E')),
    number: integer(attributes, '00200011'),
    description: text(attributes, '0008103E') ?? '',
    modality: text(attributes, '00080060') ?? '',
    instanceCount: Math.max(0, integer(attributes, '00201209') ?? 0),
  });
  return series.success ? series.data : null;
}

/** Null for a result that names no instance. */
export function instanceOf(attributes: Attributes): InstanceHeader | null {
  const sopInstanceUid = uidOf(text(attributes, '00080018'));
  if (!sopInstanceUid) return null;
  return {
    sopInstanceUid,
    sopClassUid: text(attributes, '00080016') ?? '',
    instanceNumber: integer(attributes, '00200013'),
    frames: frameCount(integer(attributes, '00280008')),
    rows: positiveInteger(integer(attributes, '00280010')),
    columns: positiveInteger(integer(attributes, '00280011')),
    imagePosition: triple(decimals(attributes, '00200032')),
    imageOrientation: sextuple(decimals(attributes, '00200037')),
    frameOfReferenceUid: uidOf(text(attributes, '00200052')),
  };
}

/** What `instanceOf` reads, for `includefield`. */
export const instanceFields = [
  '00080016',
  '00080018',
  '00200013',
  '00280008',
  '00280010',
  '00280011',
  '00200032',
  '00200037',
  '00200052',
] as const;
export const seriesFields = ['0020000E', '00200011', '0008103E', '00080060', '00201209'] as const;

// Images of one slice each, whose place in the patient is mandatory (PS3.3 A.3, A.4, A.21).
const sliceClasses = new Set([
  '1.2.840.10008.5.1.4.1.1.2',
  '1.2.840.10008.5.1.4.1.1.4',
  '1.2.840.10008.5.1.4.1.1.128',
]);

/** A search may leave out what it was asked to include; then the metadata must be asked instead. */
export const lacksGeometry = (instances: readonly InstanceHeader[]): boolean =>
  instances.some(
    ({ sopClassUid, imagePosition, rows }) =>
      sopClassUid === '' || (sliceClasses.has(sopClassUid) && (imagePosition === null || rows === null)),
  );
