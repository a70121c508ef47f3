import { parseUntil } from './data-set.ts';
import { readFileMeta } from './part10.ts';

const RECORDS = 'x00041220';
const FILE_ID = 'x00041500';

/**
 * The files that a DICOMDIR names (PS3.3 F.3, Referenced File ID), as paths. The records are taken as they lie there:
 * their links to each other are often wrong, and nothing here needs them. Never throws.
 */
export function referencedFiles(bytes: Uint8Array): string[] {
  const meta = readFileMeta(bytes);
  if (!meta) return [];
  const { dataSet } = parseUntil(bytes, meta, 'xfffffffe');
  const files: string[] = [];
  for (const { dataSet: record } of dataSet?.elements[RECORDS]?.items ?? []) {
    try {
      const name = record?.string(FILE_ID);
      if (name === undefined || name === '') continue;
      files.push(
        name
          .split('\\')
          .map((part) => part.trim())
          .join('/'),
      );
    } catch {
      // It lies outside a cut file.
    }
  }
  return [...new Set(files)];
}
