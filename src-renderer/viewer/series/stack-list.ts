import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { ByteTicket } from '../bytes/byte-client.ts';
import { frameDescription } from '../dicom/describe.ts';
import { dot, normalOf } from '../dicom/plane.ts';
import type { InstanceDescription, Orientation, Vector3 } from '../dicom/types.ts';
import type { DisplayFrame } from '../look/display-frame.ts';
import { imagesInOrder } from './images-in-order.ts';
import { sortImages } from './sort-instances.ts';

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

export interface Opened {
  readonly description: InstanceDescription;
  readonly bytes: Uint8Array;
}

export interface Source {
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

export interface Slot {
  readonly source: Source;
  frame: number;
  state: ImageState;
  busy: boolean;
  ticket: ByteTicket | null;
}

export interface Clip extends Pick<InstanceDescription, 'frameTimes' | 'stretch' | 'sweeps'> {
  /** Where its first frame stands in the stack, as its stretch is given. */
  readonly first: number;
}

/** Where an image lies in the patient. */
export interface Place {
  readonly position: Vector3;
  readonly orientation: Orientation;
  readonly normal: Vector3;
  /** Along its normal, in millimetres. */
  readonly depth: number;
}

/** Cosine between normals of slices that belong to one stack. */
const ALIKE = 0.98;
/** In millimetres. */
const SAME_PLACE = 0.01;

export const waiting: ImageState = { kind: 'waiting' };

/** The images of a series in the order in which they are scrolled, and where each lies. */
export class StackList {
  readonly slots: readonly Slot[];

  constructor(headers: readonly InstanceHeader[]) {
    const slots: Slot[] = [];
    for (const header of imagesInOrder(headers)) {
      const source: Source = {
        sopInstanceUid: header.sopInstanceUid,
        first: slots.length,
        frames: header.frames,
        position: header.imagePosition,
        orientation: header.imageOrientation,
        opened: null,
        opening: false,
      };
      for (let frame = 0; frame < header.frames; frame += 1)
        slots.push({ source, frame, state: waiting, busy: false, ticket: null });
    }
    this.slots = slots;
  }

  indexOf(sopInstanceUid: string, frame: number): number | null {
    const found = this.slots.findIndex(
      (slot) => slot.source.sopInstanceUid === sopInstanceUid && slot.frame === frame,
    );
    return found < 0 ? null : found;
  }

  placeAt(index: number): Place | null {
    const slot = this.slots[index];
    if (slot === undefined) return null;
    const opened = slot.source.opened?.description;
    const { position, orientation } =
      opened === undefined ? slot.source : frameDescription(opened, slot.frame).geometry;
    if (position === null || orientation === null) return null;
    const normal = normalOf({ orientation });
    return { position, orientation, normal, depth: dot(position, normal) };
  }

  /**
   * The image that is least away from a place, of those that lie as the one at `from` does (a scout's lie in several
   * directions); of several there, as moments are, the one of the moment that `from` is of.
   */
  nearestTo(away: (place: Place) => number, from: number): number | null {
    const own = this.placeAt(from);
    const found = this.slots.flatMap((_, index) => {
      const place = this.placeAt(index);
      if (place === null || (own !== null && dot(own.normal, place.normal) < ALIKE)) return [];
      return [{ index, depth: place.depth, distance: Math.abs(away(place)) }];
    });
    const least = found.reduce((low, { distance }) => Math.min(low, distance), Infinity);
    const there = found.filter(({ distance }) => distance < least + SAME_PLACE);
    const isBefore = ({ index, depth }: { index: number; depth: number }): boolean =>
      own !== null && index < from && Math.abs(depth - own.depth) < SAME_PLACE;
    const moment = found.filter(isBefore).length;
    return there[Math.min(moment, there.length - 1)]?.index ?? null;
  }

  /** The clip of which this image is a frame: a series may hold one after another (ultrasound, angiography). */
  clipAt(index: number): Clip | null {
    const source = this.slots[index]?.source;
    const description = source?.opened?.description;
    if (source === undefined || description === undefined) return null;
    const { frameTimes, sweeps, stretch } = description;
    const { first, frames } = source;
    if (frames === this.slots.length) return { frameTimes, sweeps, stretch, first };
    // Beside others what has no time of its own is a part of a stack.
    if (frameTimes === null) return null;
    const [from, to] = stretch ?? [0, frames - 1];
    return { frameTimes, sweeps, stretch: [first + from, first + to], first };
  }

  /** Puts an enhanced instance's frames in the order of their positions; true where that changed anything. */
  sortFrames(source: Source, description: InstanceDescription): boolean {
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
}
