import { UnreadableDicom } from './errors.ts';

/** Reads at a place; fewer bytes than asked for only at the end. */
export interface RandomAccess {
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
}

export interface Span {
  readonly offset: number;
  readonly length: number;
}

export interface Fragments {
  /** Where each frame begins, counted from the first fragment's item tag; empty where the file does not say. */
  readonly offsets: readonly number[];
  readonly spans: readonly Span[];
  /** The position that `offsets` count from. */
  readonly base: number;
  /** A fragment, or the delimiter behind the last, is missing. */
  readonly cutOff: boolean;
}

const itemTag = 0xe000fffe;
const delimiterTag = 0xe0ddfffe;
const maxFragments = 500_000;
const window = 4096;

/**
 * Where the fragments of encapsulated pixel data lie (PS3.5 §A.4). Only their headers are read. A length that reaches
 * beyond the file ends the list: the fragment is given as far as it is there.
 */
export async function readFragments(source: RandomAccess, start: number): Promise<Fragments> {
  let head: Buffer = Buffer.alloc(0);
  let headAt = 0;
  async function word(at: number): Promise<number | null> {
    if (at < headAt || at + 4 > headAt + head.length) {
      head = await source.read(at, window);
      headAt = at;
    }
    return at + 4 <= headAt + head.length ? head.readUInt32LE(at - headAt) : null;
  }

  const spans: Span[] = [];
  let table: Span | undefined;
  let cutOff = true;
  let at = start;
  for (;;) {
    const tag = await word(at);
    const length = await word(at + 4);
    if (tag === null || length === null) break;
    if (tag === delimiterTag) {
      cutOff = false;
      break;
    }
    if (tag !== itemTag) {
      if (table) break;
      throw new UnreadableDicom('corrupt', `no fragment at ${at}`);
    }
    const offset = at + 8;
    const present = Math.min(length, source.size - offset);
    if (!table) table = { offset, length: present };
    else spans.push({ offset, length: present });
    if (spans.length > maxFragments)
      throw new UnreadableDicom('too-large', `more than ${maxFragments} fragments`);
    if (present < length) break;
    at = offset + length;
  }
  if (!table) return { offsets: [], spans: [], base: start, cutOff: true };
  return { offsets: await offsetTable(source, table), spans, base: table.offset + table.length, cutOff };
}

async function offsetTable(source: RandomAccess, { offset, length }: Span): Promise<number[]> {
  if (length === 0 || length > maxFragments * 4) return [];
  const bytes = await source.read(offset, length);
  const offsets: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) offsets.push(bytes.readUInt32LE(at));
  return offsets;
}

/**
 * The fragments of each of `count` frames; null for a frame that is not there or cannot be told from others.
 * `extended` is the Extended Offset Table (7FE0,0001), which counts as the basic one does.
 */
export async function frameSpans(
  source: RandomAccess,
  fragments: Fragments,
  count: number,
  extended: readonly number[] = [],
): Promise<(readonly Span[] | null)[]> {
  const { spans, base } = fragments;
  if (count === 1) return [spans.length > 0 ? spans : null];
  if (spans.length === count) return spans.map((span) => [span]);
  const offsets = extended.length === count ? extended : fragments.offsets;
  const starts =
    offsets.length === count
      ? new Set(offsets.map((offset) => base + offset + 8))
      : await codestreamStarts(source, spans);
  const frames: Span[][] = [];
  for (const span of spans) {
    if (starts.has(span.offset) || frames.length === 0) frames.push([span]);
    else frames.at(-1)?.push(span);
  }
  return Array.from({ length: count }, (_, index) => frames[index] ?? null);
}

/** Without an offset table, frames begin where a JPEG, JPEG-LS or JPEG 2000 stream does. */
async function codestreamStarts(source: RandomAccess, spans: readonly Span[]): Promise<Set<number>> {
  const starts = new Set<number>();
  for (const { offset, length } of spans) {
    const first = length >= 2 ? await source.read(offset, 2) : Buffer.alloc(0);
    const marker = first.length === 2 ? first.readUInt16BE(0) : 0;
    if (marker === 0xffd8 || marker === 0xff4f) starts.add(offset);
  }
  return starts;
}
