import { expect, it } from 'vitest';
import type { ElementRow } from '../../../viewer/dicom/read-elements.ts';
import { foundRows, rowText } from './tag-rows.ts';

const row = (path: string, depth: number, change: Partial<ElementRow> = {}): ElementRow => ({
  path,
  depth,
  tag: `(${path.slice(-8, -4)},${path.slice(-4)})`,
  keyword: '',
  vr: 'LO',
  value: '',
  cut: false,
  items: null,
  bytes: null,
  ...change,
});

const rows = [
  row('00100010', 0, { keyword: 'PatientName', vr: 'PN', value: 'Léa' }),
  row('00081140', 0, { keyword: 'ReferencedImageSequence', vr: 'SQ', items: 1 }),
  row('00081140.0', 1, { tag: '', items: 1 }),
  row('00081140.0.00081155', 2, { keyword: 'ReferencedSOPInstanceUID', vr: 'UI', value: '1.2.3' }),
  row('00280010', 0, { keyword: 'Rows', vr: 'US', value: '128' }),
];
const paths = (query: string): string[] => foundRows(rows, query).rows.map(({ path }) => path);

it('finds by tag, keyword, VR and value, whatever the accents', () => {
  expect(paths('(0010,0010)')).toEqual(['00100010']);
  expect(paths('00280010')).toEqual(['00280010']);
  expect(paths('patientn')).toEqual(['00100010']);
  expect(paths('lea')).toEqual(['00100010']);
  expect(paths('US 128')).toEqual(['00280010']);
  expect(paths('nothing of the kind')).toEqual([]);
});

it('shows what it stands in with what is found, and counts only what is found', () => {
  expect(paths('1.2.3')).toEqual(['00081140', '00081140.0', '00081140.0.00081155']);
  expect(foundRows(rows, '1.2.3').found).toBe(1);
  expect(foundRows(rows, ' ').found).toBe(4);
});

it('writes a row as a line', () => {
  expect(rows.map(rowText)[3]).toBe('    (0008,1155)\tUI\tReferencedSOPInstanceUID\t1.2.3');
  expect(rows.map(rowText)[2]).toBe('');
});
