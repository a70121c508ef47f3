import type { AppError } from '../../../src-shared/errors.ts';
import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import type { ByteClient } from '../bytes/byte-client.ts';
import type { DecodePool } from '../decode/decode-pool.ts';
import { asAppError } from '../decode/run-task.ts';
import { shownBytes } from '../dicom/frame-bytes.ts';
import { frameByteLength } from '../look/display-frame.ts';
import type { ImageMemory, MemoryUser } from './image-memory.ts';
import { imagesInOrder } from './images-in-order.ts';
import { type Direction, keepCount, loadOrder } from './load-order.ts';
import {
  type Clip,
  type ImageState,
  type LoadedImage,
  type Opened,
  type Place,
  type Slot,
  StackList,
  waiting,
} from './stack-list.ts';

export type { ImageState, LoadedImage } from './stack-list.ts';

export interface SeriesAddress {
  readonly examId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
}

export interface LoadProgress {
  readonly ready: number;
  readonly failed: number;
  readonly total: number;
}

export interface SeriesLoaderOptions {
  readonly bytes: ByteClient;
  readonly pool: DecodePool;
  /** For decoded images. */
  readonly memory: ImageMemory;
  readonly onChange: (index: number) => void;
}

/**
 * Loads one series: what is looked at first, then its neighbours, then the rest, within a limit of memory beyond
 * which what lies furthest away is let go (OHIF#3578: a cache smaller than its series must not thrash).
 */
export class SeriesLoader implements MemoryUser {
  private readonly address: SeriesAddress;
  private readonly options: SeriesLoaderOptions;
  private readonly list: StackList;
  private order: number[] = [];
  private held: readonly number[] = [];
  private current = 0;
  private direction: Direction = 1;
  private running = 0;
  private frameBytes = 0;
  private settled = { ready: 0, failed: 0 };
  private stopped = false;

  constructor(address: SeriesAddress, headers: readonly InstanceHeader[], options: SeriesLoaderOptions) {
    this.address = address;
    this.options = options;
    this.list = new StackList(headers);
    options.memory.join(this);
  }

  get need(): number {
    return this.guessedBytes * this.slots.length;
  }

  onShare(): void {
    this.letGo();
    this.pump();
  }

  get count(): number {
    return this.slots.length;
  }

  get progress(): LoadProgress {
    return { ...this.settled, total: this.slots.length };
  }

  state(index: number): ImageState {
    return this.slots[index]?.state ?? waiting;
  }

  /** Where an image stands in the stack; null for one that is not of it. */
  indexOf(sopInstanceUid: string, frame: number): number | null {
    return this.list.indexOf(sopInstanceUid, frame);
  }

  /** The instance that holds an image, and whether it is the only one. */
  instanceAt(index: number): { readonly sopInstanceUid: string; readonly alone: boolean } | null {
    const source = this.slots[index]?.source;
    if (source === undefined) return null;
    return { sopInstanceUid: source.sopInstanceUid, alone: source.frames === this.slots.length };
  }

  /** Where an image lies in the patient, known before it is read; null where its file does not say. */
  placeAt(index: number): Place | null {
    return this.list.placeAt(index);
  }

  /** The image that is least `away` from a place, of those like the one at `from`; null where instances give no positions. */
  nearestTo(away: (place: Place) => number, from: number): number | null {
    return this.list.nearestTo(away, from);
  }

  /** How the clip plays of which an image is a frame, known once it is read; null in a stack. */
  clipAt(index: number): Clip | null {
    return this.list.clipAt(index);
  }

  focus(index: number, direction: Direction): void {
    this.current = index;
    this.direction = direction;
    this.order = loadOrder(index, direction, this.slots.length);
    this.letGo();
    this.order.forEach((slot, rank) => this.slots[slot]?.ticket?.reprioritise(rank));
    this.pump();
  }

  /** Images that others are made of: kept, and loaded before all but the one that is looked at. */
  hold(indexes: readonly number[]): void {
    const { held } = this;
    if (held.length === indexes.length && held.every((index, at) => index === indexes[at])) return;
    this.held = indexes;
    this.letGo();
    this.pump();
  }

  /** Tries again what failed for lack of a network or a portal. */
  retry(): void {
    this.slots.forEach((slot, index) => {
      if (slot.state.kind === 'failed') this.settle(index, waiting);
    });
    this.focus(this.current, this.direction);
  }

  stop(): void {
    this.stopped = true;
    this.options.memory.leave(this);
    for (const slot of this.slots) slot.ticket?.cancel();
  }

  private get slots(): readonly Slot[] {
    return this.list.slots;
  }

  /** Of an image; before the first one is there, as for a slice of 512². */
  private get guessedBytes(): number {
    return this.frameBytes === 0 ? 1 << 19 : this.frameBytes;
  }

  private get wanted(): number[] {
    const share = this.options.memory.shareOf(this);
    const near = this.order.slice(0, keepCount(this.guessedBytes, share, this.slots.length));
    return this.held.length === 0 ? near : [...new Set([...near.slice(0, 1), ...this.held, ...near])];
  }

  private letGo(): void {
    const keep = new Set(this.wanted);
    if (keep.size === this.slots.length) return;
    this.slots.forEach((slot, index) => {
      if (keep.has(index)) return;
      slot.ticket?.cancel();
      if (slot.state.kind !== 'ready') return;
      this.settle(index, waiting);
    });
  }

  private pump(): void {
    if (this.stopped) return;
    // Nothing shares the workers with the image that a person waits for, except its next neighbour.
    const first = this.slots[this.current]?.state.kind === 'waiting';
    const most = this.options.pool.size * (first ? 1 : 3);
    for (const index of this.wanted) {
      if (this.running >= most) return;
      const slot = this.slots[index];
      if (slot?.state.kind !== 'waiting' || slot.busy) continue;
      // One reading of an instance serves all its frames.
      if (slot.source.opening) continue;
      void this.load(slot, index);
    }
  }

  private async load(slot: Slot, index: number): Promise<void> {
    slot.busy = true;
    this.running += 1;
    try {
      if (slot.source.opened === null) await this.open(slot, index);
      else await this.decode(slot, index, slot.source.opened);
    } catch (error) {
      const failure = asAppError(error);
      if (failure.code !== 'cancelled') this.fail(slot, index, failure);
    } finally {
      slot.busy = false;
      slot.ticket = null;
      this.running -= 1;
      this.pump();
    }
  }

  private async open(slot: Slot, index: number): Promise<void> {
    const { source } = slot;
    source.opening = source.frames > 1;
    try {
      const ref = { ...this.address, sopInstanceUid: source.sopInstanceUid };
      slot.ticket = this.options.bytes.get(ref, Math.max(0, this.order.indexOf(index)));
      const file = await slot.ticket.bytes;
      const { pool } = this.options;
      const answer = await pool.run({ kind: 'open', file, frame: slot.frame }, [file]);
      if (this.stopped) return;
      const { description, bytes, outcome } = answer;
      if (bytes !== null && source.frames > 1) {
        source.opened = { description, bytes };
        if (this.list.sortFrames(source, description)) return;
      }
      if (outcome.ok) this.ready(index, { instance: description, frame: slot.frame, display: outcome.frame });
      else this.settle(index, { kind: 'failed', error: outcome.error });
    } finally {
      source.opening = false;
    }
  }

  private async decode(slot: Slot, index: number, { description, bytes }: Opened): Promise<void> {
    const { frame } = slot;
    // Of native pixels a copy of the frame is enough; a view would send the whole file along.
    const part = shownBytes(bytes, description, frame);
    const copy = part.bytes.slice();
    const display = await this.options.pool.run(
      {
        kind: 'frame',
        bytes: copy,
        firstBit: part.firstBit,
        rowsThere: part.rowsThere,
        instance: { ...description, locations: { kind: 'encapsulated', frames: [], cut: null } },
        frame,
      },
      [copy.buffer],
    );
    if (!this.stopped) this.ready(index, { instance: description, frame, display });
  }

  private ready(index: number, image: LoadedImage): void {
    const bytes = Math.max(this.frameBytes, frameByteLength(image.display));
    this.settle(index, { kind: 'ready', image });
    if (bytes !== this.frameBytes) {
      this.frameBytes = bytes;
      this.options.memory.changed();
    }
    this.letGo();
  }

  /** An instance that cannot be read fails with all its frames; a frame alone. */
  private fail(slot: Slot, index: number, error: AppError): void {
    const { source } = slot;
    if (source.opened !== null || source.frames === 1) {
      this.settle(index, { kind: 'failed', error });
      return;
    }
    for (let at = source.first; at < source.first + source.frames; at += 1)
      this.settle(at, { kind: 'failed', error });
  }

  private settle(index: number, state: ImageState): void {
    const slot = this.slots[index];
    if (slot === undefined || this.stopped) return;
    for (const kind of ['ready', 'failed'] as const) {
      if (slot.state.kind === kind) this.settled[kind] -= 1;
      if (state.kind === kind) this.settled[kind] += 1;
    }
    slot.state = state;
    this.options.onChange(index);
  }
}

/** The instance in the middle of a series, for its thumbnail; null for a series without images. */
export const middleInstance = (headers: readonly InstanceHeader[]): string | null => {
  const sorted = imagesInOrder(headers);
  return sorted[Math.floor(sorted.length / 2)]?.sopInstanceUid ?? null;
};
