import type { DisplayFrame } from '../look/display-frame.ts';
import { paintColour, paintGrey, software2d } from './paint.ts';
import type { GreyLook } from '../look/grey-look.ts';
import type { Painter, Scene } from './painter.ts';

/**
 * Draws with the CPU: many times faster than WebGL in software on computers without a real GPU, and ready for the first
 * image anywhere.
 */
export class SoftwarePainter implements Painter {
  readonly settings = software2d;
  /** The picture at its own size, with its window applied. */
  private readonly source = document.createElement('canvas');
  private painted: { readonly display: DisplayFrame; readonly look: GreyLook | null } | null = null;

  paint(context: CanvasRenderingContext2D, { image, look, affine, dense, quality }: Scene): boolean {
    const { display } = image;
    if (this.painted?.display !== display || this.painted.look !== look) {
      if (display.kind === 'colour') paintColour(this.source, display);
      else if (look !== null) paintGrey(this.source, display, look);
      this.painted = { display, look };
    }
    const { a, b, c, d, e, f } = affine;
    context.setTransform(a * dense, b * dense, c * dense, d * dense, e * dense, f * dense);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = quality;
    context.drawImage(this.source, -0.5, -0.5, display.columns, display.rows);
    return true;
  }

  release(): void {
    this.painted = null;
    this.source.width = 0;
    this.source.height = 0;
  }
}
