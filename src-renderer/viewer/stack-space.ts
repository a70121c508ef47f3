import type { Vector3 } from './dicom/types.ts';
import type { LoadedImage } from './series/series-loader.ts';
import type { Place } from './series/stack-list.ts';
import { frameOf } from './stage/image-facts.ts';
import { middleOf, type Plane } from './stage/reference-line.ts';

export interface StackSpaceOptions {
  /** Where the image that one went to lies; null where its file does not say. */
  readonly place: () => Place | null;
  /** Which image is least away from a place, in millimetres. */
  readonly nearest: (away: (place: Place) => number) => number | null;
  /** The picture that is seen; null without one. */
  readonly image: () => LoadedImage | null;
  /** The same, with pixels of the size that its file gives. */
  readonly source: () => LoadedImage | null;
}

/** Where a stack's pictures lie in the patient: what other views of the same patient go by. */
export class StackSpace {
  private readonly options: StackSpaceOptions;

  constructor(options: StackSpaceOptions) {
    this.options = options;
  }

  /** Of the picture that is seen; null where the file does not say. */
  get plane(): Plane | null {
    const [image, source] = [this.options.image(), this.options.source()];
    if (image === null || source === null) return null;
    const { position, orientation, spacing } = frameOf(source).geometry;
    if (position === null || orientation === null || spacing === null) return null;
    const { rows, columns } = image.display;
    return { position, orientation, spacing, rows, columns };
  }

  /** Of the image that one went to, also while it is not there yet; null where its file does not say. */
  get place(): Place | null {
    return this.options.place();
  }

  /** The image that is least away from a place, in millimetres; null where none lies as this one does. */
  nearest(away: (place: Place) => number): number | null {
    return this.options.nearest(away);
  }

  /** Series of one frame of reference lie in the same space. */
  get frameOfReference(): string | null {
    return this.options.image()?.instance.frameOfReferenceUid ?? null;
  }

  /** The middle of that image in the patient; its first pixel while no image's size is known. */
  get middle(): Vector3 | null {
    const { place, plane } = this;
    return place === null || plane === null ? (place?.position ?? null) : middleOf({ ...plane, ...place });
  }
}
