import { isMissing, type Disk, type DiskFile } from './disk.ts';
import {
  Assembly,
  HEADER_BYTES,
  layoutOf,
  placeOf,
  SealBroken,
  SEALED_SEGMENT_BYTES,
  Unsealer,
} from './sealed-file.ts';

/** How much of a file is read at a time: whole segments. */
const SEGMENTS_AT_A_TIME = 4;
const BLOCK_BYTES = placeOf(SEGMENTS_AT_A_TIME - 1, Number.MAX_SAFE_INTEGER).end;

/** Blocks that nobody reads into now. Allocating one for every file keeps the garbage collector busier than the cipher. */
const spareBlocks: Buffer[] = [];
const MOST_SPARE = 4;

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
    file.close();
  }
}

/** Allocates by the file's true size alone, never by something written in it. */
async function unsealOpenFile(file: DiskFile, libraryKey: Uint8Array, name: string): Promise<ArrayBuffer> {
  const size = file.size();
  const layout = layoutOf(size);
  const { segments } = layout;
  const assembly = new Assembly(layout);
  const block = spareBlocks.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
  try {
    let unsealer: Unsealer | null = null;
    for (let first = 0; first < segments; first += SEGMENTS_AT_A_TIME) {
      const last = Math.min(first + SEGMENTS_AT_A_TIME, segments) - 1;
      const from = first === 0 ? 0 : placeOf(first, size).start;
      const part = block.subarray(0, placeOf(last, size).end - from);
      if ((await file.read(part, from)) < part.byteLength) throw new SealBroken('shorter than a moment ago');
      unsealer ??= new Unsealer(libraryKey, name, part.subarray(0, HEADER_BYTES), size);
      for (let index = first; index <= last; index += 1) {
        const { start, end } = placeOf(index, size);
        assembly.add(index, unsealer.open(index, part.subarray(start - from, end - from)));
      }
    }
  } finally {
    if (spareBlocks.length < MOST_SPARE) spareBlocks.push(block);
  }
  return assembly.whole();
}

/**
 * The whole segments of a file whose writing was interrupted, one after the other, up to the first that does not open.
 * None of them is the last of the file: that was never written.
 */
export async function* unsealBeginning(
  disk: Disk,
  path: string,
  libraryKey: Uint8Array,
  name: string,
): AsyncGenerator<Buffer> {
  const file = await disk.open(path, 'r');
  try {
    const segments = Math.floor((file.size() - HEADER_BYTES) / SEALED_SEGMENT_BYTES);
    const size = HEADER_BYTES + segments * SEALED_SEGMENT_BYTES;
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    if (segments < 1 || (await file.read(header, 0)) < HEADER_BYTES) return;
    const unsealer = new Unsealer(libraryKey, name, header, size);
    for (let index = 0; index < segments; index += 1) {
      const { start, end } = placeOf(index, size);
      const sealed = Buffer.allocUnsafe(end - start);
      if ((await file.read(sealed, start)) < sealed.byteLength) return;
      yield unsealer.open(index, sealed, false);
    }
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
  } finally {
    file.close();
  }
}
