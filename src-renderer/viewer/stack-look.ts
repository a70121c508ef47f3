import type { Appearance, Settings } from './appearance.ts';
import type { Window } from './dicom/types.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { changedWindow } from './look/window-range.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { flipped, panned, type Point, type Pose, shapeOf, type Size, turned, zoomed } from './stage/pose.ts';

export interface StackLookOptions {
  readonly appearance: Appearance;
  /** A series is open, though its first image may still be on its way. */
  readonly isOpen: () => boolean;
  /** Null without a picture. */
  readonly image: () => LoadedImage | null;
  /** Null while it is drawn nowhere. */
  readonly size: () => Size | null;
  readonly redraw: () => void;
  /** A person changed how it looks. */
  readonly onChange: (name: string, before: Settings, after: Settings) => void;
}

/** What a person can do to how a stack's pictures look and lie; each change can be undone. */
export class StackLook {
  private readonly options: StackLookOptions;

  constructor(options: StackLookOptions) {
    this.options = options;
  }

  zoom(factor: number, around: Point | null): void {
    this.repose((pose, shape, size) => zoomed(pose, shape, size, factor, around));
  }

  pan(by: Point): void {
    this.repose((pose, shape, size) => panned(pose, shape, size, by));
  }

  turn(by: 1 | -1): void {
    this.lay((pose) => turned(pose, by));
  }

  flip(axis: 'horizontal' | 'vertical'): void {
    this.lay((pose) => flipped(pose, axis));
  }

  fit(): void {
    this.repose(() => this.options.appearance.unzoomed);
  }

  /** In parts of the view: 1 is its whole width or height. */
  changeWindow(brighter: number, contrast: number): void {
    const { appearance } = this.options;
    this.fitWindow((grey) => changedWindow(appearance.windowOf(grey), grey, brighter, contrast));
  }

  /** In units; null for each image's own window. */
  setWindow(window: Window | null): void {
    const display = this.options.image()?.display;
    const isDifference = display?.kind === 'grey' && display.through === 'subtraction';
    this.change('window', isDifference ? { differenceWindow: window } : { window });
  }

  /** To a window that the picture itself gives. */
  fitWindow(of: (grey: GreyFrame) => Window): void {
    const display = this.options.image()?.display;
    if (display?.kind === 'grey') this.setWindow(of(display));
  }

  invert(): void {
    this.change('invert', { inverted: !this.settings.inverted });
  }

  /** Seen less the mask, or not. */
  subtract(subtracted: boolean): void {
    this.change('subtract', { subtracted });
  }

  /** From now on all images of this run are seen less the one that is looked at. */
  takeAsMask(): void {
    const image = this.options.image();
    if (image === null) return;
    const { instance, frame } = image;
    const mask = { sopInstanceUid: instance.sopInstanceUid, frame };
    this.change('subtract', { subtracted: true, mask, differenceWindow: null });
  }

  reset(): void {
    this.change('reset', this.options.appearance.first(this.options.size()));
  }

  /** How it looks: to be kept, undone, or given to another view. */
  get settings(): Settings {
    return this.options.appearance.settings;
  }

  apply(settings: Settings): void {
    this.options.appearance.settings = settings;
    this.options.redraw();
  }

  /** Which needs no picture yet: what is asked for while one is on its way is not lost. */
  private lay(change: (pose: Pose) => Pose): void {
    if (this.options.isOpen()) this.change('pose', { pose: change(this.settings.pose) });
  }

  private repose(
    change: (pose: Pose, ...args: [Parameters<typeof zoomed>[1], Parameters<typeof zoomed>[2]]) => Pose,
  ): void {
    const [image, size] = [this.options.image(), this.options.size()];
    if (image === null || size === null) return;
    this.change('pose', { pose: change(this.settings.pose, shapeOf(image), size) });
  }

  private change(name: string, change: Partial<Settings>): void {
    const before = this.settings;
    const after = { ...before, ...change };
    this.apply(after);
    this.options.onChange(name, before, after);
  }
}
