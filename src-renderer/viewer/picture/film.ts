import { AppFailure } from '../../../src-shared/errors.ts';
import type { Size } from '../stage/pose.ts';

/** Larger films play badly on ordinary computers and telephones. */
export const FILM_MOST = 1920;

/** What a film is wrapped in: what most programs play, or what this computer can make. */
export interface FilmKind {
  readonly extension: 'mp4' | 'webm';
  readonly codec: 'avc' | 'vp9' | 'vp8';
}

// The library comes with the first film.
const library = () => import('mediabunny');

/** Null where this computer can make none. */
export const filmKind = async (size: Size): Promise<FilmKind | null> => {
  const { getFirstEncodableVideoCodec, QUALITY_HIGH } = await library();
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8'], { ...size, quality: QUALITY_HIGH });
  if (codec === 'avc') return { extension: 'mp4', codec };
  return codec === 'vp9' || codec === 'vp8' ? { extension: 'webm', codec } : null;
};

/**
 * Makes a film out of what stands on `canvas` each time that `frames` says how many seconds it stays: each frame keeps
 * its own time. What `frames` throws ends it.
 */
export const makeFilm = async (
  canvas: HTMLCanvasElement,
  { extension, codec }: FilmKind,
  frames: AsyncIterable<number>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const { BufferTarget, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH, WebMOutputFormat } =
    await library();
  const target = new BufferTarget();
  const format =
    extension === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH, keyFrameInterval: 1 });
  output.addVideoTrack(source);
  try {
    await output.start();
    let at = 0;
    for await (const seconds of frames) {
      await source.add(at, seconds);
      at += seconds;
    }
    if (at === 0) throw new AppFailure('instance-damaged', 'no image of the series could be read');
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  if (target.buffer === null) throw new Error('the film is empty');
  return new Uint8Array(target.buffer);
};
