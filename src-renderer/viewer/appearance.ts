import type { Window } from './dicom/types.ts';
import { type Presentation, presentedPose } from './layers/presented.ts';
import type { GreyFrame } from './look/display-frame.ts';
import { type GreyLook, greyLook, type GreyWish, windowInForce } from './look/grey-look.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { initialPose, type Pose, shapeOf, type Size } from './stage/pose.ts';

export interface Settings {
  readonly pose: Pose;
  /** Null: each image's own. */
  readonly window: Window | null;
  readonly inverted: boolean;
  /** Of differences, whose greys are others; null for their own. */
  readonly differenceWindow: Window | null;
  /** Seen less a mask; null as the file recommends. */
  readonly subtracted: boolean | null;
  /** The image that a person took as the mask; null: those that the file names. */
  readonly mask: { readonly sopInstanceUid: string; readonly frame: number } | null;
}

const untouched: Settings = {
  pose: initialPose,
  window: null,
  inverted: false,
  differenceWindow: null,
  subtracted: null,
  mask: null,
};

/** How a person, or else a presentation state, wants this image's greys. */
export const wishFor = (grey: GreyFrame, settings: Settings, by: Presentation | null): GreyWish => ({
  window: grey.through === 'subtraction' ? settings.differenceWindow : settings.window,
  inverted: settings.inverted,
  presented: by?.greys ?? null,
});

const sameShape = (a: LoadedImage, b: LoadedImage): boolean => {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  return one.rows === other.rows && one.columns === other.columns && one.aspect === other.aspect;
};

/** How a stack's pictures look and lie: by the person's wish, else by a presentation state, else as they are. */
export class Appearance {
  settings: Settings = untouched;
  private shown: LoadedImage | null = null;
  private by: Presentation | null = null;
  private made: {
    readonly grey: GreyFrame;
    readonly settings: Settings;
    readonly by: Presentation | null;
    readonly look: GreyLook;
  } | null = null;

  /** Another stack. */
  begin(): void {
    this.settings = untouched;
    this.shown = null;
    this.by = null;
  }

  /** The presentation state that it goes by. */
  get presented(): Presentation | null {
    return this.by;
  }

  /** Another picture, or another presentation of it. */
  show(image: LoadedImage, by: Presentation | null, size: Size | null): void {
    const before = this.shown;
    this.shown = image;
    const other = by?.id !== this.by?.id;
    this.by = by;
    if (other) this.settings = { ...untouched, pose: this.firstPose(size) };
    // Zoom and place are kept as long as pictures lie alike.
    else if (before !== null && !sameShape(before, image))
      this.settings = { ...this.settings, pose: this.unzoomed };
  }

  /** No window is in force, but the tables of the presentation state. */
  get byTables(): boolean {
    const { display } = this.shown ?? {};
    const isDifference = display?.kind === 'grey' && display.through === 'subtraction';
    const greys = this.by?.greys;
    if (isDifference && greys?.ofDifferences !== true) return false;
    const chosen = isDifference ? this.settings.differenceWindow : this.settings.window;
    return chosen === null && this.by !== null && greys?.window === null;
  }

  get unzoomed(): Pose {
    return { ...this.settings.pose, zoom: initialPose.zoom, centre: initialPose.centre };
  }

  first(size: Size | null): Settings {
    return { ...untouched, pose: this.firstPose(size) };
  }

  windowOf(grey: GreyFrame): Window {
    return windowInForce(grey, wishFor(grey, this.settings, this.by));
  }

  /** The same greys are the same object: painters keep what they made of it. */
  lookOf(grey: GreyFrame, image: LoadedImage): GreyLook {
    const { made, settings, by } = this;
    const same =
      made?.grey === grey &&
      made.by === by &&
      made.settings.window === settings.window &&
      made.settings.differenceWindow === settings.differenceWindow &&
      made.settings.inverted === settings.inverted;
    if (made !== null && same) return made.look;
    const look = greyLook(grey, image.instance.format, wishFor(grey, settings, by));
    this.made = { grey, settings, by, look };
    return look;
  }

  private firstPose(size: Size | null): Pose {
    if (this.by === null || this.shown === null) return initialPose;
    return presentedPose(this.by, shapeOf(this.shown), size ?? { width: 0, height: 0 });
  }
}
