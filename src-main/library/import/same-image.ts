import { createHash } from 'node:crypto';
import { FragmentWalk } from '../../dicom/fragment-walk.ts';
import type { DraftFile } from './drafts.ts';
import { FileRefused } from './medium.ts';
import { stopIf } from './scan.ts';

/**
 * Of several files that claim to be one image: those that show something else than the one that was taken. A device that gives
 * one name to two images must not make one of them vanish without a word. What differs in a header alone, is broken off, or is written
 * in another transfer syntax (discs hold the same compressed beside the plain) does not count.
 */
export async function othersThan(
  taken: DraftFile,
  files: readonly DraftFile[],
  { scratch, signal }: { readonly scratch: Uint8Array; readonly signal: AbortSignal },
): Promise<DraftFile[]> {
  const { transferSyntaxUid } = taken;
  const others = files.filter(
    (each) => each !== taken && !each.isCut && each.transferSyntaxUid === transferSyntaxUid,
  );
  if (others.length === 0) return [];
  const contents = await contentsOf(taken, scratch, signal);
  const different: DraftFile[] = [];
  for (const other of others) {
    const its = await contentsOf(other, scratch, signal);
    if (its !== null && contents !== null && its !== contents) different.push(other);
  }
  return different;
}

/** What stands for all that a file shows; null where it is not whole. */
async function contentsOf(
  { file, contentsAt, fragmentsAt }: DraftFile,
  scratch: Uint8Array,
  signal: AbortSignal,
): Promise<string | null> {
  const hash = createHash('sha256');
  const walk = fragmentsAt === null ? null : new FragmentWalk(fragmentsAt);
  let bytes = 0;
  try {
    for await (const piece of file.stream(scratch)) {
      stopIf(signal);
      hash.update(piece.subarray(Math.max(0, contentsAt - bytes)));
      walk?.feed(piece);
      bytes += piece.byteLength;
    }
  } catch (error) {
    if (error instanceof FileRefused) return null;
    throw error;
  }
  return bytes === file.size && walk?.isWhole !== false ? hash.digest('hex') : null;
}
