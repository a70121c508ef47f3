import { examine, type Examined } from '../../dicom/examine.ts';
import { referencedFiles } from '../../dicom/read-dicomdir.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { Drafts } from './drafts.ts';
import type { LeftOutList } from './left-out.ts';
import { FileRefused, type Medium, type MediumFile } from './medium.ts';

const MOST_FILES = 500_000;
/** Sealed files end here (store/sealed-file.ts), and so does what a window can show. */
const MOST_BYTES = 4 * 2 ** 30 - 2 ** 20;
/** Most headers end before the first; large ones (private data, icons, sequences of thousands of frames) further on. */
const LOOKS = [64 * 1024, 2 ** 20, 64 * 2 ** 20];
/** A record takes a few hundred bytes; no disc holds the images for more. */
const LARGEST_DICOMDIR = 256 * 2 ** 20;
const AT_ONCE = 4;
/** Called as images are called: by an extension of theirs, or on a disc by none. */
const looksLikeImage = (path: string): boolean => /\.(dcm|dicom|dic|ima)$/i.test(path);

export interface ScanResult {
  readonly drafts: Drafts;
  /** Files that are no images and do not pretend to be. */
  readonly otherFiles: number;
  /** Objects that were on the disc twice, by exam. */
  readonly twice: number;
}

export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly leftOut: LeftOutList;
  readonly onFile: () => void;
  /** Opens an archive that lies in a folder. */
  readonly openArchive: (path: string) => Promise<Medium>;
}

/** Reads the header of every file, a few at a time, and sorts what it finds into exams. */
export async function scan(medium: Medium, options: ScanOptions): Promise<ScanResult> {
  const { signal, leftOut, onFile } = options;
  const drafts = new Drafts();
  const directories: { folder: string; references: string[] }[] = [];
  const seen = new Set<string>();
  let files = 0;
  let otherFiles = 0;
  let twice = 0;

  const take = async (file: MediumFile): Promise<void> => {
    seen.add(normalised(file.path));
    const found = await look(file);
    switch (found.kind) {
      case 'object': {
        const fragmentsAt = found.pixels?.length === null ? found.pixels.at : null;
        if (!drafts.add(found.described, { file, fragmentsAt })) twice += 1;
        return;
      }
      case 'dicomdir': {
        const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/') + 1) : '';
        // A few copies of it lie on some discs; one is the table of contents.
        if (/(^|\/)DICOMDIR$/i.test(file.path))
          directories.push({
            folder,
            references: referencedFiles(await file.beginning(Math.min(file.size, LARGEST_DICOMDIR))),
          });
        return;
      }
      case 'damaged':
        // Nothing tells an empty or nameless file from one that never was an image but its name.
        if (found.damage === 'empty' && !looksLikeImage(file.path)) otherFiles += 1;
        else leftOut.add(found.damage, file.path);
        return;
      case 'not-dicom':
      case 'more':
        if (looksLikeImage(file.path)) leftOut.add('not-dicom', file.path);
        else otherFiles += 1;
    }
  };
  const takeSafely = async (file: MediumFile): Promise<void> => {
    onFile();
    try {
      if (file.size > MOST_BYTES) throw new FileRefused('too-large');
      if (/\.zip$/i.test(file.path)) await takeArchive(file);
      else await take(file);
    } catch (error) {
      if (error instanceof FileRefused) leftOut.add(error.reason, file.path);
      else throw error;
    }
  };
  const takeArchive = async (file: MediumFile): Promise<void> => {
    if (file.localPath === null) throw new FileRefused('nested-archive');
    const inner = await options.openArchive(file.localPath);
    for await (const each of inner.files()) {
      stopIf(signal);
      await takeSafely(each);
    }
  };

  const iterator = medium.files()[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    for (;;) {
      stopIf(signal);
      const next = await iterator.next();
      if (next.done === true) return;
      files += 1;
      if (files > MOST_FILES) throw new AppFailure('archive-unsafe', 'more files than any disc has');
      await takeSafely(next.value);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  for (const { folder, references } of directories) {
    for (const reference of references) {
      if (!isThere(seen, folder, reference)) leftOut.add('missing', `${folder}${reference}`);
    }
  }
  return { drafts, otherFiles, twice };
}

async function look(file: MediumFile): Promise<Examined> {
  let found: Examined = { kind: 'more' };
  for (const length of LOOKS) {
    found = examine(await file.beginning(length), file.size);
    if (found.kind !== 'more') return found;
  }
  return found;
}

/** Discs write names in capitals; systems show them in small letters, with a version (`;1`) or a dot at the end. */
const normalised = (path: string): string => path.toUpperCase().replace(/;\d+$/, '').replace(/\.$/, '');

function isThere(seen: ReadonlySet<string>, folder: string, reference: string): boolean {
  const path = normalised(`${folder}${reference}`);
  return seen.has(path) || seen.has(`${path}.DCM`);
}

export function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new AppFailure('cancelled', 'the person stopped it');
}
