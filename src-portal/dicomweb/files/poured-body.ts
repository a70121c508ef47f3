import { Readable } from 'node:stream';
import { SegmentReader, type Segment } from './segments.ts';

/**
 * Each body has two of these, one being filled while the other is sent: enough for speed and for two CT slices in one, small
 * enough for many clients at once.
 */
const bufferBytes = 1024 * 1024;
/** So many lie ready for the next body. */
const mostSpare = 16;
const spare: Buffer[] = [];

/**
 * A body of segments that is read into the same memory again and again, and sent from there: memory that was never touched
 * costs more than reading a file into it. A buffer is filled anew only when the writing side has said that it is done with it.
 */
export class PouredBody extends Readable {
  readonly #reader: SegmentReader;
  #next: Promise<Buffer>;

  /** Begins to read at once. */
  constructor(segments: Iterable<Segment>) {
    super();
    this.#reader = new SegmentReader(segments);
    this.#next = this.#fill(spare.pop());
  }

  /** Rejects where the beginning cannot be read: before an answer has begun it can still be another. */
  async ready(): Promise<void> {
    await this.#next;
  }

  override pipe<To extends NodeJS.WritableStream>(to: To, { end = true }: { end?: boolean } = {}): To {
    this.#pour(to, end).catch((error: unknown) => this.destroy(asError(error)));
    return to;
  }

  /** For whoever reads it in another way than through `pipe`: memory of its own for each piece. */
  override _read(): void {
    this.#next.then(
      (piece) => {
        const isLast = this.#reader.isDone;
        if (!isLast) this.#next = this.#fill(undefined);
        if (piece.length > 0) this.push(piece);
        if (isLast) this.push(null);
      },
      (error: unknown) => this.destroy(asError(error)),
    );
  }

  async #pour(to: NodeJS.WritableStream, end: boolean): Promise<void> {
    /** Sent, and free for the next filling. */
    let free: Buffer | undefined;
    for (let isLast = false; !isLast;) {
      const piece = await this.#next;
      if (this.destroyed) return;
      isLast = this.#reader.isDone;
      if (!isLast) {
        this.#next = this.#fill(free ?? spare.pop());
        free = undefined;
      }
      if (piece.length > 0) await written(to, piece);
      if (free) keep(free);
      free = piece;
    }
    if (free) keep(free);
    if (this.destroyed) return;
    if (end) to.end();
    // Nothing was ever pushed: it ends, and closes, as a stream does that was read to its end.
    this.push(null);
    this.resume();
  }

  /** A view on `memory`, or on new. */
  #fill(memory: Buffer | undefined): Promise<Buffer> {
    const whole = memory ? Buffer.from(memory.buffer) : Buffer.allocUnsafeSlow(bufferBytes);
    const filling = this.#reader.fill(whole).then((filled) => whole.subarray(0, filled));
    // If the answer ends before, nobody waits for it.
    filling.catch(() => undefined);
    return filling;
  }
}

function keep(memory: Buffer): void {
  if (spare.length < mostSpare) spare.push(memory);
}

/** Resolves when nobody looks at the bytes any more. */
const written = (to: NodeJS.WritableStream, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    to.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('a body could not be sent');
