import { displayName } from '../../../src-shared/dicom/charset.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { type Code, codeIn, type InstanceReference, isCode, referencesIn } from './codes.ts';

/** What a content item says (PS3.3 C.17.3): words, a figure, an image to look at, or only a heading. */
export type ReportValue =
  | { readonly kind: 'heading' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly unit: string }
  /** As stored: DA, TM or DT. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'images'; readonly references: readonly InstanceReference[] }
  /** A point, a line or an outline; on an image, or in space. */
  | { readonly kind: 'outline'; readonly shape: string };

export interface ReportItem {
  /** What it is about: « Findings », « Diameter ». */
  readonly concept: Code | null;
  readonly value: ReportValue;
  readonly children: readonly ReportItem[];
}

export interface Measurement {
  readonly concept: Code | null;
  /** Mean, maximum… where it is one of these. */
  readonly derivation: Code | null;
  readonly text: string;
  readonly unit: string;
}

export interface MeasurementGroup {
  /** What was measured: a lesion's name, a finding, a place. */
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

export interface ReportObject {
  readonly kind: 'report';
  readonly title: Code | null;
  /** Who signed it; empty where nobody did. */
  readonly verifiedBy: readonly string[];
  /** Content Date, `YYYYMMDD`. */
  readonly date: string;
  readonly complete: boolean;
  readonly items: readonly ReportItem[];
  readonly groups: readonly MeasurementGroup[];
}

/** A report that a person reads has a few hundred; a hostile one any number. */
const MOST_ITEMS = 20_000;
const DEEPEST = 40;

const numberOf = (item: DicomDataset): ReportValue => {
  const measured = item.item('x0040a300');
  const text = measured?.string('x0040a30a') ?? '';
  const unit = measured === undefined ? null : codeIn(measured, 'x004008ea');
  if (text === '') return { kind: 'text', text: codeIn(item, 'x0040a301')?.meaning ?? '' };
  // UCUM writes « no unit » as 1.
  return { kind: 'number', text, unit: unit === null || unit.value === '1' ? '' : unitOf(unit) };
};

/** UCUM's codes are short and known to doctors (mm, HU); what stands in braces is a remark. */
const unitOf = ({ value, meaning, scheme }: Code): string => {
  if (scheme !== 'UCUM') return meaning;
  const bare = value.replaceAll(/\{[^}]*\}/g, '');
  return bare === '' ? value.replaceAll(/[{}]/g, '') : bare;
};

const valueOf = (item: DicomDataset): ReportValue => {
  switch (item.string('x0040a040')) {
    case 'TEXT':
      return { kind: 'text', text: item.text('x0040a160') };
    case 'CODE':
      return { kind: 'text', text: codeIn(item, 'x0040a168')?.meaning ?? '' };
    case 'PNAME':
      return { kind: 'text', text: displayName(item.text('x0040a123')) };
    case 'NUM':
      return numberOf(item);
    case 'DATE':
      return { kind: 'date', text: item.string('x0040a121') };
    case 'TIME':
      return { kind: 'date', text: item.string('x0040a122') };
    case 'DATETIME':
      return { kind: 'date', text: item.string('x0040a120') };
    case 'IMAGE':
    case 'COMPOSITE':
    case 'WAVEFORM':
      return { kind: 'images', references: referencesIn(item, 'x00081199') };
    case 'SCOORD':
    case 'SCOORD3D':
    case 'TCOORD':
      return { kind: 'outline', shape: item.string('x00700023') };
    default:
      return { kind: 'heading' };
  }
};

/** Identifiers serve programs. */
const forPrograms = (item: DicomDataset): boolean => item.string('x0040a040') === 'UIDREF';

interface Budget {
  left: number;
}

const readItems = (parent: DicomDataset, budget: Budget, depth: number): ReportItem[] => {
  if (depth > DEEPEST) return [];
  return parent.items('x0040a730').flatMap((item) => {
    budget.left -= 1;
    if (budget.left < 0 || forPrograms(item)) return [];
    const concept = codeIn(item, 'x0040a043');
    const read = { concept, value: valueOf(item), children: readItems(item, budget, depth + 1) };
    const empty = read.value.kind === 'text' && read.value.text === '' && read.children.length === 0;
    return empty ? [] : [read];
  });
};

const conceptIs = (item: DicomDataset, scheme: string, value: string): boolean =>
  isCode(codeIn(item, 'x0040a043'), scheme, value);

const textOf = (item: DicomDataset): string => {
  const value = valueOf(item);
  return value.kind === 'text' ? value.text : '';
};

/** TID 1410, 1411 and 1501: what a measurement group is about, and its figures. */
const readGroup = (group: DicomDataset): MeasurementGroup => {
  const items = group.items('x0040a730');
  const find = (scheme: string, value: string): string => {
    const found = items.find((item) => conceptIs(item, scheme, value));
    return found === undefined ? '' : textOf(found);
  };
  const words = [
    find('DCM', '125010') || find('DCM', '112039'),
    find('DCM', '121071') || find('SRT', 'G-C0E3') || find('SCT', '276214006'),
    find('SCT', '363698007'),
  ];
  const measurements = items.flatMap((item) => {
    if (item.string('x0040a040') !== 'NUM') return [];
    const value = valueOf(item);
    if (value.kind !== 'number') return [];
    const method = item.items('x0040a730').find((child) => conceptIs(child, 'DCM', '121401'));
    const derivation = method === undefined ? null : codeIn(method, 'x0040a168');
    return [{ concept: codeIn(item, 'x0040a043'), derivation, text: value.text, unit: value.unit }];
  });
  return {
    title: words.filter((word, at) => word !== '' && words.indexOf(word) === at).join(' · '),
    measurements,
  };
};

const readGroups = (parent: DicomDataset, depth: number): MeasurementGroup[] => {
  if (depth > DEEPEST) return [];
  return parent.items('x0040a730').flatMap((item) => {
    const found = conceptIs(item, 'DCM', '125007') ? [readGroup(item)] : [];
    return [...found, ...readGroups(item, depth + 1)].filter(({ measurements }) => measurements.length > 0);
  });
};

/** Reads a structured report (PS3.3 A.35, C.17): its tree of content, and its measurements as tables. */
export const readReport = (dataset: DicomDataset): ReportObject => ({
  kind: 'report',
  title: codeIn(dataset, 'x0040a043'),
  verifiedBy:
    dataset.string('x0040a493') === 'VERIFIED'
      ? dataset.items('x0040a073').map((observer) => displayName(observer.text('x0040a075')))
      : [],
  date: dataset.string('x00080023'),
  complete: dataset.string('x0040a491') !== 'PARTIAL',
  items: readItems(dataset, { left: MOST_ITEMS }, 0),
  groups: readGroups(dataset, 0),
});
