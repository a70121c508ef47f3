import { software2d } from '../stage/paint.ts';
import type { DrawPool, Drawing } from './draw-pool.ts';
import type { DrawTask } from './draw-tasks.ts';

/** Milliseconds without a change after which the picture is drawn at its best. */
const REST = 130;
/** Milliseconds that a picture may take while something moves. */
const SLOW = 45;
const QUICK = 22;
const COARSEST = 0.2;

export type Quality = 'draft' | 'fine';

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

/** What a pane shows: how to ask for its picture, and what became of it. */
export interface Subject {
  /** For a picture of so many pixels; null where there is nothing to draw yet. `memory` is large enough. */
  readonly task: (pixels: PaneSize, quality: Quality, memory: SharedArrayBuffer) => DrawTask | null;
  /** Turns what was drawn into colours, `0xAABBGGRR` each. */
  readonly colours: (task: DrawTask, out: Uint32Array) => void;
  readonly onDrawn: () => void;
}

interface InFlight {
  readonly drawing: Drawing;
  /** Drawn because nothing moved any more: given up as soon as something does. */
  readonly resting: boolean;
}

/** One picture of a volume on the screen: coarse while it changes, as fine as the screen once it rests. */
export class Pane {
  private readonly element: HTMLElement;
  private readonly canvas = document.createElement('canvas');
  private readonly source = document.createElement('canvas');
  private readonly pool: DrawPool;
  private readonly subject: Subject;
  private measured: PaneSize = { width: 0, height: 0 };
  private memory = new SharedArrayBuffer(0);
  private drawn: { readonly task: DrawTask; readonly size: PaneSize } | null = null;
  private inFlight: InFlight | null = null;
  private stale = false;
  private scheduled = false;
  private rest: ReturnType<typeof setTimeout> | null = null;
  /** Of the screen's resolution, while something moves. */
  private coarseness: number;
  private fineTook = 0;
  private pictures = 0;
  private closed = false;

  constructor(element: HTMLElement, pool: DrawPool, subject: Subject, coarseness: number) {
    this.element = element;
    this.pool = pool;
    this.subject = subject;
    this.coarseness = coarseness;
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
    element.append(this.canvas);
  }

  /** CSS pixels. */
  get size(): PaneSize {
    return this.measured;
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
      if (this.stale) void this.draw(this.fineIsQuick ? 'fine' : 'draft', false);
    });
  }

  /** Only the colours changed: what is drawn is kept. */
  recolour(): void {
    if (this.inFlight === null && this.drawn !== null) this.show();
    else this.change();
  }

  close(): void {
    this.closed = true;
    if (this.rest !== null) clearTimeout(this.rest);
    this.inFlight?.drawing.cancel();
    this.canvas.remove();
  }

  private get fineIsQuick(): boolean {
    return this.fineTook > 0 && this.fineTook < SLOW;
  }

  private async draw(quality: Quality, resting: boolean): Promise<void> {
    if (this.closed || this.inFlight !== null) return;
    this.stale = false;
    const { width, height } = this.size;
    const density = quality === 'fine' ? Math.min(2, window.devicePixelRatio) : this.coarseness;
    const pixels = {
      width: Math.max(1, Math.round(width * density)),
      height: Math.max(1, Math.round(height * density)),
    };
    const bytes = pixels.width * pixels.height * 4;
    if (this.memory.byteLength < bytes) this.memory = new SharedArrayBuffer(bytes);
    const task = this.subject.task(pixels, quality, this.memory);
    if (task === null) return;
    const drawing = this.pool.draw(task);
    this.inFlight = { drawing, resting };
    const began = performance.now();
    const whole = await drawing.done;
    this.inFlight = null;
    if (whole) {
      this.learn(quality, performance.now() - began);
      this.drawn = { task, size: pixels };
    }
    this.goOn(whole, quality);
  }

  /** After a picture was drawn or given up. */
  private goOn(whole: boolean, quality: Quality): void {
    if (this.closed) return;
    if (whole) this.show();
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

  private learn(quality: Quality, took: number): void {
    if (quality === 'fine') this.fineTook = took;
    else if (took > SLOW)
      this.coarseness = Math.max(COARSEST, this.coarseness * Math.max(0.5, Math.sqrt(SLOW / took)));
    else if (took < QUICK) this.coarseness = Math.min(1, this.coarseness * 1.2);
  }

  private show(): void {
    const { drawn, canvas, source } = this;
    if (drawn === null) return;
    const { width, height } = drawn.size;
    const colours = new Uint32Array(width * height);
    this.subject.colours(drawn.task, colours);
    if (source.width !== width) source.width = width;
    if (source.height !== height) source.height = height;
    const picture = new ImageData(new Uint8ClampedArray(colours.buffer), width, height);
    source.getContext('2d', software2d)?.putImageData(picture, 0, 0);
    const dense = window.devicePixelRatio;
    const [across, down] = [Math.round(this.size.width * dense), Math.round(this.size.height * dense)];
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    const context = canvas.getContext('2d', software2d);
    if (context === null) return;
    context.imageSmoothingEnabled = true;
    context.drawImage(source, 0, 0, across, down);
    this.pictures += 1;
    // Tests and measurements wait for these.
    canvas.dataset['pictures'] = String(this.pictures);
    canvas.dataset['quality'] =
      drawn.task.kind === 'plane'
        ? drawn.task.plane.quality
        : drawn.task.kind === 'space'
          ? drawn.task.view.quality
          : '';
    this.subject.onDrawn();
  }
}
