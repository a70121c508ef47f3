import type { Layer } from '../layers/layer.ts';
import { paintLayers } from '../layers/paint-layers.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { type Settings, wishFor } from '../appearance.ts';
import type { Presentation } from '../layers/presented.ts';
import { greyLook } from '../look/grey-look.ts';
import { frameOf } from '../stage/image-facts.ts';
import { edgeLetters, posedLetters } from '../stage/orientation.ts';
import { affineOf, initialPose, type Pose, type Shape, shapeOf, type Size } from '../stage/pose.ts';
import { SoftwarePainter } from '../stage/software-painter.ts';
import { writeLetters, writeNotes, type Written } from './marks.ts';

export interface PictureLook {
  /** Light, turn and mirror are those of the view; place and zoom are not: a saved picture is whole. */
  readonly settings: Settings;
  readonly presentationOf: (image: LoadedImage) => Presentation | null;
  readonly layersOf: (image: LoadedImage) => readonly Layer[];
  /** What a person noted on an image; null: neither that nor the letters of the patient's directions. */
  readonly writtenOn: ((image: LoadedImage) => readonly Written[]) | null;
}

/** Below this, pixels are made larger: words would not fit beside them. */
const LEAST = 512;

const wholePose = ({ turns, mirrored }: Pose): Pose => ({ ...initialPose, turns, mirrored });

/**
 * Pixels of the picture of a whole image, each of the image's own or several, and never more than `most` in a row; even
 * numbers, as films need them.
 */
export const pictureSize = ({ rows, columns, aspect }: Shape, { turns }: Pose, most: number): Size => {
  // No pixel is lost where they are not square.
  const [across, down] = aspect >= 1 ? [columns, rows * aspect] : [columns / aspect, rows];
  const longest = Math.max(across, down);
  const factor = Math.min(longest < LEAST ? Math.ceil(LEAST / longest) : 1, most / longest);
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * factor) / 2));
  const upright = turns % 2 === 0;
  return upright ? { width: even(across), height: even(down) } : { width: even(down), height: even(across) };
};

/** Draws whole images on one canvas, one after another: as they are lit and turned on screen. */
export class WholePicture {
  readonly canvas = document.createElement('canvas');
  private readonly painter = new SoftwarePainter();
  private readonly look: PictureLook;
  private readonly size: Size;

  constructor(look: PictureLook, size: Size) {
    this.look = look;
    this.size = size;
    this.canvas.width = size.width;
    this.canvas.height = size.height;
  }

  /** An image of another shape than the first is fitted in. */
  paint(image: LoadedImage): void {
    const { canvas, painter, size, look } = this;
    const { settings, presentationOf, layersOf, writtenOn } = look;
    const context = canvas.getContext('2d', painter.settings);
    if (context === null) throw new Error('no canvas');
    const pose = wholePose(settings.pose);
    const affine = affineOf(pose, shapeOf(image), size);
    const { display, instance } = image;
    const grey =
      display.kind === 'grey'
        ? greyLook(display, instance.format, wishFor(display, settings, presentationOf(image)))
        : null;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, size.width, size.height);
    painter.paint(context, { image, look: grey, affine, size, dense: 1, quality: 'high' });
    paintLayers(context, layersOf(image), affine, 1);
    if (writtenOn === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    const em = Math.max(14, Math.max(size.width, size.height) / 45);
    const found = edgeLetters(frameOf(image).geometry.orientation, image.instance.patientOrientation);
    if (found !== null) writeLetters(context, posedLetters(found, pose), size, em);
    writeNotes(context, writtenOn(image), affine, size, em);
  }

  async encoded(type: 'image/png' | 'image/jpeg'): Promise<Uint8Array<ArrayBuffer>> {
    const blob = await new Promise<Blob | null>((resolve) => this.canvas.toBlob(resolve, type, 0.92));
    if (blob === null) throw new Error('no picture could be made');
    return new Uint8Array(await blob.arrayBuffer());
  }

  release(): void {
    this.painter.release();
    this.canvas.width = 0;
    this.canvas.height = 0;
  }
}
