import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../src-shared/errors.ts';
import { isPicture, type PictureExtension } from '../../../src-shared/ipc/schemas/pictures.ts';

interface Batch {
  readonly owner: number;
  /** Where it is to lie: a folder, or a single file. */
  readonly target: string;
  readonly kind: 'folder' | 'file';
  /** Where it lies until it is whole. */
  readonly draft: string;
  readonly extension: PictureExtension;
  readonly digits: number;
  readonly nameOfOne: string;
  kept: string | null;
}

export interface NewBatch {
  /** The window that writes it. */
  readonly owner: number;
  readonly target: string;
  readonly extension: PictureExtension;
  readonly count: number;
  /** « image »: each file of a folder is called so, with its number. */
  readonly nameOfOne: string;
}

/** Pictures on their way to the disk: under another name until all of them are there, and gone if they never are. */
export class PictureBatches {
  readonly #batches = new Map<string, Batch>();

  /** Answers the batch's id. */
  async begin({ owner, target, extension, count, nameOfOne }: NewBatch): Promise<string> {
    const batchId = randomUUID();
    const kind = count === 1 ? 'file' : 'folder';
    const draft = `${target}.${batchId.slice(0, 8)}.part`;
    if (kind === 'folder') await mkdir(draft).catch(asFailure);
    const digits = Math.max(3, String(count).length);
    this.#batches.set(batchId, { owner, target, kind, draft, extension, digits, nameOfOne, kept: null });
    return batchId;
  }

  async put(owner: number, batchId: string, number: number, bytes: Uint8Array): Promise<void> {
    const { kind, draft, extension, digits, nameOfOne } = this.#open(owner, batchId);
    if (!isPicture(extension, bytes)) throw new AppFailure('invalid-request', `no ${extension}`);
    const name = `${nameOfOne} ${String(number).padStart(digits, '0')}.${extension}`;
    await writeFile(kind === 'file' ? draft : join(draft, name), bytes).catch(asFailure);
  }

  /** Answers where it lies now; null where it was not to be kept. */
  async end(owner: number, batchId: string, keep: boolean): Promise<string | null> {
    const batch = this.#open(owner, batchId);
    if (!keep) {
      this.#batches.delete(batchId);
      await remove(batch.draft);
      return null;
    }
    // A file was chosen by its name, and may replace another; a folder never does.
    const path = batch.kind === 'file' ? batch.target : await free(batch.target);
    await rename(batch.draft, path).catch(asFailure);
    batch.kept = path;
    return path;
  }

  pathOf(owner: number, batchId: string): string {
    const batch = this.#batches.get(batchId);
    if (batch?.owner !== owner || batch.kept === null) throw new AppFailure('not-found', 'no such pictures');
    return batch.kept;
  }

  /** The window is gone: what it had not finished goes, too. */
  async forget(owner: number): Promise<void> {
    for (const [batchId, batch] of this.#batches) {
      if (batch.owner !== owner) continue;
      this.#batches.delete(batchId);
      if (batch.kept === null) await remove(batch.draft);
    }
  }

  #open(owner: number, batchId: string): Batch {
    const batch = this.#batches.get(batchId);
    if (batch?.owner !== owner || batch.kept !== null) throw new AppFailure('not-found', 'no such pictures');
    return batch;
  }
}

const remove = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true }).catch(() => undefined);

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** `name`, `name (2)`, `name (3)`… */
async function free(path: string): Promise<string> {
  let found = path;
  for (let number = 2; await isThere(found); number += 1) found = `${path} (${number})`;
  return found;
}

function asFailure(error: unknown): never {
  const full =
    error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  throw new AppFailure(full ? 'disk-full' : 'disk-error', 'a picture could not be written');
}
