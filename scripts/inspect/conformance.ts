// Every file of ../shared/dicom against its manifest: what is equal, what is as near as a lossy codec can be, what is not.
import path from 'node:path';
import {
  dicomFolder,
  manifest,
  type ManifestEntry,
} from '../../src-renderer/viewer/testing/dicom-manifest.ts';
import type { Inspection } from './inspect-file.ts';
import { inspectFiles } from './inspect-files.ts';

/**
 * `same`: every pixel. `close`: lossy, within what correct decoders differ by. `shown`: decoded, and the manifest has no
 * reference. `object`: another kind than a picture. `refused`: said so in words. `differs`: wrong.
 */
export type Verdict = 'same' | 'close' | 'shown' | 'object' | 'refused' | 'differs';

export interface Outcome {
  readonly entry: ManifestEntry;
  readonly inspection: Inspection;
  readonly verdict: Verdict;
}

/** Lossy decoders differ by rounding and by how they enlarge chroma: 2 steps, or the given part of the range. */
const isClose = (entry: ManifestEntry, { min, max, mean }: Inspection): boolean => {
  const range = (entry.reference_max ?? 0) - (entry.reference_min ?? 0);
  const near = (value: number | undefined, reference: number | undefined, part: number): boolean =>
    value !== undefined &&
    reference !== undefined &&
    Math.abs(value - reference) <= Math.max(2, range * part);
  return (
    near(min, entry.reference_min, 0.1) &&
    near(max, entry.reference_max, 0.1) &&
    near(mean, entry.reference_mean, 0.01)
  );
};

export const verdictOf = (entry: ManifestEntry, inspection: Inspection): Verdict => {
  if (inspection.error !== undefined) return 'refused';
  if (inspection.sha256 === undefined) return 'object';
  if (entry.reference_pixel_sha256 === undefined) return 'shown';
  if (inspection.sha256 === entry.reference_pixel_sha256) return 'same';
  return entry.exact === false && isClose(entry, inspection) ? 'close' : 'differs';
};

export const conformance = async (): Promise<Outcome[]> => {
  const entries = manifest();
  const outcomes: Outcome[] = [];
  await inspectFiles(
    entries.map((entry) => path.join(dicomFolder, entry.path)),
    (_file, inspection) => {
      const entry = entries[outcomes.length];
      if (entry !== undefined) outcomes.push({ entry, inspection, verdict: verdictOf(entry, inspection) });
    },
  );
  return outcomes;
};

const cell = (value: string | undefined): string => (value ?? '').replaceAll('|', '\\|');
const range = (min: number | undefined, max: number | undefined): string =>
  min === undefined || max === undefined ? '' : `${+min.toPrecision(6)} … ${+max.toPrecision(6)}`;

/** Markdown: file, what it is, our result, the reference. */
export const table = (outcomes: readonly Outcome[]): string => {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of outcomes) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const rows = outcomes.map(({ entry, inspection, verdict }) => {
    const { kind, frames, rows: height, columns, min, max, sha256, error } = inspection;
    const size = height === undefined || columns === undefined ? '' : `${frames} × ${height} × ${columns}`;
    const cells = [
      `\`${entry.path}\``,
      entry.transfer_syntax_name,
      kind,
      size,
      verdict,
      range(min, max),
      range(entry.reference_min, entry.reference_max),
      sha256?.slice(0, 12),
      entry.reference_pixel_sha256?.slice(0, 12),
      error?.code,
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    '# Every file of ../shared/dicom',
    '',
    "Made by `npm run inspect -- --manifest`: the application's own reading and decoding against the reference values of",
    'independent decoders. `same`: every pixel is equal. `close`: lossy, within what correct decoders differ by. `shown`:',
    "decoded, and there is no reference. `object`: no picture but another kind. `refused`: a person reads why (the code's",
    'words stand in `src-shared/i18n`). `differs`: wrong, unless the file itself lies (`broken/`). An image that its file',
    'ends within is refused here, since its pixels are not all there; the viewer shows it as far as it goes, and says so (but not in',
    'JPEG 2000, whose end is missing everywhere).',
    '',
    [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', '),
    '',
    '| file | transfer syntax | kind | frames × rows × columns | result | min … max | reference | sha256 | reference | error |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
};
