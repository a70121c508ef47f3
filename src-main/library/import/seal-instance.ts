import { FragmentWalk } from '../../dicom/fragment-walk.ts';
import type { ItemWriter } from '../store/item-writer.ts';
import type { ItemKey } from '../store/names.ts';
import type { Store } from '../store/store.ts';
import type { DraftFile, DraftInstance } from './drafts.ts';
import type { LeftOutList } from './left-out.ts';
import { FileRefused } from './medium.ts';
import { othersThan } from './same-image.ts';
import { stopIf } from './scan.ts';

export interface SealOptions {
  readonly store: Store;
  readonly scratch: Uint8Array;
  readonly signal: AbortSignal;
  readonly leftOut: LeftOutList;
  /** Whether a film without its end is better than what is here: nothing. Else it is here so already. */
  readonly takesCut: boolean;
}

/** Its end is missing, and some of its images are whole. */
class FilmCut extends FileRefused {
  constructor() {
    super('cut-short');
  }
}

/**
 * An object, sealed into a file that nobody sees yet: from the first of its files that is sound; where none is, from the first
 * film of them whose beginning can be shown, and its header says so then. A single image is never taken without its end: it would
 * pass for a whole one. Null where there is none. What was refused is noted.
 */
export async function sealInstance(
  key: ItemKey,
  instance: DraftInstance,
  options: SealOptions,
): Promise<ItemWriter | null> {
  const { leftOut, takesCut } = options;
  const refused = new Map<DraftFile, FileRefused>();
  const seal = async (from: DraftFile, mayBeCut: boolean): Promise<ItemWriter | null> => {
    try {
      const isFilm = instance.header.frames > 1;
      const writer = await sealFile(key, from, options, { isFilm, mayBeCut });
      refused.delete(from);
      return writer;
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      refused.set(from, error);
      return null;
    }
  };
  let writer: ItemWriter | null = null;
  let taken: DraftFile | null = null;
  for (const from of instance.files) {
    writer = await seal(from, false);
    taken = writer && from;
    if (taken) break;
  }
  const cut = instance.files.find((from) => refused.get(from) instanceof FilmCut);
  if (!writer && cut) {
    writer = takesCut ? await seal(cut, true) : null;
    if (writer) instance.header = { ...instance.header, isIncomplete: true };
    if (writer || !takesCut) {
      refused.delete(cut);
      leftOut.addIncomplete(cut.file.path);
    }
  }
  for (const [{ file }, { reason }] of refused) leftOut.add(reason, file.path);
  try {
    for (const { file } of taken ? await othersThan(taken, instance.files, options) : [])
      leftOut.add('same-name', file.path);
  } catch (error) {
    await writer?.abort();
    throw error;
  }
  return writer;
}

async function sealFile(
  key: ItemKey,
  { file, fragmentsAt, isCut }: DraftFile,
  { store, scratch, signal }: SealOptions,
  { isFilm, mayBeCut }: { readonly isFilm: boolean; readonly mayBeCut: boolean },
): Promise<ItemWriter> {
  if (isCut && !mayBeCut) throw new FilmCut();
  const walk = fragmentsAt === null ? null : new FragmentWalk(fragmentsAt);
  const writer = store.writers.begin(key, { bytes: file.size });
  try {
    let bytes = 0;
    for await (const piece of file.stream(scratch)) {
      stopIf(signal);
      bytes += piece.byteLength;
      if (bytes > file.size) throw new FileRefused('read-error');
      walk?.feed(piece);
      await writer.push(piece);
    }
    if (bytes < file.size) throw new FileRefused('cut-short');
    if (walk && !walk.isWhole && !(mayBeCut && walk.isCut))
      throw isFilm && walk.isCut ? new FilmCut() : new FileRefused('cut-short');
    return writer;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}
