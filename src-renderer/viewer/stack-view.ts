import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { FrameGeometry, Window } from './dicom/types.ts';
import { CinePlayer } from './cine.ts';
import type { DisplayFrame, GreyFrame } from './look/display-frame.ts';
import { changedWindow } from './look/window-range.ts';
import type { Drawn } from './picture/drawn.ts';
import type { Direction } from './series/load-order.ts';
import type { LoadedImage, SeriesLoader } from './series/series-loader.ts';
import { edgeLetters, posedLetters } from './stage/orientation.ts';
import type { Plane } from './stage/reference-line.ts';
import { scaleBar } from './stage/scale-bar.ts';
import { greyLook } from './stage/grey-look.ts';
import { frameOf } from './stage/image-facts.ts';
import type { GreyLook } from './stage/painter.ts';
import {
  type Affine,
  affineOf,
  flipped,
  initialPose,
  panned,
  type Point,
  type Pose,
  scaleOf,
  shapeOf,
  turned,
  zoomed,
} from './stage/pose.ts';
import type { Stage } from './stage/stage.ts';
import { initialView, type ViewState } from './view-state.ts';

/** How long an old picture may stay before the new one is there; longer would be taken for the new one. */
const PATIENCE = 120;

export interface Settings {
  readonly pose: Pose;
  /** Null: each image's own. */
  readonly window: Window | null;
  readonly inverted: boolean;
}

export interface ShownImage {
  readonly ref: ImageRef;
  readonly geometry: FrameGeometry;
  readonly display: DisplayFrame;
  readonly affine: Affine;
}

export interface StackOptions {
  readonly publish: (state: ViewState) => void;
  /** A person changed how it looks. */
  readonly onChange: (name: string, before: Settings, after: Settings) => void;
  /** A person went to another image. */
  readonly onStep: () => void;
}

const unzoomed = (pose: Pose): Pose => ({ ...pose, zoom: initialPose.zoom, centre: initialPose.centre });

const sameShape = (a: LoadedImage, b: LoadedImage): boolean => {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  return one.rows === other.rows && one.columns === other.columns && one.aspect === other.aspect;
};

/** One viewport on one series at a time: what is looked at, how, and what the user interface must know of it. */
export class StackView {
  private stage: Stage | null = null;
  private state: ViewState = initialView;
  private loader: SeriesLoader | null = null;
  private image: LoadedImage | null = null;
  private pose: Pose = initialPose;
  /** Chosen by the person; null: each image's own. */
  private window: Window | null = null;
  private inverted = false;
  private speed = 1;
  private patience: ReturnType<typeof setTimeout> | null = null;
  private announced = false;
  private readonly cine = new CinePlayer((index) => this.goTo(index));
  private readonly options: StackOptions;

  constructor(options: StackOptions) {
    this.options = options;
  }

  /** Draws on this stage from now on, what there is at once; null while nothing is to be drawn on. */
  drawOn(stage: Stage | null): void {
    this.stage = stage;
    this.draw();
    this.announceSoon();
  }

  /** Shows a series from `index` on. The loader belongs to the caller, who stops it. */
  open(seriesInstanceUid: string, loader: SeriesLoader, index: number): void {
    this.cine.stop();
    this.loader = loader;
    this.image = null;
    this.pose = initialPose;
    this.window = null;
    this.inverted = false;
    this.speed = 1;
    const start = Math.max(0, Math.min(loader.count - 1, index));
    this.state = { ...initialView, seriesInstanceUid, index: start, count: loader.count };
    this.draw();
    loader.focus(start, 1);
    this.refresh();
  }

  /** The loader has news of an image. */
  changed(index: number): void {
    if (index === this.state.index) this.refresh();
    else this.announceSoon();
  }

  goTo(index: number): void {
    const { loader, state } = this;
    if (loader === null || state.count === 0) return;
    const target = Math.max(0, Math.min(state.count - 1, index));
    if (target === state.index) return;
    const direction: Direction = target > state.index ? 1 : -1;
    this.state = { ...state, index: target };
    loader.focus(target, direction);
    this.refresh();
  }

  /** A person's own step, which stops a clip that plays. */
  step(by: number): void {
    this.pause();
    const before = this.state.index;
    this.goTo(before + by);
    if (this.state.index !== before) this.options.onStep();
  }

  zoom(factor: number, around: Point | null): void {
    this.repose((pose, shape, size) => zoomed(pose, shape, size, factor, around));
  }

  pan(by: Point): void {
    this.repose((pose, shape, size) => panned(pose, shape, size, by));
  }

  turn(by: 1 | -1): void {
    this.repose((pose) => turned(pose, by));
  }

  flip(axis: 'horizontal' | 'vertical'): void {
    this.repose((pose) => flipped(pose, axis));
  }

  /** In parts of the view: 1 is its whole width or height. */
  changeWindow(brighter: number, contrast: number): void {
    const grey = this.grey;
    if (grey === null) return;
    this.setWindow(changedWindow(this.currentWindow(grey), grey, brighter, contrast));
  }

  /** In units; null for each image's own window. */
  setWindow(window: Window | null): void {
    this.change('window', { window });
  }

  invert(): void {
    this.change('invert', { inverted: !this.inverted });
  }

  fit(): void {
    this.repose(unzoomed);
  }

  reset(): void {
    this.change('reset', { window: null, inverted: false, pose: initialPose });
  }

  /** How it looks: to be kept, undone, or given to another view. */
  get settings(): Settings {
    const { pose, window, inverted } = this;
    return { pose, window, inverted };
  }

  apply({ pose, window, inverted }: Settings): void {
    this.pose = pose;
    this.window = window;
    this.inverted = inverted;
    this.redraw();
  }

  /** What is shown, for who measures on it; null without a picture or a place to show it. */
  get shown(): ShownImage | null {
    const { image, stage } = this;
    const affine = stage?.affine ?? null;
    if (image === null || affine === null) return null;
    const { geometry } = frameOf(image);
    return { ref: this.imageRef(image), geometry, display: image.display, affine };
  }

  /** The image that is looked at, whatever stage it is drawn on; null without one. */
  get loaded(): LoadedImage | null {
    return this.image;
  }

  /** What is shown, to be drawn elsewhere; null without a picture. */
  get drawn(): Drawn | null {
    const { image, pose } = this;
    if (image === null) return null;
    return { image, look: this.look(), pose, view: { ...this.state, ...this.pictureFacts(image) } };
  }

  /** Where the picture lies in the patient; null where the file does not say. */
  get plane(): Plane | null {
    const { image } = this;
    if (image === null) return null;
    const { position, orientation, spacing } = frameOf(image).geometry;
    if (position === null || orientation === null || spacing === null) return null;
    const { rows, columns } = image.display;
    return { position, orientation, spacing, rows, columns };
  }

  /** Series of one frame of reference lie in the same space. */
  get frameOfReference(): string | null {
    return this.image?.instance.frameOfReferenceUid ?? null;
  }

  /** To the slice nearest to a depth along the stack's normal, in millimetres. */
  goToDepth(depth: number): void {
    const nearest = this.loader?.nearestTo(depth) ?? null;
    if (nearest !== null) this.goTo(nearest);
  }

  /** The picture on another canvas: larger, or for paper. */
  paintOn(...scene: Parameters<Stage['paintOn']>): void {
    this.stage?.paintOn(...scene);
  }

  play(): void {
    const times = this.loader?.frameTimes ?? null;
    if (times === null) return;
    this.cine.play(this.state.index, this.state.count, times, this.speed);
    this.announce();
  }

  pause(): void {
    if (!this.cine.playing) return;
    this.cine.stop();
    this.announce();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.cine.setSpeed(speed);
    this.announce();
  }

  retry(): void {
    this.loader?.retry();
  }

  resize(): void {
    this.stage?.redraw();
    this.announceSoon();
  }

  close(): void {
    this.cine.stop();
    this.settlePatience();
    this.loader = null;
    this.image = null;
    this.state = initialView;
    this.draw();
  }

  private repose(
    change: (pose: Pose, ...args: [Parameters<typeof zoomed>[1], Parameters<typeof zoomed>[2]]) => Pose,
  ): void {
    if (this.image === null || this.stage === null) return;
    const pose = change(this.pose, shapeOf(this.image), this.stage.size);
    this.change('pose', { pose });
  }

  /** A person's change of how it looks, which can be undone. */
  private change(name: string, change: Partial<Settings>): void {
    const before = this.settings;
    const after = { ...before, ...change };
    this.apply(after);
    this.options.onChange(name, before, after);
  }

  private redraw(): void {
    this.draw();
    this.announceSoon();
  }

  private draw(): void {
    this.stage?.show(this.image, this.look(), this.pose);
  }

  private imageRef({ instance, frame }: LoadedImage): ImageRef {
    return {
      seriesInstanceUid: this.state.seriesInstanceUid ?? '',
      sopInstanceUid: instance.sopInstanceUid,
      sopClassUid: instance.sopClassUid,
      frame,
    };
  }

  private get grey(): GreyFrame | null {
    return this.image?.display.kind === 'grey' ? this.image.display : null;
  }

  private currentWindow(grey: GreyFrame): Window {
    return this.window ?? grey.windows[0];
  }

  private look(): GreyLook | null {
    return this.image === null ? null : greyLook(this.image.display, this.window, this.inverted);
  }

  private refresh(): void {
    const { loader, state } = this;
    if (loader === null) return;
    const found = loader.state(state.index);
    if (found.kind === 'ready') {
      this.settlePatience();
      // Zoom and place are kept as long as pictures lie alike.
      if (this.image !== null && !sameShape(this.image, found.image)) this.pose = unzoomed(this.pose);
      this.image = found.image;
      this.state = { ...state, picture: { kind: 'shown' } };
      this.redraw();
      return;
    }
    if (found.kind === 'failed') {
      this.settlePatience();
      this.image = null;
      this.state = { ...state, picture: { kind: 'failed', error: found.error } };
    } else if (state.picture.kind === 'failed') {
      this.state = { ...state, picture: { kind: 'loading' } };
    } else {
      this.patience ??= setTimeout(() => {
        this.patience = null;
        if (this.loader?.state(this.state.index).kind !== 'waiting') return;
        this.state = { ...this.state, picture: { kind: 'loading' } };
        this.announce();
      }, PATIENCE);
    }
    this.announceSoon();
  }

  private settlePatience(): void {
    if (this.patience !== null) clearTimeout(this.patience);
    this.patience = null;
  }

  /** Many changes in a frame are one to the user interface. */
  private announceSoon(): void {
    if (this.announced) return;
    this.announced = true;
    requestAnimationFrame(() => {
      this.announced = false;
      this.announce();
    });
  }

  private announce(): void {
    const { loader, image } = this;
    if (loader === null) return;
    const { ready, failed } = loader.progress;
    const clip = loader.frameTimes !== null && this.state.count > 1;
    this.state = {
      ...this.state,
      ready,
      failed,
      cine: clip ? { playing: this.cine.playing, speed: this.speed } : null,
      ...(image === null ? {} : this.pictureFacts(image)),
    };
    this.options.publish(this.state);
  }

  private pictureFacts(image: LoadedImage): Partial<ViewState> {
    const { geometry, laterality } = frameOf(image);
    const { instance } = image;
    const grey = this.grey;
    const { stage, pose } = this;
    const shape = shapeOf(image);
    const { spacing } = geometry;
    const bar =
      stage === null || spacing === null
        ? null
        : scaleBar(scaleOf(pose, shape, stage.size) / spacing.column, 140);
    const letters = edgeLetters(geometry.orientation, instance.patientOrientation);
    const hounsfield = grey !== null && grey.units === 'HU';
    return {
      window: grey === null ? null : { ...this.currentWindow(grey), units: grey.units, presets: hounsfield },
      inverted: this.inverted,
      letters: letters === null ? null : posedLetters(letters, pose),
      laterality,
      patient: instance.patient,
      scale: bar === null ? null : { ...bar, atDetector: spacing?.plane === 'detector' },
      pose,
      affine: stage === null ? null : affineOf(pose, shape, stage.size),
      lossy: instance.lossy,
      marked: instance.overlays.length > 0,
      modality: instance.modality,
      image: this.imageRef(image),
    };
  }
}
