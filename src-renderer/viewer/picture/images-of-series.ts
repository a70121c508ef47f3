import { AppFailure } from '../../../src-shared/errors.ts';
import type { ViewSources } from '../cell-view.ts';
import { calibrated } from '../layers/calibrated.ts';
import { StackSubtraction } from '../stack-subtraction.ts';
import { ImageMemory } from '../series/image-memory.ts';
import { type ImageState, type LoadedImage, SeriesLoader } from '../series/series-loader.ts';
import type { PictureLook } from './whole-picture.ts';

/** Decoded images ahead of the one that is wanted; those behind it are let go. */
const AHEAD = 96 * 2 ** 20;
/** A tenth of a second an image, where the series gives no time of its own. */
const USUAL = 0.1;

/** Seconds that a frame of a clip stays; null for an image that is none. */
export const ownTime = ({ instance, frame }: LoadedImage): number | null => {
  const { frameTimes } = instance;
  const milliseconds = frameTimes?.[frame] ?? frameTimes?.[0];
  return milliseconds === undefined ? null : milliseconds / 1000;
};

export interface SeriesImage {
  readonly index: number;
  readonly count: number;
  /** Null: it cannot be read. */
  readonly image: LoadedImage | null;
  /** How long it stays in a film. */
  readonly seconds: number;
}

/**
 * All images of a series in the order of scrolling, less their masks where `settings` or a presentation state want that, read beside what a person looks
 * at and in memory of its own. Where `signal` aborts, it ends with `cancelled`.
 */
export async function* imagesOfSeries(
  { address, headers, bytes, pool }: ViewSources,
  { settings, presentationOf }: Pick<PictureLook, 'settings' | 'presentationOf'>,
  signal: AbortSignal,
): AsyncGenerator<SeriesImage, void, void> {
  let wake = (): void => undefined;
  const loader = new SeriesLoader(address, headers, {
    bytes,
    pool,
    memory: new ImageMemory(AHEAD),
    onChange: () => wake(),
  });
  const subtraction = new StackSubtraction();
  subtraction.begin(loader);
  const stop = (): void => wake();
  signal.addEventListener('abort', stop);
  const settled = async (index: number): Promise<Exclude<ImageState, { kind: 'waiting' }>> => {
    for (;;) {
      if (signal.aborted) throw new AppFailure('cancelled', 'stopped by the person');
      const state = loader.state(index);
      const by = state.kind === 'ready' ? presentationOf(state.image) : null;
      const shown = state.kind === 'ready' ? subtraction.of(state.image, settings, by) : null;
      if (state.kind === 'failed') return state;
      if (shown !== null) return { kind: 'ready', image: calibrated(shown.image, by?.area ?? null) };
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  let seconds = USUAL;
  try {
    for (let index = 0; index < loader.count; index += 1) {
      loader.focus(index, 1);
      const state = await settled(index);
      const image = state.kind === 'ready' ? state.image : null;
      if (image !== null) seconds = ownTime(image) ?? USUAL;
      yield { index, count: loader.count, image, seconds };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    loader.stop();
  }
}
