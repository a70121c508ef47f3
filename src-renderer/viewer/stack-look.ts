import type { Appearance, Settings } from './appearance.ts';
import type { Window } from './dicom/types.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { changedWindow } from './look/window-range.ts';
import type { LoadedImage } from './series/series-loader.ts';
import {
  flipped,
  panned,
  type Point,
  type Pose,
  type Shape,
  shapeOf,
  type Size,
  turned,
  zoomed,
} from './stage/pose.ts';

export interface StackLookOptions {
  readonly appearance: Appearance;
  /** The picture that is seen; null while one is awaited, and without one. */
  readonly image: () => LoadedImage | null;
  /** Null while it is drawn nowhere. */
  readonly size: () => Size | null;
  readonly redraw: () => void;
  /** A person changed how it looks. */
  readonly onChange: (name: string, before: Settings, after: Settings) => void;
}

/** What of a picture is changed, as it is said: its light, or how it lies. */
export type LookPart = 'light' | 'lie';

/** A picture and the place it is drawn in. */
interface Seen {
  readonly image: LoadedImage;
  readonly size: Size;
}

/**
 * What a person can do to how a stack's pictures look and lie; each change can be undone. What is wished while a picture is
 * awaited is done to the one that comes.
 */
export class StackLook {
  private readonly options: StackLookOptions;
  private waiting: ((seen: Seen) => void)[] = [];
  private asked: readonly LookPart[] = [];

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
    this.repose((pose) => turned(pose, by), 'lie');
  }

  flip(axis: 'horizontal' | 'vertical'): void {
    this.repose((pose) => flipped(pose, axis), 'lie');
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
    this.light((grey) => this.changeWindowOf(grey, window));
  }

  /** To a window that the picture itself gives, by the one that is chosen; none where it gives none. */
  fitWindow(of: (grey: GreyFrame, chosen: Window | null) => Window | null): void {
    this.light((grey) => {
      const window = of(grey, this.settings.window);
      if (window !== null) this.changeWindowOf(grey, window);
    });
  }

  invert(): void {
    this.light(() => this.change('invert', { inverted: !this.settings.inverted }));
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
    this.onceSeen(null, ({ size }) => this.change('reset', this.options.appearance.first(size)));
  }

  /** What was wished of this stack before its picture was there. */
  get askedBefore(): readonly LookPart[] {
    return this.asked;
  }

  /** A picture is seen: what was wished meanwhile is done to it. */
  arrived(): void {
    const seen = this.seen();
    if (seen === null || this.waiting.length === 0) return;
    const { waiting } = this;
    this.waiting = [];
    for (const wish of waiting) wish(seen);
  }

  /** Another stack: what was wished was for the one before. */
  forget(): void {
    this.waiting = [];
    this.asked = [];
  }

  /** How it looks: to be kept, undone, or given to another view. */
  get settings(): Settings {
    return this.options.appearance.settings;
  }

  apply(settings: Settings): void {
    this.options.appearance.settings = settings;
    this.options.redraw();
  }

  private repose(change: (pose: Pose, shape: Shape, size: Size) => Pose, part: LookPart | null = null): void {
    this.onceSeen(part, ({ image, size }) =>
      this.change('pose', { pose: change(this.settings.pose, shapeOf(image), size) }),
    );
  }

  private changeWindowOf({ through }: GreyFrame, window: Window | null): void {
    this.change('window', through === 'subtraction' ? { differenceWindow: window } : { window });
  }

  /** Colours stay as they are. */
  private light(change: (grey: GreyFrame) => void): void {
    this.onceSeen('light', ({ image }) => {
      if (image.display.kind === 'grey') change(image.display);
    });
  }

  private onceSeen(part: LookPart | null, act: (seen: Seen) => void): void {
    const seen = this.seen();
    if (seen !== null) {
      act(seen);
      return;
    }
    this.waiting.push(act);
    if (part !== null && !this.asked.includes(part)) this.asked = [...this.asked, part];
  }

  private seen(): Seen | null {
    const [image, size] = [this.options.image(), this.options.size()];
    return image === null || size === null ? null : { image, size };
  }

  private change(name: string, change: Partial<Settings>): void {
    const before = this.settings;
    const after = { ...before, ...change };
    this.apply(after);
    this.options.onChange(name, before, after);
  }
}
