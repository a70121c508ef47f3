import { examine, type Examined } from '../../dicom/examine.ts';
import type { Exam } from '../../../src-shared/domain/exam.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import { Drafts } from './drafts.ts';
import type { LeftOutList } from './left-out.ts';
import { FileRefused, type Medium, type MediumFile } from './medium.ts';
import { TableOfContents } from './table-of-contents.ts';

const MOST_FILES = 500_000;
/** Sealed files end here (store/sealed-file.ts), and so does what a window can show. */
const MOST_BYTES = 4 * 2 ** 30 - 2 ** 20;
/** Most headers end before the first; large ones (private data, icons, sequences of thousands of frames) further on. */
const LOOKS = [64 * 1024, 2 ** 20, 64 * 2 ** 20];
const AT_ONCE = 4;
/** Called as images are called: by an extension of theirs. `._…`: what macOS writes beside every file, on sticks and in archives. */
const looksLikeImage = (path: string): boolean =>
  /\.(dcm|dicom|dic|ima)$/i.test(path) && !/(^|\/)\._[^/]*$/.test(path);

export interface ScanResult {
  readonly drafts: Drafts;
  /** Files that are no images and do not pretend to be. */
  readonly otherFiles: number;
  /** Objects that were on the disc twice, by exam. */
  readonly twice: number;
}

export interface ScanOptions {
  /** What the library lists already. */
  readonly here: readonly Exam[];
  readonly signal: AbortSignal;
  readonly leftOut: LeftOutList;
  /** A file was found; how many there are is not known yet. */
  readonly onFound: (files: number) => void;
  readonly onRead: (files: number, total: number) => void;
  /** What the disc's table of contents announces, and as each of its exams was read. Not heard where it has none. */
  readonly onExams: (contents: TableOfContents, drafts: Drafts) => Promise<void>;
  /** Opens an archive that lies in a folder. */
  readonly openArchive: (path: string) => Promise<Medium>;
}

/** Reads the header of every file, a few at a time, and sorts what it finds into exams. */
export async function scan(medium: Medium, options: ScanOptions): Promise<ScanResult> {
  const { here, signal, leftOut, onFound, onRead, onExams } = options;
  const drafts = new Drafts(here);
  let read = 0;
  let otherFiles = 0;
  let twice = 0;

  const take = async (file: MediumFile): Promise<void> => {
    const found = await look(file);
    switch (found.kind) {
      case 'object': {
        if (file.size > MOST_BYTES) throw new FileRefused('too-large');
        const fragmentsAt = found.pixels?.length === null ? found.pixels.at : null;
        const { isCut } = found;
        const contentsAt = found.pixels?.at ?? 0;
        const { transferSyntaxUid } = found.described.header;
        const from = { file, fragmentsAt, contentsAt, transferSyntaxUid, isCut };
        if (!drafts.add(found.described, from)) twice += 1;
        return;
      }
      case 'dicomdir':
        return;
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
    try {
      if (/\.zip$/i.test(file.path)) await takeArchive(file);
      else await take(file);
    } catch (error) {
      if (error instanceof FileRefused) leftOut.add(error.reason, file.path);
      else throw error;
    }
  };
  const takeArchive = async (file: MediumFile): Promise<void> => {
    if (file.localPath === null) throw new FileRefused('nested-archive');
    const { files, contents } = await listed(await options.openArchive(file.localPath), signal);
    for (const each of files) {
      stopIf(signal);
      await takeSafely(each);
    }
    for (const path of contents.missing) leftOut.add('missing', path);
  };

  const { files, contents } = await listed(medium, signal, onFound);
  const total = files.length;
  if (contents.isThere) await onExams(contents, drafts);
  const waiting = contents.sorted(files).values();
  const worker = async (): Promise<void> => {
    for (const file of waiting) {
      stopIf(signal);
      await takeSafely(file);
      stopIf(signal);
      onRead((read += 1), total);
      if (contents.wasRead(file)) await onExams(contents, drafts);
    }
  };
  // All of it has come to its end when this fails: nothing is told any more of an import that is over.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  for (const path of contents.missing) leftOut.add('missing', path);
  return { drafts, otherFiles, twice };
}

async function listed(
  medium: Medium,
  signal: AbortSignal,
  onFound: (files: number) => void = () => undefined,
): Promise<{ files: MediumFile[]; contents: TableOfContents }> {
  const files: MediumFile[] = [];
  for await (const file of medium.files()) {
    stopIf(signal);
    if (files.length >= MOST_FILES) throw new AppFailure('archive-unsafe', 'more files than any disc has');
    files.push(file);
    onFound(files.length);
  }
  return { files, contents: await TableOfContents.read(files) };
}

async function look(file: MediumFile): Promise<Examined> {
  let found: Examined = { kind: 'more' };
  for (const length of LOOKS) {
    found = examine(await file.beginning(length), file.size);
    if (found.kind !== 'more') return found;
  }
  return found;
}

export function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new AppFailure('cancelled', 'the person stopped it');
}
