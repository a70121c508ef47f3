import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { configure, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { AppFailure } from '../../../src-shared/errors.ts';
import { diskFailure } from '../store/disk.ts';

configure({ useWebWorkers: false });

/** Written and not yet on the disk: as many as it takes in one go. */
const MOST_UNFLUSHED = 16;
/**
 * What an archive holds of a file until its length is known, which then stands before it: a program that reads from the
 * beginning cannot tell where a stored one ends whose length comes behind. More would fill the memory.
 */
const MOST_HELD = 256 * 2 ** 20;

/** Where an export goes. Nothing shows under its own name before `finish`. Everything rejects with `AppFailure`. */
export interface Sink {
  /** `path`: its folders parted by `/`. */
  write(path: string, parts: readonly Uint8Array[], options?: { readonly compress?: boolean }): Promise<void>;
  /** What it is called in the end. */
  finish(): Promise<string>;
  abandon(): Promise<void>;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Beside what has that name already, a number. */
async function freeName(path: string): Promise<string> {
  for (let copy = 1; copy < 1000; copy += 1) {
    const candidate = copy === 1 ? path : `${path} (${copy})`;
    if (!(await exists(candidate))) return candidate;
  }
  throw new AppFailure('disk-error', 'too many folders of that name');
}

const guarded = async <T>(doing: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    // FAT32, which most sticks have, takes no file of 4 GiB.
    if (error instanceof Error && 'code' in error && error.code === 'EFBIG')
      throw new AppFailure('file-too-large', `${doing}: more than a file may hold there`);
    throw diskFailure(error, doing);
  }
};

/** A new folder `name` in `parent`. */
export async function folderSink(parent: string, name: string): Promise<Sink> {
  const growing = join(parent, `.${randomUUID().slice(0, 8)}.part`);
  await guarded('creating a folder', () => mkdir(growing));
  // Behind the writing, not in its way. A stick is pulled out as soon as it is said to be done.
  const durable: Promise<unknown>[] = [];
  let failure: Error | null = null;
  const made = new Set([growing]);
  // Each once, and never the place itself: where a stick was pulled out, the rest would go to whatever is under it.
  const makeFolder = async (folder: string): Promise<void> => {
    if (made.has(folder)) return;
    await makeFolder(dirname(folder));
    await mkdir(folder);
    made.add(folder);
  };
  return {
    write: (path, parts) =>
      guarded('writing a file', async () => {
        const target = join(growing, ...path.split('/'));
        await makeFolder(dirname(target));
        if (failure !== null) throw failure;
        const handle = await open(target, 'wx');
        try {
          await handle.writeFile(parts);
        } catch (error) {
          await handle.close();
          throw error;
        }
        const flushed = handle
          .datasync()
          .finally(() => handle.close())
          .catch((error: unknown) => (failure ??= diskFailure(error, 'flushing a file')));
        durable.push(flushed);
        if (durable.length >= MOST_UNFLUSHED) await Promise.all(durable.splice(0));
      }),
    finish: () =>
      guarded('completing a folder', async () => {
        await Promise.all(durable);
        if (failure !== null) throw failure;
        const target = await freeName(join(parent, name));
        await rename(growing, target);
        return basename(target);
      }),
    abandon: async () => {
      await Promise.all(durable);
      await rm(growing, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

/** With a passphrase: AES-256 as WinZip has it (AE-2), which 7-Zip, Keka and others open. */
export async function zipSink(path: string, passphrase: string | null): Promise<Sink> {
  const growing = `${path}.${randomUUID().slice(0, 8)}.part`;
  const handle: FileHandle = await guarded('creating a file', () => open(growing, 'wx'));
  const writer = new ZipWriter(
    new WritableStream<Uint8Array>({
      write: async (piece) => {
        for (let written = 0; written < piece.byteLength;)
          written += (await handle.write(piece, written)).bytesWritten;
      },
    }),
    {
      keepOrder: true,
      ...(passphrase !== null && { password: passphrase, encryptionStrength: 3 }),
    },
  );
  return {
    write: (name, parts, options) =>
      guarded('writing an archive', async () => {
        const from = sizedOf(parts);
        await writer.add(name, from, {
          level: options?.compress === false ? 0 : 5,
          dataDescriptor: from.size > MOST_HELD,
        });
      }),
    finish: () =>
      guarded('completing an archive', async () => {
        await writer.close();
        await handle.sync();
        await handle.close();
        await rename(growing, path);
        return basename(path);
      }),
    abandon: async () => {
      await handle.close().catch(() => undefined);
      await rm(growing, { force: true }).catch(() => undefined);
    },
  };
}

const sizedOf = (parts: readonly Uint8Array[]): { readable: ReadableStream<Uint8Array>; size: number } => ({
  size: parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
  readable: new ReadableStream({
    start(controller) {
      for (const part of parts) if (part.byteLength > 0) controller.enqueue(part);
      controller.close();
    },
  }),
});
