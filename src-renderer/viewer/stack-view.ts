import { Appearance, type Settings } from './appearance.ts';
import { calibrated } from './layers/calibrated.ts';
import type { Presentation } from './layers/presented.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { Patience } from './patience.ts';
import type { Drawn } from './picture/drawn.ts';
import { pictureFacts, refOf, type ShownImage } from './picture-facts.ts';
import type { Direction } from './series/load-order.ts';
import type { LoadedImage, SeriesLoader } from './series/series-loader.ts';
import { Soon } from './soon.ts';
import { StackCine } from './stack-cine.ts';
import { StackLook } from './stack-look.ts';
import { StackSpace } from './stack-space.ts';
import { StackSubtraction } from './stack-subtraction.ts';
import { frameOf } from './stage/image-facts.ts';
import type { GreyLook } from './look/grey-look.ts';
import type { Stage } from './stage/stage.ts';
import { initialView, type ViewState } from './view-state.ts';

/** How long an old picture may stay before the new one is there; longer would be taken for the new one. */
const PATIENCE = 120;

/** How often it is told how far a series has come: to draw that takes time which loading needs. */
const PROGRESS = 250;

export interface StackOptions {
  readonly publish: (state: ViewState) => void;
  /** A person changed how it looks. */
  readonly onChange: (name: string, before: Settings, after: Settings) => void;
  /** A person went to another image. */
  readonly onStep: () => void;
  /** How an image is to be looked at; null as it is. */
  readonly presentationOf: (image: LoadedImage) => Presentation | null;
}

/** One viewport on one series at a time: what is looked at, how, and what the user interface must know of it. */
export class StackView {
  /** How its pictures look and lie. */
  readonly look: StackLook;
  /** Where they lie in the patient. */
  readonly space = new StackSpace({
    place: () => this.loader?.placeAt(this.state.index) ?? null,
    nearest: (away) => this.loader?.nearestTo(away, this.state.index) ?? null,
    image: () => this.image,
    source: () => this.source,
  });
  private stage: Stage | null = null;
  private state: ViewState = initialView;
  private loader: SeriesLoader | null = null;
  private image: LoadedImage | null = null;
  /** The same, with pixels of the size that its file gives. */
  private source: LoadedImage | null = null;
  /** The image that one went to, or a mask of it, is on its way. */
  private isWaiting = false;
  private masked: ViewState['subtraction'] = null;
  /** Many changes in a frame are one to the user interface. */
  private readonly announceSoon = new Soon(() => this.announce());
  private readonly progress = new Soon(() => this.announce(), PROGRESS);
  private readonly appearance = new Appearance();
  private readonly cine = new StackCine((index) => this.goTo(index));
  private readonly subtraction = new StackSubtraction();
  private readonly patience = new Patience(PATIENCE, () => {
    if (!this.isWaiting) return;
    this.state = { ...this.state, picture: { kind: 'loading' } };
    this.announce();
  });
  private readonly options: StackOptions;

  constructor(options: StackOptions) {
    this.options = options;
    this.look = new StackLook({
      appearance: this.appearance,
      image: () => (this.state.picture.kind === 'shown' ? this.image : null),
      size: () => this.stage?.size ?? null,
      redraw: () => {
        // Another wish may make another picture of a run's images.
        if (this.masked !== null) this.refresh();
        else this.redraw();
      },
      onChange: options.onChange,
    });
  }

  /** Draws on this stage from now on, what there is at once; null while nothing is to be drawn on. */
  drawOn(stage: Stage | null): void {
    this.stage = stage;
    this.redraw();
    this.look.arrived();
  }

  /** Shows a series from `index` on. The loader belongs to the caller, who stops it. */
  open(seriesInstanceUid: string, loader: SeriesLoader, index: number): void {
    this.cine.open(loader.count, () => loader.clipAt(this.state.index));
    this.loader = loader;
    this.image = null;
    this.subtraction.begin(loader);
    this.appearance.begin();
    const start = Math.max(0, Math.min(loader.count - 1, index));
    this.state = { ...initialView, seriesInstanceUid, index: start, count: loader.count };
    this.draw();
    loader.focus(start, 1);
    this.refresh();
  }

  /** The loader has news of an image. */
  changed(index: number): void {
    if (this.loader === null) return;
    if (index === this.state.index || this.subtraction.awaits(index)) this.refresh();
    const { ready, failed, total } = this.loader.progress;
    if (ready + failed === total) this.announceSoon.ask();
    else this.progress.ask();
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

  /** What is shown, for who measures on it; null without a picture or a place to show it. */
  get shown(): ShownImage | null {
    const { image, stage } = this;
    const affine = stage?.affine ?? null;
    if (image === null || affine === null) return null;
    const { geometry } = frameOf(image);
    return { ref: refOf(image, this.state.seriesInstanceUid), geometry, display: image.display, affine };
  }

  /** The image that is looked at, whatever stage it is drawn on; null without one. */
  get loaded(): LoadedImage | null {
    return this.image;
  }

  /** What is shown, to be drawn elsewhere; null without a picture. */
  get drawn(): Drawn | null {
    const { image } = this;
    if (image === null || this.subtraction.isWaiting) return null;
    const view = { ...this.state, ...this.factsOf(image) };
    return { image, look: this.greyLook, pose: this.look.settings.pose, view };
  }

  /** Which image one went to, as it is now: the published state follows with the next frame. */
  get at(): Pick<ViewState, 'seriesInstanceUid' | 'index'> {
    return this.state;
  }

  /** The picture on another canvas: larger, or for paper. */
  paintOn(...scene: Parameters<Stage['paintOn']>): void {
    this.stage?.paintOn(...scene);
  }

  play(): void {
    this.cine.play(this.state.index);
    this.announce();
  }

  pause(): void {
    if (!this.cine.playing) return;
    this.cine.stop();
    this.announce();
  }

  /** Images a second; null as it was recorded. */
  setRate(rate: number | null): void {
    this.cine.setRate(rate);
    this.announce();
  }

  setBounce(bounce: boolean): void {
    this.cine.setBounce(bounce);
    this.announce();
  }

  retry(): void {
    this.loader?.retry();
  }

  resize(): void {
    this.stage?.redraw();
    this.announceSoon.ask();
  }

  /** What lies over images, or how they are to be looked at, became another. */
  layersChanged(): void {
    if (this.image !== null) this.present(this.image);
    // Another mask may be to be taken away, or none.
    this.refresh();
    this.redraw();
  }

  close(): void {
    this.cine.stop();
    this.patience.settle();
    this.loader = null;
    this.image = null;
    this.look.forget();
    this.state = initialView;
    this.draw();
  }

  private present(image: LoadedImage): void {
    this.appearance.show(image, this.options.presentationOf(image), this.stage?.size ?? null);
  }

  private redraw(): void {
    this.draw();
    this.announceSoon.ask();
  }

  private draw(): void {
    this.stage?.show(this.image, this.greyLook, this.look.settings.pose);
  }

  /** Null for colour, and without a picture. */
  private get greyLook(): GreyLook | null {
    const { image, grey } = this;
    return image === null || grey === null ? null : this.appearance.lookOf(grey, image);
  }

  private get grey(): GreyFrame | null {
    return this.image?.display.kind === 'grey' ? this.image.display : null;
  }

  private refresh(): void {
    const { loader, state } = this;
    if (loader === null) return;
    const found = loader.state(state.index);
    const by = found.kind === 'ready' ? this.options.presentationOf(found.image) : null;
    const shown = found.kind === 'ready' ? this.subtraction.of(found.image, this.look.settings, by) : null;
    this.isWaiting = found.kind !== 'failed' && shown === null;
    if (shown !== null) {
      this.patience.settle();
      const isFirst = this.image === null;
      this.source = shown.image;
      this.image = calibrated(shown.image, by?.area ?? null);
      this.masked = shown.facts;
      this.present(this.image);
      this.state = { ...state, picture: { kind: 'shown' } };
      this.draw();
      // Nobody waits for the first one a frame longer than it takes.
      if (isFirst) this.announce();
      else this.announceSoon.ask();
      this.look.arrived();
      return;
    }
    if (found.kind === 'failed') {
      this.patience.settle();
      this.image = null;
      this.state = { ...state, picture: { kind: 'failed', error: found.error } };
    } else if (state.picture.kind === 'failed') {
      this.state = { ...state, picture: { kind: 'loading' } };
    } else this.patience.begin();
    this.announceSoon.ask();
  }

  private announce(): void {
    const { loader, image } = this;
    if (loader === null) return;
    const { ready, failed } = loader.progress;
    const facts = image === null ? {} : this.factsOf(image);
    const askedBefore = this.look.askedBefore;
    this.state = { ...this.state, ready, failed, askedBefore, cine: this.cine.state, ...facts };
    this.options.publish(this.state);
  }

  private factsOf(image: LoadedImage): Partial<ViewState> {
    const { appearance, grey } = this;
    return pictureFacts({
      image,
      ref: refOf(image, this.state.seriesInstanceUid),
      pose: this.look.settings.pose,
      size: this.stage?.size ?? null,
      window: grey === null ? null : appearance.windowOf(grey),
      inverted: this.look.settings.inverted,
      presented: appearance.presented,
      subtraction: this.masked,
      byTables: appearance.byTables,
    });
  }
}
