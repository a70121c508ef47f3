import { createInflateRaw } from 'node:zlib';
import { UnreadableDicom } from './errors.ts';
import type { ByteSource } from './byte-source.ts';
import { maxInflatedBytes } from './limits.ts';

/**
 * A deflated data set (PS3.5 §A.5) as a source. It inflates as far as somebody asks, so that a bomb costs no more
 * than the header that was wanted.
 */
export function inflated(source: ByteSource, start: number): ByteSource & { close(): void } {
  const stream = createInflateRaw({ chunkSize: 64 * 1024 });
  const chunks: Buffer[] = [];
  let length = 0;
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  let started = false;

  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    stream.pause();
    wake?.();
  });
  stream.on('end', () => {
    ended = true;
    wake?.();
  });
  stream.on('error', (error) => {
    failure = error;
    wake?.();
  });

  async function feed(): Promise<void> {
    started = true;
    const { bytes } = await source.head(Math.min(source.size, maxInflatedBytes));
    stream.end(bytes.subarray(start));
  }

  return {
    size: Infinity,
    async head(upTo) {
      if (upTo > maxInflatedBytes)
        throw new UnreadableDicom('too-large', `inflates beyond ${maxInflatedBytes} bytes`);
      if (!started) await feed();
      while (length < upTo && !ended && !failure) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        stream.resume();
        await woken;
      }
      // What came before an error in the stream can still be a whole header.
      if (failure && length === 0) throw new UnreadableDicom('corrupt', `deflated data: ${failure.message}`);
      const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
      chunks.splice(0, chunks.length, bytes);
      return { bytes, complete: ended || failure !== undefined };
    },
    close() {
      stream.destroy();
    },
  };
}
