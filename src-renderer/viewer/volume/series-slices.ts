import { AppFailure } from '../../../src-shared/errors.ts';
import type { ByteTicket } from '../bytes/byte-client.ts';
import type { ViewSources } from '../cell-view.ts';
import { frameDescription } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import { imagesInOrder } from '../series/images-in-order.ts';
import type { ImageState, LoadedImage } from '../series/series-loader.ts';
import type { PlacedImage } from './plan-volume.ts';

interface Slice {
  readonly sopInstanceUid: string;
  readonly frame: number;
}

/** Reads the images of a series for a volume: each once, none kept. */
export interface SliceSource {
  readonly images: readonly PlacedImage[];
  read(index: number): Promise<LoadedImage>;
  /** How many to ask for at once. */
  readonly atOnce: number;
  close(): void;
}

/** What a stack of the same series has decoded, by its place in the stack. */
export interface ReadyImages {
  state(index: number): ImageState;
}

interface Opened {
  readonly description: InstanceDescription;
  readonly bytes: Uint8Array | null;
}

export class SeriesSlices implements SliceSource {
  images: readonly PlacedImage[] = [];
  readonly atOnce: number;
  private slices: readonly Slice[] = [];
  private readonly tickets = new Set<ByteTicket>();
  private readonly sources: ViewSources;
  private readonly ready: ReadyImages;
  /** Instances of several frames stay open: one reading serves all their slices. */
  private readonly opened = new Map<string, Opened>();

  private constructor(sources: ViewSources, ready: ReadyImages) {
    this.sources = sources;
    this.ready = ready;
    // As many as there are workers, and the next ones already on their way.
    this.atOnce = sources.pool.size * 3;
  }

  /** Instances of several frames are read now: where each frame lies stands in the file alone. */
  static async open(sources: ViewSources, ready: ReadyImages): Promise<SeriesSlices> {
    const source = new SeriesSlices(sources, ready);
    const found: { slice: Slice; image: Omit<PlacedImage, 'index'> }[] = [];
    for (const header of imagesInOrder(sources.headers)) {
      const { sopInstanceUid, frameOfReferenceUid, rows, columns } = header;
      if (header.frames === 1) {
        const image = {
          position: header.imagePosition,
          orientation: header.imageOrientation,
          rows: rows ?? 0,
          columns: columns ?? 0,
          frameOfReferenceUid,
        };
        found.push({ slice: { sopInstanceUid, frame: 0 }, image });
        continue;
      }
      const { description } = await source.instance(sopInstanceUid);
      for (let frame = 0; frame < description.frameCount; frame += 1) {
        const { position, orientation } = frameDescription(description, frame).geometry;
        // One description for all frames says nothing of where each of them lies.
        const placed = description.frames.length > 1 && description.frameTimes === null;
        const image = {
          position: placed ? position : null,
          orientation: placed ? orientation : null,
          rows: description.format.rows,
          columns: description.format.columns,
          frameOfReferenceUid,
        };
        found.push({ slice: { sopInstanceUid, frame }, image });
      }
    }
    source.slices = found.map(({ slice }) => slice);
    source.images = found.map(({ image }, index) => ({ ...image, index }));
    return source;
  }

  async read(index: number): Promise<LoadedImage> {
    const slice = this.slices[index];
    if (slice === undefined) throw new AppFailure('internal', `no slice ${index}`);
    const state = this.ready.state(index);
    if (state.kind === 'ready' && state.image.display.rowsThere === undefined) {
      const { instance, frame } = state.image;
      if (instance.sopInstanceUid === slice.sopInstanceUid && frame === slice.frame) return state.image;
    }
    const open = this.opened.get(slice.sopInstanceUid);
    if (open === undefined) return this.readWhole(slice);
    const { description, bytes } = open;
    if (bytes === null) throw new AppFailure('instance-damaged', 'frames without bytes');
    const part = frameBytes(bytes, description, slice.frame);
    const copy = part.bytes.slice();
    const display = await this.sources.pool.run(
      {
        kind: 'frame',
        bytes: copy,
        firstBit: part.firstBit,
        rowsThere: null,
        instance: { ...description, locations: { kind: 'encapsulated', frames: [], cut: null } },
        frame: slice.frame,
      },
      [copy.buffer],
    );
    return { instance: description, frame: slice.frame, display };
  }

  close(): void {
    for (const ticket of this.tickets) ticket.cancel();
    this.opened.clear();
  }

  private async readWhole({ sopInstanceUid, frame }: Slice): Promise<LoadedImage> {
    const file = await this.fetch(sopInstanceUid);
    const { description, outcome } = await this.sources.pool.run({ kind: 'open', file, frame }, [file]);
    if (!outcome.ok) throw new AppFailure(outcome.error.code, outcome.error.message);
    // A slice on its own may be shown in part; planes through it would show a hole as tissue.
    if (outcome.frame.rowsThere !== undefined) throw new AppFailure('instance-damaged', 'a slice is cut off');
    return { instance: description, frame, display: outcome.frame };
  }

  private async instance(sopInstanceUid: string): Promise<Opened> {
    const file = await this.fetch(sopInstanceUid);
    const { description, bytes } = await this.sources.pool.run({ kind: 'open', file, frame: 0 }, [file]);
    const opened = { description, bytes };
    this.opened.set(sopInstanceUid, opened);
    return opened;
  }

  private async fetch(sopInstanceUid: string): Promise<ArrayBuffer> {
    // Behind what is looked at (0 and a little more), before thumbnails.
    const ticket = this.sources.bytes.get({ ...this.sources.address, sopInstanceUid }, 1000);
    this.tickets.add(ticket);
    try {
      return await ticket.bytes;
    } finally {
      this.tickets.delete(ticket);
    }
  }
}
