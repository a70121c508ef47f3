import type { Layer } from '../layers/layer.ts';
import { paintLayers } from '../layers/paint-layers.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import type { GreyLook } from '../look/grey-look.ts';
import type { Painter } from './painter.ts';
import { type Affine, affineOf, initialPose, type Pose, shapeOf, type Size } from './pose.ts';
import { SoftwarePainter } from './software-painter.ts';

/** Milliseconds without a change after which the picture is drawn at its best. */
const REST = 150;

/** One image in an element. Knows nothing of loading. */
export class Stage {
  private readonly element: HTMLElement;
  private readonly onDrawn: () => void;
  private canvas: HTMLCanvasElement;
  private readonly software = new SoftwarePainter();
  private painter: Painter = this.software;
  private image: LoadedImage | null = null;
  private look: GreyLook | null = null;
  private pose: Pose = initialPose;
  private layersOf: (image: LoadedImage) => readonly Layer[] = () => [];
  private scheduled = false;
  private rest: ReturnType<typeof setTimeout> | null = null;

  constructor(element: HTMLElement, onDrawn: () => void) {
    this.element = element;
    this.onDrawn = onDrawn;
    this.canvas = this.newCanvas();
    element.append(this.canvas);
  }

  /** CSS pixels. */
  get size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** From the picture's columns and rows to CSS pixels of the element; null without a picture. */
  get affine(): Affine | null {
    return this.image === null ? null : affineOf(this.pose, shapeOf(this.image), this.size);
  }

  /** Another painter draws from now on; null for the CPU. */
  setPainter(painter: Painter | null): void {
    if (this.painter !== this.software) this.painter.release();
    this.painter = painter ?? this.software;
    // A canvas keeps the memory that it was made with, the CPU's or the GPU's.
    const before = this.canvas;
    this.canvas = this.newCanvas();
    this.draw('high');
    before.replaceWith(this.canvas);
  }

  /** What lies over each picture. */
  setLayers(layersOf: (image: LoadedImage) => readonly Layer[]): void {
    this.layersOf = layersOf;
  }

  show(image: LoadedImage | null, look: GreyLook | null, pose: Pose): void {
    const isFirst = this.image === null && image !== null;
    this.image = image;
    this.look = look;
    this.pose = pose;
    if (isFirst) this.drawSoft();
    else this.schedule();
  }

  /** After the element changed its size, or what draws came back. */
  redraw(): void {
    this.draw('high');
  }

  /** The same picture through another way of lying, on another canvas. */
  paintOn(context: CanvasRenderingContext2D, affine: Affine, size: Size, dense: number): void {
    if (this.image === null) return;
    this.software.paint(context, {
      image: this.image,
      look: this.look,
      affine,
      size,
      dense,
      quality: 'high',
    });
    paintLayers(context, this.layersOf(this.image), affine, dense);
  }

  destroy(): void {
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = null;
    this.image = null;
    this.painter.release();
    this.software.release();
    this.canvas.remove();
  }

  private newCanvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
    return canvas;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.canvas.dataset['quality'] = 'changing';
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.drawSoft();
    });
  }

  /** At its best once it rests. */
  private drawSoft(): void {
    this.draw('low');
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = setTimeout(() => this.draw('high'), REST);
  }

  private draw(quality: 'low' | 'high'): void {
    const { canvas, image, size } = this;
    const dense = window.devicePixelRatio;
    const [width, height] = [Math.round(size.width * dense), Math.round(size.height * dense)];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext('2d', this.painter.settings);
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000';
    context.fillRect(0, 0, width, height);
    if (image === null) return;
    const affine = affineOf(this.pose, shapeOf(image), size);
    const scene = { image, look: this.look, affine, size, dense, quality };
    // A lost GPU, or a picture larger than it takes: never a black screen.
    if (!this.painter.paint(context, scene)) this.software.paint(context, scene);
    paintLayers(context, this.layersOf(image), affine, dense);
    canvas.dataset['quality'] = quality === 'high' ? 'fine' : 'coarse';
    this.onDrawn();
  }
}
