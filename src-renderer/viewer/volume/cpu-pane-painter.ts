import { greyTable, software2d } from '../stage/paint.ts';
import type { GreyLook } from '../look/grey-look.ts';
import type { Drawing, DrawPool } from './draw-pool.ts';
import type { DrawTask } from './draw-tasks.ts';
import type { PanePainter, PaneScene } from './pane-painter.ts';
import { NOTHING } from './volume.ts';

const BLACK = 0xff_00_00_00;
/** Milliseconds that a picture may take while something moves. */
const SLOW = 45;
const QUICK = 22;
const COARSEST = 0.2;

type PictureTask = Extract<DrawTask, { readonly kind: 'plane' | 'space' }>;

interface Drawn {
  readonly task: PictureTask;
  readonly look: GreyLook | null;
}

/** The greys of values: the same for all planes, and from picture to picture while the window stays. */
let kept: { readonly key: string; readonly greys: Uint32Array } | null = null;

const tableFor = (look: GreyLook): Uint32Array => {
  const key = `${look.lower} ${look.upper} ${look.inverted}`;
  if (kept?.key !== key) {
    const greys = greyTable({ values: new Int16Array(0) }, look);
    greys[NOTHING & 0xffff] = BLACK;
    kept = { key, greys };
  }
  return kept.greys;
};

const sizeOf = (task: PictureTask) => (task.kind === 'plane' ? task.plane : task.view);

/** All cores draw together; what is too slow is drawn coarser while it moves. */
export class CpuPanePainter implements PanePainter {
  readonly kind = 'cpu';
  readonly settings = software2d;
  private readonly pool: DrawPool;
  private readonly source = document.createElement('canvas');
  private memory = new SharedArrayBuffer(0);
  private drawn: Drawn | null = null;
  private draft: number;
  private fineTook = 0;

  /** `coarseness`: where it begins to find out how coarse is quick enough. */
  constructor(pool: DrawPool, coarseness: number) {
    this.pool = pool;
    this.draft = coarseness;
  }

  get coarseness(): number | null {
    return this.fineTook > 0 && this.fineTook < SLOW ? null : this.draft;
  }

  draw(scene: PaneScene): Drawing {
    const { width, height, quality } = scene.kind === 'plane' ? scene.plane : scene.view;
    const count = width * height;
    if (this.memory.byteLength < count * 4) this.memory = new SharedArrayBuffer(count * 4);
    const task: PictureTask =
      scene.kind === 'plane'
        ? { kind: 'plane', plane: scene.plane, out: new Int16Array(this.memory, 0, count) }
        : { kind: 'space', view: scene.view, out: new Uint32Array(this.memory, 0, count) };
    const began = performance.now();
    const drawing = this.pool.draw(task);
    const done = drawing.done.then((whole) => {
      if (!whole) return false;
      this.learn(quality, performance.now() - began);
      this.drawn = { task, look: scene.kind === 'plane' ? scene.look : null };
      return true;
    });
    return { done, cancel: () => drawing.cancel() };
  }

  show(context: CanvasRenderingContext2D, across: number, down: number): boolean {
    const { drawn, source } = this;
    if (drawn === null) return false;
    const { width, height } = sizeOf(drawn.task);
    const colours = new Uint32Array(width * height);
    const { task, look } = drawn;
    if (task.kind === 'space') colours.set(task.out);
    else if (look !== null) {
      const table = tableFor(look);
      for (let at = 0; at < colours.length; at += 1)
        colours[at] = table[(task.out[at] ?? 0) & 0xffff] ?? BLACK;
    }
    if (source.width !== width) source.width = width;
    if (source.height !== height) source.height = height;
    const picture = new ImageData(new Uint8ClampedArray(colours.buffer), width, height);
    source.getContext('2d', software2d)?.putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(source, 0, 0, across, down);
    return true;
  }

  recolour(look: GreyLook): boolean {
    if (this.drawn === null) return false;
    this.drawn = { ...this.drawn, look };
    return true;
  }

  private learn(quality: 'draft' | 'fine', took: number): void {
    if (quality === 'fine') this.fineTook = took;
    else if (took > SLOW) this.draft = Math.max(COARSEST, this.draft * Math.max(0.5, Math.sqrt(SLOW / took)));
    else if (took < QUICK) this.draft = Math.min(1, this.draft * 1.2);
  }
}
