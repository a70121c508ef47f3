import type { AppError } from '../../../src-shared/errors.ts';
import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import type { ByteClient, ByteTicket } from '../bytes/byte-client.ts';
import type { DecodePool } from '../decode/decode-pool.ts';
import { asAppError } from '../decode/run-task.ts';
import { frameDescription } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import { depthOf } from '../dicom/plane.ts';
import type { InstanceDescription, Orientation, Vector3 } from '../dicom/types.ts';
import { type DisplayFrame, frameByteLength } from '../look/display-frame.ts';
import type { ImageMemory, MemoryUser } from './image-memory.ts';
import { imagesInOrder } from './images-in-order.ts';
import { type Direction, keepCount, loadOrder } from './load-order.ts';
import { sortImages } from './sort-instances.ts';

export interface SeriesAddress {
  readonly examId: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
}

export interface LoadedImage {
  readonly instance: InstanceDescription;
  /** 0-based, within the instance. */
  readonly frame: number;
  readonly display: DisplayFrame;
}

export type ImageState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly image: LoadedImage }
  | { readonly kind: 'failed'; readonly error: AppError };

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

interface Opened {
  readonly description: InstanceDescription;
  readonly bytes: Uint8Array;
}

interface Source {
  readonly sopInstanceUid: string;
  /** Where its frames stand in the stack. */
  readonly first: number;
  readonly frames: number;
  /** As the list gives them, before the instance is read. */
  readonly position: Vector3 | null;
  readonly orientation: Orientation | null;
  /** For an instance of several frames, once it was read. */
  opened: Opened | null;
  opening: boolean;
}

interface Slot {
  readonly source: Source;
  frame: number;
  state: ImageState;
  busy: boolean;
  ticket: ByteTicket | null;
}

const waiting: ImageState = { kind: 'waiting' };

/**
 * Loads one series: what is looked at first, then its neighbours, then the rest, within a limit of memory beyond
 * which what lies furthest away is let go (OHIF#3578: a cache smaller than its series must not thrash).
 */
export class SeriesLoader implements MemoryUser {
  private readonly address: SeriesAddress;
  private readonly options: SeriesLoaderOptions;
  private readonly slots: Slot[] = [];
  private order: number[] = [];
  private current = 0;
  private direction: Direction = 1;
  private running = 0;
  private frameBytes = 0;
  private settled = { ready: 0, failed: 0 };
  private stopped = false;

  constructor(address: SeriesAddress, headers: readonly InstanceHeader[], options: SeriesLoaderOptions) {
    this.address = address;
    this.options = options;
    for (const header of imagesInOrder(headers)) {
      const source: Source = {
        sopInstanceUid: header.sopInstanceUid,
        first: this.slots.length,
        frames: header.frames,
        position: header.imagePosition,
        orientation: header.imageOrientation,
        opened: null,
        opening: false,
      };
      for (let frame = 0; frame < header.frames; frame += 1) {
        this.slots.push({ source, frame, state: waiting, busy: false, ticket: null });
      }
    }
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
    const found = this.slots.findIndex(
      (slot) => slot.source.sopInstanceUid === sopInstanceUid && slot.frame === frame,
    );
    return found < 0 ? null : found;
  }

  /** The image nearest to a depth along the stack's normal; null where instances give no positions. */
  nearestTo(depth: number): number | null {
    let best: { readonly index: number; readonly distance: number } | null = null;
    this.slots.forEach((slot, index) => {
      const at = this.depthOf(slot);
      const distance = at === null ? Infinity : Math.abs(at - depth);
      if (distance < (best?.distance ?? Infinity)) best = { index, distance };
    });
    return (best as { readonly index: number } | null)?.index ?? null;
  }

  /** Milliseconds that each image stays, for a series that is one clip; null for a stack. */
  get frameTimes(): readonly number[] | null {
    const [slot] = this.slots;
    if (slot?.source.frames !== this.slots.length) return null;
    return slot.source.opened?.description.frameTimes ?? null;
  }

  focus(index: number, direction: Direction): void {
    this.current = index;
    this.direction = direction;
    this.order = loadOrder(index, direction, this.slots.length);
    this.letGo();
    this.order.forEach((slot, rank) => this.slots[slot]?.ticket?.reprioritise(rank));
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

  private depthOf({ source, frame }: Slot): number | null {
    const opened = source.opened?.description;
    if (opened !== undefined) {
      const { position, orientation } = frameDescription(opened, frame).geometry;
      return position === null || orientation === null ? null : depthOf({ position, orientation });
    }
    const { position, orientation } = source;
    return position === null || orientation === null ? null : depthOf({ position, orientation });
  }

  /** Of an image; before the first one is there, as for a slice of 512². */
  private get guessedBytes(): number {
    return this.frameBytes === 0 ? 1 << 19 : this.frameBytes;
  }

  private get wanted(): number[] {
    const share = this.options.memory.shareOf(this);
    return this.order.slice(0, keepCount(this.guessedBytes, share, this.slots.length));
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
        if (this.sortFrames(source, description)) return;
      }
      if (outcome.ok) this.ready(index, { instance: description, frame: slot.frame, display: outcome.frame });
      else this.settle(index, { kind: 'failed', error: outcome.error });
    } finally {
      source.opening = false;
    }
  }

  /** Puts an enhanced instance's frames in the order of their positions; true where that changed anything. */
  private sortFrames(source: Source, description: InstanceDescription): boolean {
    if (description.frameTimes !== null || description.frames.length < source.frames) return false;
    const placed = Array.from({ length: source.frames }, (_, frame) => {
      const { position, orientation } = frameDescription(description, frame).geometry;
      return { position, orientation, number: frame };
    });
    let changed = false;
    sortImages(placed).forEach(({ number }, at) => {
      const slot = this.slots[source.first + at];
      if (slot === undefined || slot.frame === number) return;
      slot.frame = number;
      changed = true;
    });
    return changed;
  }

  private async decode(slot: Slot, index: number, { description, bytes }: Opened): Promise<void> {
    const { frame } = slot;
    // Of native pixels a copy of the frame is enough; a view would send the whole file along.
    const part = frameBytes(bytes, description, frame);
    const copy = part.bytes.slice();
    const display = await this.options.pool.run(
      {
        kind: 'frame',
        bytes: copy,
        firstBit: part.firstBit,
        instance: { ...description, locations: { kind: 'encapsulated', frames: [] } },
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
