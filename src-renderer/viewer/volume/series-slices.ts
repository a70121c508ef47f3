import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { ByteClient, ByteTicket } from '../bytes/byte-client.ts';
import type { DecodePool } from '../decode/decode-pool.ts';
import { frameDescription } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import { imagesInOrder } from '../series/images-in-order.ts';
import type { LoadedImage, SeriesAddress } from '../series/series-loader.ts';
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

interface Opened {
  readonly description: InstanceDescription;
  readonly bytes: Uint8Array | null;
}

export class SeriesSlices implements SliceSource {
  images: readonly PlacedImage[] = [];
  readonly atOnce: number;
  private slices: readonly Slice[] = [];
  private readonly tickets = new Set<ByteTicket>();
  private readonly address: SeriesAddress;
  private readonly bytes: ByteClient;
  private readonly pool: DecodePool;
  /** Instances of several frames stay open: one reading serves all their slices. */
  private readonly opened = new Map<string, Opened>();

  private constructor(address: SeriesAddress, bytes: ByteClient, pool: DecodePool) {
    this.address = address;
    this.bytes = bytes;
    this.pool = pool;
    // As many as there are workers, and the next ones already on their way.
    this.atOnce = pool.size * 3;
  }

  /** Instances of several frames are read now: where each frame lies stands in the file alone. */
  static async open(
    address: SeriesAddress,
    headers: readonly InstanceHeader[],
    bytes: ByteClient,
    pool: DecodePool,
  ): Promise<SeriesSlices> {
    const source = new SeriesSlices(address, bytes, pool);
    const found: { slice: Slice; image: Omit<PlacedImage, 'index'> }[] = [];
    for (const header of imagesInOrder(headers)) {
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
    const open = this.opened.get(slice.sopInstanceUid);
    if (open === undefined) return this.readWhole(slice);
    const { description, bytes } = open;
    if (bytes === null) throw new AppFailure('instance-damaged', 'frames without bytes');
    const part = frameBytes(bytes, description, slice.frame);
    const copy = part.bytes.slice();
    const display = await this.pool.run(
      {
        kind: 'frame',
        bytes: copy,
        firstBit: part.firstBit,
        instance: { ...description, locations: { kind: 'encapsulated', frames: [] } },
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
    const { description, outcome } = await this.pool.run({ kind: 'open', file, frame }, [file]);
    if (!outcome.ok) throw new AppFailure(outcome.error.code, outcome.error.message);
    return { instance: description, frame, display: outcome.frame };
  }

  private async instance(sopInstanceUid: string): Promise<Opened> {
    const file = await this.fetch(sopInstanceUid);
    const { description, bytes } = await this.pool.run({ kind: 'open', file, frame: 0 }, [file]);
    const opened = { description, bytes };
    this.opened.set(sopInstanceUid, opened);
    return opened;
  }

  private async fetch(sopInstanceUid: string): Promise<ArrayBuffer> {
    // Behind what is looked at (0 and a little more), before thumbnails.
    const ticket = this.bytes.get({ ...this.address, sopInstanceUid }, 1000);
    this.tickets.add(ticket);
    try {
      return await ticket.bytes;
    } finally {
      this.tickets.delete(ticket);
    }
  }
}
