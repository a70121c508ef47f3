import { isMissing, type Disk, type DiskFile } from './disk.ts';
import { HEADER_BYTES, layoutOf, placeOf, SealBroken, Unsealer } from './sealed-file.ts';

/** How much of a file is read and opened at a time. */
const SEGMENTS_AT_A_TIME = 16;

/** What a sealed file holds; null where there is no file. Throws `SealBroken`, or what the disk throws. */
export async function unsealFile(
  disk: Disk,
  path: string,
  libraryKey: Uint8Array,
  name: string,
): Promise<ArrayBuffer | null> {
  let file: DiskFile;
  try {
    file = await disk.open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return await unsealOpenFile(file, libraryKey, name);
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** Allocates by the file's true size alone, never by something written in it. */
async function unsealOpenFile(file: DiskFile, libraryKey: Uint8Array, name: string): Promise<ArrayBuffer> {
  const size = await file.size();
  const { segments, plainBytes } = layoutOf(size);
  const plain = new ArrayBuffer(plainBytes);
  const target = new Uint8Array(plain);
  let unsealer: Unsealer | null = null;
  for (let first = 0; first < segments; first += SEGMENTS_AT_A_TIME) {
    const last = Math.min(first + SEGMENTS_AT_A_TIME, segments) - 1;
    const from = first === 0 ? 0 : placeOf(first, size).start;
    const block = Buffer.allocUnsafe(placeOf(last, size).end - from);
    if ((await file.read(block, from)) < block.byteLength) throw new SealBroken('shorter than a moment ago');
    unsealer ??= new Unsealer(libraryKey, name, block.subarray(0, HEADER_BYTES), size);
    for (let index = first; index <= last; index += 1) {
      const { start, end } = placeOf(index, size);
      unsealer.openInto(target, index, block.subarray(start - from, end - from));
    }
  }
  return plain;
}
