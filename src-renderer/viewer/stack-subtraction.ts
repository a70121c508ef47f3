import type { Settings } from './appearance.ts';
import type { Subtraction, Window } from './dicom/types.ts';
import type { Presentation } from './layers/presented.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { toModality } from './look/grey-look.ts';
import {
  difference,
  intensityScale,
  type MaskPlan,
  maskPlan,
  meanOf,
  presentedScale,
  type Scale,
  windowFrame,
} from './look/subtract.ts';
import { movedMask } from './look/move-mask.ts';
import type { LoadedImage, SeriesLoader } from './series/series-loader.ts';
import type { ViewState } from './view-state.ts';

/** Differences that are kept: painters know a picture by its object. */
const KEPT = 16;

export type Wish = Pick<Settings, 'subtracted' | 'mask'>;

export interface Subtracted {
  readonly image: LoadedImage;
  /** See `ViewState`. */
  readonly facts: ViewState['subtraction'];
}

type Frames = Pick<SeriesLoader, 'indexOf' | 'state' | 'hold'>;

/** A run whose frames are all seen less the same mask, in the same light. */
interface Run {
  readonly key: string;
  readonly scale: Scale;
  readonly window: Window | null;
  readonly made: Map<LoadedImage, LoadedImage>;
  /** The last mask, as it is taken away. */
  mask: { readonly key: string; readonly values: Float32Array } | null;
}

/** What a presentation state says of masks. */
export type MasksBy = Pick<Presentation, 'id' | 'masks' | 'greys'>;

const asItIs: Subtraction = {
  items: [],
  recommended: false,
  representative: null,
  linear: false,
  brightIsLess: false,
};

/** By a presentation state that names masks (PS3.3 C.11.13 and C.11.19), else by the file. */
const subtractionOf = ({ instance }: LoadedImage, by: MasksBy | null): Subtraction | null => {
  if (by === null || by.masks.length === 0) return instance.subtraction;
  return { ...(instance.subtraction ?? asItIs), items: by.masks, recommended: true };
};

/** In which values it is subtracted: those that the presentation's window is of, else those of a body's thickness. */
const scaleFor = (
  { instance, display }: LoadedImage,
  subtraction: Subtraction,
  by: MasksBy | null,
): Scale => {
  const { format } = instance;
  if (display.kind !== 'grey' || by?.greys?.ofDifferences !== true)
    return intensityScale(subtraction, format);
  // What went through the image's own table is no stored value any more.
  const greys = display.through === 'modality' ? { ...by.greys, modality: null } : by.greys;
  return presentedScale(toModality({ ...display, through: null }, greys), format);
};

const greyOf = ({ display }: LoadedImage): GreyFrame | null => (display.kind === 'grey' ? display : null);

/** The chosen mask's frame, where it is one of this run. */
const chosenFrame = ({ mask }: Wish, { instance }: LoadedImage): number | null =>
  mask?.sopInstanceUid === instance.sopInstanceUid ? mask.frame : null;

/** Makes differences of a series' images as the file, or the person, wants them. */
export class StackSubtraction {
  private frames: Frames | null = null;
  private run: Run | null = null;
  private awaited: ReadonlySet<number> = new Set();

  /** Another series. */
  begin(frames: Frames | null): void {
    this.frames = frames;
    this.run = null;
    this.awaited = new Set();
  }

  get isWaiting(): boolean {
    return this.awaited.size > 0;
  }

  /** The picture that is wanted waits for this image. */
  awaits(index: number): boolean {
    return this.awaited.has(index);
  }

  /** An image as it is to be seen, `by` a presentation state where one is on; null while a mask of it is on its way. */
  of(image: LoadedImage, wish: Wish, by: MasksBy | null): Subtracted | null {
    const subtraction = subtractionOf(image, by);
    this.awaited = new Set();
    if (subtraction === null) return { image, facts: null };
    const chosen = chosenFrame(wish, image);
    const possible = subtraction.items.length > 0 || chosen !== null;
    const wished = possible && (wish.subtracted ?? subtraction.recommended);
    const plain: Subtracted = { image, facts: { possible, wished, masks: [] } };
    if (!wished) return plain;
    const { frameCount } = image.instance;
    const plan = maskPlan(subtraction, image.frame, frameCount, chosen);
    if (plan === null) return plain;
    const lit = windowFrame(subtraction, frameCount, chosen);
    const litPlan = lit === null ? null : maskPlan(subtraction, lit, frameCount, chosen);
    const masks = this.indexesOf(image, plan.masks);
    const needed = [
      ...plan.masks,
      ...plan.shown,
      ...(litPlan === null ? [] : [...litPlan.masks, ...litPlan.shown]),
    ];
    const there = this.allThere(image, needed);
    if (there !== 'ready') return there === 'waiting' ? null : plain;
    const key = `${image.instance.sopInstanceUid} ${chosen ?? ''} ${by?.id ?? ''}`;
    const run = this.runFor(key, image, () => scaleFor(image, subtraction, by), lit, litPlan);
    return { image: this.made(run, image, plan), facts: { possible, wished, masks } };
  }

  private indexesOf({ instance }: LoadedImage, frames: readonly number[]): number[] {
    return frames.flatMap((frame) => this.frames?.indexOf(instance.sopInstanceUid, frame) ?? []);
  }

  private allThere(image: LoadedImage, frames: readonly number[]): 'ready' | 'waiting' | 'failed' {
    const indexes = [...new Set(this.indexesOf(image, frames))];
    const states = indexes.map((index) => this.frames?.state(index).kind);
    this.frames?.hold(indexes);
    if (states.includes('failed')) return 'failed';
    const waiting = indexes.filter((_, at) => states[at] !== 'ready');
    this.awaited = new Set(waiting);
    return waiting.length > 0 ? 'waiting' : 'ready';
  }

  private greysOf(image: LoadedImage, frames: readonly number[]): GreyFrame[] {
    return this.indexesOf(image, frames).flatMap((index) => {
      const state = this.frames?.state(index);
      return state?.kind === 'ready' ? (greyOf(state.image) ?? []) : [];
    });
  }

  private runFor(
    key: string,
    image: LoadedImage,
    scale: () => Scale,
    lit: number | null,
    litPlan: MaskPlan | null,
  ): Run {
    if (this.run?.key === key) return this.run;
    const run: Run = { key, scale: scale(), window: null, made: new Map(), mask: null };
    const [grey] = lit === null ? [] : this.greysOf(image, [lit]);
    const window =
      grey === undefined || litPlan === null ? null : this.subtract(run, image, grey, litPlan).windows[0];
    this.run = { ...run, window };
    return this.run;
  }

  private made(run: Run, image: LoadedImage, plan: MaskPlan): LoadedImage {
    const known = run.made.get(image);
    if (known !== undefined) return known;
    const grey = greyOf(image);
    if (grey === null) return image;
    const display = this.subtract(run, image, grey, plan);
    const windows = run.window === null ? display.windows : ([run.window] as const);
    const made: LoadedImage = { ...image, display: { ...display, windows } };
    for (const oldest of run.made.keys()) {
      if (run.made.size < KEPT) break;
      run.made.delete(oldest);
    }
    run.made.set(image, made);
    return made;
  }

  private subtract(
    run: Run,
    image: LoadedImage,
    grey: GreyFrame,
    { shown, masks, moves, part }: MaskPlan,
  ): GreyFrame {
    const key = JSON.stringify([masks, moves, part]);
    if (run.mask?.key !== key) {
      const mean = meanOf(this.greysOf(image, masks), run.scale.table);
      const moved = movedMask(mean, grey.rows, grey.columns, moves);
      run.mask = { key, values: part === 1 ? moved : moved.map((value) => value * part) };
    }
    const mean = meanOf(this.greysOf(image, shown), run.scale.table);
    return difference(grey, mean, run.mask.values, run.scale.most);
  }
}
