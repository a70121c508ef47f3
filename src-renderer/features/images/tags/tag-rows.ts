import { matches } from '../../../ui/words/fold.ts';
import type { ElementRow } from '../../../viewer/dicom/read-elements.ts';

const digits = (tag: string): string => tag.replaceAll(/[(),]/g, '');

/** By tag (with or without its brackets), keyword, VR or value. */
const isFound = (query: string, { tag, keyword, vr, value }: ElementRow): boolean =>
  matches(query, `${tag} ${digits(tag)} ${keyword} ${vr} ${value}`);

/** The rows that a query finds, each below the sequences and items that it stands in; all for an empty query. */
export const foundRows = (
  rows: readonly ElementRow[],
  query: string,
): { readonly rows: readonly ElementRow[]; readonly found: number } => {
  const count = rows.filter(({ tag }) => tag !== '').length;
  if (query.trim() === '') return { rows, found: count };
  const above: ElementRow[] = [];
  const shown = new Set<ElementRow>();
  let found = 0;
  for (const row of rows) {
    above.length = Math.min(above.length, row.depth);
    above[row.depth] = row;
    if (row.tag === '' || !isFound(query.trim(), row)) continue;
    found += 1;
    for (const each of above) shown.add(each);
  }
  return { rows: rows.filter((row) => shown.has(row)), found };
};

/** A row as a line of text, for another program. */
export const rowText = ({ depth, tag, keyword, vr, value }: ElementRow): string =>
  tag === '' ? '' : `${'  '.repeat(depth)}${tag}\t${vr}\t${keyword}\t${value}`;
