import type { LoadedImage } from '../series/series-loader.ts';
import { frameOf, pixelSize } from './image-facts.ts';
import { paintColour, paintGrey, software2d } from './paint.ts';
import { type GreyLook, type Point, type Stage, ZOOM_LIMITS } from './stage.ts';

/** Milliseconds without a change after which the picture is drawn at its best. */
const REST = 150;

/**
 * Draws with a 2D canvas: for computers without a real GPU, where it is many times faster than WebGL in software, and
 * for the first image anywhere, which need not wait for Cornerstone.
 */
export class CanvasStage implements Stage {
  private readonly element: HTMLElement;
  private readonly onRendered: () => void;
  private readonly canvas = document.createElement('canvas');
  /** The picture at its own size, with its window applied. */
  private readonly source = document.createElement('canvas');
  private image: LoadedImage | null = null;
  private look: GreyLook | null = null;
  private shape = '';
  /** CSS pixels a column; a row is `aspect` times as high. */
  private scale = 1;
  private fitScale = 1;
  private fitted = true;
  /** Where the picture's middle lies from the element's, in CSS pixels. */
  private offset: Point = { x: 0, y: 0 };
  private scheduled = false;
  private sourceStale = true;
  private rest: ReturnType<typeof setTimeout> | null = null;

  constructor(element: HTMLElement, onRendered: () => void) {
    this.element = element;
    this.onRendered = onRendered;
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
    element.append(this.canvas);
  }

  setStack(): void {
    this.image = null;
    this.shape = '';
    this.schedule();
  }

  evict(): void {
    // Holds no image but the one that it shows.
  }

  show(_index: number, image: LoadedImage, look: GreyLook | null): Promise<boolean> {
    const { row, column } = pixelSize(image);
    const shape = [image.display.rows, image.display.columns, row / column].join();
    this.image = image;
    this.look = look;
    this.sourceStale = true;
    if (shape !== this.shape) {
      this.shape = shape;
      this.resetPose();
    }
    this.schedule();
    return Promise.resolve(true);
  }

  setLook(look: GreyLook | null): void {
    this.look = look;
    this.sourceStale = true;
    this.schedule();
  }

  fit(): void {
    this.resetPose();
    this.schedule();
  }

  zoom(factor: number, around: Point | null): void {
    const { least, most } = ZOOM_LIMITS;
    const scale = Math.max(this.fitScale * least, Math.min(this.fitScale * most, this.scale * factor));
    const kept = scale / this.scale;
    const { width, height } = this.size;
    const anchor = around === null ? { x: 0, y: 0 } : { x: around.x - width / 2, y: around.y - height / 2 };
    this.offset = {
      x: anchor.x + (this.offset.x - anchor.x) * kept,
      y: anchor.y + (this.offset.y - anchor.y) * kept,
    };
    this.scale = scale;
    this.fitted = false;
    this.schedule();
  }

  pan(by: Point): void {
    this.offset = { x: this.offset.x + by.x, y: this.offset.y + by.y };
    this.fitted = false;
    this.schedule();
  }

  get zoomFactor(): number {
    return this.scale / this.fitScale;
  }

  get pixelsPerMillimetre(): number | null {
    if (this.image === null) return null;
    const { spacing } = frameOf(this.image).geometry;
    return spacing === null ? null : this.scale / spacing.column;
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  toImage(at: Point): Point | null {
    const box = this.box();
    if (box === null) return null;
    // The middle of the first pixel is (0, 0), as Image Position means it (PS3.3 C.7.6.2.1.1).
    return { x: (at.x - box.left) / this.scale - 0.5, y: (at.y - box.top) / (this.scale * box.aspect) - 0.5 };
  }

  toElement(at: Point): Point | null {
    const box = this.box();
    if (box === null) return null;
    return { x: box.left + (at.x + 0.5) * this.scale, y: box.top + (at.y + 0.5) * this.scale * box.aspect };
  }

  resize(): void {
    if (this.fitted) this.resetPose();
    else this.fitScale = this.scaleToFit();
    this.draw('high');
  }

  destroy(): void {
    if (this.rest !== null) clearTimeout(this.rest);
    this.image = null;
    this.canvas.remove();
  }

  private box(): { left: number; top: number; width: number; height: number; aspect: number } | null {
    if (this.image === null) return null;
    const { row, column } = pixelSize(this.image);
    const aspect = row / column;
    const { rows, columns } = this.image.display;
    const [width, height] = [columns * this.scale, rows * this.scale * aspect];
    const { size } = this;
    return {
      left: (size.width - width) / 2 + this.offset.x,
      top: (size.height - height) / 2 + this.offset.y,
      width,
      height,
      aspect,
    };
  }

  private scaleToFit(): number {
    if (this.image === null) return 1;
    const { row, column } = pixelSize(this.image);
    const { rows, columns } = this.image.display;
    const { width, height } = this.size;
    return Math.max(1e-6, Math.min(width / columns, height / (rows * (row / column))));
  }

  private resetPose(): void {
    this.fitScale = this.scaleToFit();
    this.scale = this.fitScale;
    this.offset = { x: 0, y: 0 };
    this.fitted = true;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw('low');
      if (this.rest !== null) clearTimeout(this.rest);
      this.rest = setTimeout(() => this.draw('high'), REST);
    });
  }

  private draw(quality: ImageSmoothingQuality): void {
    const { canvas, image } = this;
    const { width, height } = this.size;
    const dense = window.devicePixelRatio;
    const [across, down] = [Math.round(width * dense), Math.round(height * dense)];
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    const context = canvas.getContext('2d', software2d);
    const box = this.box();
    if (context === null) return;
    context.setTransform(dense, 0, 0, dense, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    if (image === null || box === null) return;
    if (this.sourceStale) this.paint(image);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = quality;
    context.drawImage(this.source, box.left, box.top, box.width, box.height);
    this.onRendered();
  }

  private paint({ display }: LoadedImage): void {
    if (display.kind === 'colour') paintColour(this.source, display);
    else if (this.look !== null) paintGrey(this.source, display, this.look);
    this.sourceStale = false;
  }
}
