import type { Drawing } from './draw-pool.ts';
import type { GreyLook } from '../look/grey-look.ts';
import type { PanePainter, PaneScene } from './pane-painter.ts';

/** Milliseconds without a change after which the picture is drawn at its best. */
const REST = 130;

export type Quality = 'draft' | 'fine';

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

/** What a pane shows: how to ask for its picture, and what became of it. */
export interface Subject {
  /** For a picture of so many pixels; null where there is nothing to draw yet. */
  readonly scene: (pixels: PaneSize, quality: Quality) => PaneScene | null;
  readonly onDrawn: () => void;
}

interface InFlight {
  readonly drawing: Drawing;
  /** Drawn because nothing moved any more: given up as soon as something does. */
  readonly resting: boolean;
}

/** One picture of a volume on the screen: as fine as its painter can while it changes, as the screen once it rests. */
export class Pane {
  private readonly element: HTMLElement;
  private readonly subject: Subject;
  private painter: PanePainter;
  private canvas = this.newCanvas();
  /** Of a painter that has drawn nothing yet: what the one before drew stays until then. */
  private next: HTMLCanvasElement | null = null;
  private measured: PaneSize = { width: 0, height: 0 };
  private inFlight: InFlight | null = null;
  private stale = false;
  private scheduled = false;
  private rest: ReturnType<typeof setTimeout> | null = null;
  private pictures = 0;
  private closed = false;

  constructor(element: HTMLElement, painter: PanePainter, subject: Subject) {
    this.element = element;
    this.painter = painter;
    this.subject = subject;
    element.append(this.canvas);
  }

  /** CSS pixels. */
  get size(): PaneSize {
    return this.measured;
  }

  /** Another painter draws from now on. */
  setPainter(painter: PanePainter): void {
    this.inFlight?.drawing.cancel();
    this.painter = painter;
    // A canvas keeps the memory that it was made with, the CPU's or the GPU's.
    this.next = this.newCanvas();
    this.change();
  }

  /** Asked of the browser when it changes, and not with every picture: each answer may cost a layout of the page. */
  resize(): void {
    this.measured = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.change();
  }

  /** What is shown changed. */
  change(): void {
    this.stale = true;
    this.canvas.dataset['quality'] = 'changing';
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = null;
    if (this.inFlight?.resting === true) this.inFlight.drawing.cancel();
    if (this.scheduled || this.inFlight !== null) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      if (this.stale) void this.draw(this.painter.coarseness === null ? 'fine' : 'draft', false);
    });
  }

  /** Only the greys of a plane changed: what is drawn is kept where that is quicker. */
  recolour(look: GreyLook): void {
    const quality = this.canvas.dataset['quality'];
    if (this.inFlight !== null || this.next !== null || !this.painter.recolour(look)) this.change();
    else if (quality === 'draft' || quality === 'fine') this.show(quality);
  }

  close(): void {
    this.closed = true;
    if (this.rest !== null) clearTimeout(this.rest);
    this.inFlight?.drawing.cancel();
    this.canvas.remove();
  }

  private newCanvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
    return canvas;
  }

  private async draw(quality: Quality, resting: boolean): Promise<void> {
    if (this.closed || this.inFlight !== null) return;
    this.stale = false;
    const { painter, size } = this;
    const dense = Math.min(2, window.devicePixelRatio);
    const density = quality === 'fine' ? dense : (painter.coarseness ?? dense);
    const pixels = {
      width: Math.max(1, Math.round(size.width * density)),
      height: Math.max(1, Math.round(size.height * density)),
    };
    const scene = this.subject.scene(pixels, quality);
    if (scene === null) return;
    const drawing = painter.draw(scene);
    this.inFlight = { drawing, resting };
    const whole = await drawing.done;
    this.inFlight = null;
    this.goOn(whole && painter === this.painter, quality);
  }

  /** After a picture was drawn or given up. */
  private goOn(whole: boolean, quality: Quality): void {
    if (this.closed) return;
    if (whole) this.show(quality);
    if (this.stale) {
      this.change();
      return;
    }
    if (quality === 'draft') {
      this.rest = setTimeout(() => {
        this.rest = null;
        void this.draw('fine', true);
      }, REST);
    }
  }

  private show(quality: Quality): void {
    const { painter } = this;
    const canvas = this.next ?? this.canvas;
    const dense = window.devicePixelRatio;
    const [across, down] = [Math.round(this.size.width * dense), Math.round(this.size.height * dense)];
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    const context = canvas.getContext('2d', painter.settings);
    // Where the GPU was lost, the CPU is asked next: until then, the picture before stays.
    if (context === null || !painter.show(context, across, down)) return;
    if (this.next !== null) {
      this.canvas.replaceWith(this.next);
      this.canvas = this.next;
      this.next = null;
    }
    this.pictures += 1;
    // Tests and measurements wait for these.
    this.canvas.dataset['pictures'] = String(this.pictures);
    this.canvas.dataset['quality'] = quality;
    this.canvas.dataset['painter'] = painter.kind;
    this.subject.onDrawn();
  }
}
