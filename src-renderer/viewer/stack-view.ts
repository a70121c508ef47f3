import type { Window } from './dicom/types.ts';
import { CinePlayer } from './cine.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { changedWindow, storedRange } from './look/window-range.ts';
import type { Direction } from './series/load-order.ts';
import type { LoadedImage, SeriesLoader } from './series/series-loader.ts';
import { measure } from './stage/measure.ts';
import { edgeLetters, posedLetters } from './stage/orientation.ts';
import { scaleBar } from './stage/scale-bar.ts';
import { frameOf } from './stage/image-facts.ts';
import type { GreyLook } from './stage/painter.ts';
import {
  affineOf,
  flipped,
  initialPose,
  inverse,
  panned,
  type Point,
  type Pose,
  scaleOf,
  shapeOf,
  transform,
  turned,
  zoomed,
} from './stage/pose.ts';
import type { Stage } from './stage/stage.ts';
import { initialView, type Measurement, type ViewState } from './view-state.ts';

/** How long an old picture may stay before the new one is there; longer would be taken for the new one. */
const PATIENCE = 120;

const unzoomed = (pose: Pose): Pose => ({ ...pose, zoom: initialPose.zoom, centre: initialPose.centre });

const sameShape = (a: LoadedImage, b: LoadedImage): boolean => {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  return one.rows === other.rows && one.columns === other.columns && one.aspect === other.aspect;
};

/** One viewport on one series at a time: what is looked at, how, and what the user interface must know of it. */
export class StackView {
  private stage: Stage | null = null;
  private readonly publish: (state: ViewState) => void;
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
  private readonly rulers = new Map<number, Measurement[]>();
  private nextRuler = 1;

  constructor(publish: (state: ViewState) => void) {
    this.publish = publish;
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
    this.rulers.clear();
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
    this.goTo(this.state.index + by);
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
    this.window = window;
    this.redraw();
  }

  invert(): void {
    this.inverted = !this.inverted;
    this.redraw();
  }

  fit(): void {
    this.repose(unzoomed);
  }

  reset(): void {
    this.window = null;
    this.inverted = false;
    this.pose = initialPose;
    this.redraw();
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

  /** A new length between two points of the element; returns its number, or null where no picture is. */
  addRuler(a: Point, b: Point): number | null {
    const id = this.nextRuler;
    const made = this.rulerBetween(id, a, b);
    if (made === null) return null;
    this.nextRuler += 1;
    this.rulers.set(this.state.index, [...(this.rulers.get(this.state.index) ?? []), made]);
    this.announce();
    return id;
  }

  /** For who cannot or does not want to draw: a length across the middle, whose ends can then be moved. */
  addRulerInMiddle(): number | null {
    const { width, height } = this.stage?.size ?? { width: 0, height: 0 };
    return this.addRuler({ x: width * 0.4, y: height / 2 }, { x: width * 0.6, y: height / 2 });
  }

  moveRuler(id: number, end: 'from' | 'to', to: Point): void {
    const target = this.toImage(to);
    this.changeRuler(id, (ruler) => (target === null ? ruler : { ...ruler, [end]: target }));
  }

  /** Moves an end by whole pixels of the image: what the keyboard does. */
  nudgeRuler(id: number, end: 'from' | 'to', by: Point): void {
    this.changeRuler(id, (ruler) => ({
      ...ruler,
      [end]: { x: ruler[end].x + by.x, y: ruler[end].y + by.y },
    }));
  }

  removeRuler(id: number): void {
    const rest = (this.rulers.get(this.state.index) ?? []).filter((ruler) => ruler.id !== id);
    this.rulers.set(this.state.index, rest);
    this.announce();
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
    this.pose = change(this.pose, shapeOf(this.image), this.stage.size);
    this.redraw();
  }

  private redraw(): void {
    this.draw();
    this.announceSoon();
  }

  private draw(): void {
    this.stage?.show(this.image, this.look(), this.pose);
  }

  private toImage(at: Point): Point | null {
    const affine = this.stage?.affine ?? null;
    return affine === null ? null : transform(inverse(affine), at);
  }

  private get grey(): GreyFrame | null {
    return this.image?.display.kind === 'grey' ? this.image.display : null;
  }

  private currentWindow(grey: GreyFrame): Window {
    return this.window ?? grey.windows[0];
  }

  private look(): GreyLook | null {
    const grey = this.grey;
    if (grey === null) return null;
    const { lower, upper, flipped } = storedRange(this.currentWindow(grey), grey);
    return { lower, upper, inverted: (grey.inverted !== flipped) !== this.inverted };
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

  private rulerBetween(id: number, a: Point, b: Point): Measurement | null {
    const [from, to] = [this.toImage(a), this.toImage(b)];
    if (from === null || to === null || this.image === null) return null;
    return measure(id, from, to, frameOf(this.image).geometry);
  }

  private changeRuler(id: number, change: (ruler: Measurement) => Measurement): void {
    const { image } = this;
    if (image === null) return;
    const changed = (this.rulers.get(this.state.index) ?? []).map((ruler) => {
      if (ruler.id !== id) return ruler;
      const { from, to } = change(ruler);
      return measure(id, from, to, frameOf(image).geometry);
    });
    this.rulers.set(this.state.index, changed);
    this.announce();
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
      measurements: image === null ? [] : this.drawnRulers(),
    };
    this.publish(this.state);
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
    };
  }

  private drawnRulers(): ViewState['measurements'] {
    const affine = this.stage?.affine ?? null;
    if (affine === null) return [];
    return (this.rulers.get(this.state.index) ?? []).map((ruler) => ({
      ...ruler,
      a: transform(affine, ruler.from),
      b: transform(affine, ruler.to),
    }));
  }
}
