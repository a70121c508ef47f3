import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { DicomWebProblem } from '../http/problem.ts';

// Without file handles, which cost as much as the reading of a small file. Only reading may wait for a disk: sending the opening
// and the closing to another thread and back takes ten times as long as doing them.
const readFile = promisify(read);

/** A part of an answer: bytes, or bytes of a file. */
export type Segment = Buffer | FilePart;

export interface FilePart {
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

/** Reads segments one after the other into memory that is handed to it. */
export class SegmentReader {
  readonly #segments: Iterator<Segment>;
  /** What comes next: a segment, or what is left of the one that the last filling ended in. */
  #rest: Segment | null;

  constructor(segments: Iterable<Segment>) {
    this.#segments = segments[Symbol.iterator]();
    this.#rest = this.#next();
  }

  get isDone(): boolean {
    return this.#rest === null;
  }

  /** How many of the bytes are filled: all of them, save at the end. The files of one filling are read side by side. */
  async fill(into: Buffer): Promise<number> {
    const reads: Promise<void>[] = [];
    let filled = 0;
    while (filled < into.length && this.#rest) {
      const segment = this.#rest;
      const length = Math.min(segment.length, into.length - filled);
      if (Buffer.isBuffer(segment)) segment.copy(into, filled, 0, length);
      else reads.push(readInto(into.subarray(filled, filled + length), segment));
      this.#rest = segment.length > length ? after(segment, length) : this.#next();
      filled += length;
    }
    // Not before all have ended: the memory may be used again as soon as this has failed.
    for (const end of await Promise.allSettled(reads)) if (end.status === 'rejected') throw end.reason;
    return filled;
  }

  #next(): Segment | null {
    const next = this.#segments.next();
    return next.done === true ? null : next.value;
  }
}

const after = (segment: Segment, bytes: number): Segment =>
  Buffer.isBuffer(segment)
    ? segment.subarray(bytes)
    : { path: segment.path, start: segment.start + bytes, length: segment.length - bytes };

async function readInto(into: Buffer, { path, start }: FilePart): Promise<void> {
  const file = opened(path);
  try {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await readFile(file, into, filled, into.length - filled, start + filled);
      if (bytesRead === 0) return missing();
      filled += bytesRead;
    }
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    return missing(cause);
  }
}

function missing(cause?: unknown): never {
  const problem = new DicomWebProblem(
    'internal',
    'The index names a file that is not there as it was stored.',
  );
  problem.cause = cause;
  throw problem;
}
