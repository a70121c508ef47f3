import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImageFolder } from './folder.ts';
import type { Staged } from './store-instances.ts';

/**
 * Writes a stream to a file of the folder's own and hashes it on the way. Leaves nothing behind when it fails.
 * `durable`: the bytes are on the disk, and not only in its cache, before this resolves.
 */
export async function stageStream(
  folder: ImageFolder,
  source: Readable,
  options: { readonly durable?: boolean } = {},
): Promise<Omit<Staged, 'description'>> {
  const path = await folder.newStagingPath();
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      hash.update(chunk);
      bytes += chunk.length;
      callback(null, chunk);
    },
  });
  try {
    await pipeline(source, counted, createWriteStream(path, { flush: options.durable ?? false }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}
