/** The DICOM JSON Model (PS3.18 Annex F). Keys are tags, eight upper-case hexadecimal digits. */
export type DataSet = Readonly<Record<string, Element>>;

export interface PersonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

export type Value = string | number | null | PersonName | DataSet;

export interface Element {
  readonly vr: string;
  readonly Value?: readonly Value[];
  /** Base64, little endian. */
  readonly InlineBinary?: string;
  readonly BulkDataURI?: string;
}

/** The first value as text, without padding; '' where there is none. Of a person name the alphabetic group. */
export function text(dataSet: DataSet, tag: string): string {
  const value = dataSet[tag]?.Value?.[0];
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value && 'Alphabetic' in value && typeof value.Alphabetic === 'string') return value.Alphabetic;
  return '';
}

/** All values as text, empty ones left out. */
export function texts(dataSet: DataSet, tag: string): string[] {
  return (dataSet[tag]?.Value ?? []).flatMap((value) =>
    typeof value === 'string' && value !== '' ? [value] : typeof value === 'number' ? [String(value)] : [],
  );
}

/** The first value as a finite number; undefined where there is none. */
export function number(dataSet: DataSet, tag: string): number | undefined {
  const value = dataSet[tag]?.Value?.[0];
  const result =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return Number.isFinite(result) ? result : undefined;
}

export function numbers(dataSet: DataSet, tag: string): number[] {
  return (dataSet[tag]?.Value ?? []).map(Number).filter(Number.isFinite);
}

/** The items of a sequence. */
export function items(dataSet: DataSet, tag: string): DataSet[] {
  const element = dataSet[tag];
  if (element?.vr !== 'SQ') return [];
  return (element.Value ?? []).filter((item): item is DataSet => typeof item === 'object' && item !== null);
}

/** Some of a data set's elements, in the order of the tags. */
export function pick(dataSet: DataSet, tags: readonly string[]): DataSet {
  const picked: Record<string, Element> = {};
  for (const tag of tags) {
    const element = dataSet[tag];
    if (element) picked[tag] = element;
  }
  return picked;
}
