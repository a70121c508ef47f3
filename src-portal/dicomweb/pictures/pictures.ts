import { DicomWebProblem } from '../http/problem.ts';
import { explicitLittleEndianUid } from '../part10/transfer-syntaxes.ts';
import type { DecodedFrame } from './decode-frame.ts';
import { greyPipeline, type Window } from './greyscale.ts';
import type { ImageInfo } from './image-info.ts';
import {
  frameBytes,
  frameMapOf,
  pictureOf,
  withInstance,
  type FrameMap,
  type InstanceSource,
} from './instance-source.ts';
import { LruCache } from './lru-cache.ts';
import { readPalette } from './palette.ts';
import type { Bitmap } from './to-eight-bits.ts';
import { WorkerPool } from './worker-pool.ts';

/** A stored file, and the hash that names its content. */
export interface PictureFile {
  readonly path: string;
  readonly sha256: string;
}

export interface RawFrame {
  readonly bytes: Uint8Array;
  readonly transferSyntaxUid: string;
}

export interface RenderedFrame extends Bitmap {
  readonly width: number;
  readonly height: number;
}

/** Frames of stored instances: as they stand, decoded, or as pictures. All throw DicomWebProblem. */
export class Pictures {
  readonly #pool = new WorkerPool();
  // A cine is asked for frame by frame: where its frames lie is found once.
  readonly #maps = new LruCache<FrameMap>(64);

  /** As they stand in the file, or as native little-endian values where `decoded`. */
  async frames(file: PictureFile, numbers: readonly number[], decoded: boolean): Promise<RawFrame[]> {
    return withInstance(file.path, async (source) => {
      const info = pictureOf(source);
      const map = await this.#mapOf(file, source, info);
      const frames: RawFrame[] = [];
      for (const number of numbers) {
        const bytes = await frameBytes(source, info, map, number);
        if (!decoded) {
          frames.push({ bytes, transferSyntaxUid: info.transferSyntaxUid });
          continue;
        }
        // Native values stay as they are laid out, planes and packed bits included.
        const native = map === 'native' && !info.bigEndian;
        frames.push({
          bytes: native ? bytes : (await this.#stored(bytes, info)).data,
          transferSyntaxUid: explicitLittleEndianUid,
        });
      }
      return frames;
    });
  }

  /** One frame's stored values, one-bit pixels in bytes of their own. */
  async stored(file: PictureFile, number: number): Promise<DecodedFrame> {
    return withInstance(file.path, async (source) => {
      const info = pictureOf(source);
      const map = await this.#mapOf(file, source, info);
      return this.#stored(await frameBytes(source, info, map, number), info);
    });
  }

  /** As it is to be looked at, 8 bits a sample. */
  async render(file: PictureFile, number: number, window: Window | null): Promise<RenderedFrame> {
    return withInstance(file.path, async (source) => {
      const info = pictureOf(source);
      const map = await this.#mapOf(file, source, info);
      const bytes = await frameBytes(source, info, map, number);
      const palette =
        info.photometric === 'PALETTE COLOR' && info.samples === 1 ? await readPalette(source) : null;
      const grey = greyPipeline(source.header.dataSet, number, window);
      const result = await this.#pool.run({ bytes, info, render: { grey, palette } });
      if (result.kind !== 'bitmap') throw new Error('the worker gave something else than a bitmap');
      return { ...result.bitmap, width: info.columns, height: info.rows };
    });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #mapOf(file: PictureFile, source: InstanceSource, info: ImageInfo): Promise<FrameMap> {
    const known = this.#maps.get(file.sha256) ?? (await frameMapOf(source, info));
    this.#maps.set(file.sha256, known);
    return known;
  }

  async #stored(bytes: Uint8Array, info: ImageInfo): Promise<DecodedFrame> {
    const result = await this.#pool.run({ bytes, info, render: null });
    if (result.kind !== 'stored')
      throw new DicomWebProblem('internal', 'The worker gave something else than values.');
    return result.frame;
  }
}
