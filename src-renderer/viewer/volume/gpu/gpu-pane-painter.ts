import type { Drawing } from '../draw-pool.ts';
import type { PanePainter, PaneScene } from '../pane-painter.ts';
import type { GpuVolume } from './gpu-volume.ts';

/** Milliseconds that pictures may take in the mean while something moves: a frame of 60 a second, and a little. */
const SLOW = 20;
const AIM = 15;
/** What the latest picture counts in that mean: one that was held up by something else decides nothing. */
const LATEST = 0.2;
const COARSEST = 0.25;
/** Quick pictures after which a finer one is tried. */
const CALM = 40;

/** So many may be under way: with more, the screen falls behind the hand; with one alone, the GPU waits for the page. */
const AHEAD = 2;

interface Pending {
  readonly sync: WebGLSync;
  readonly began: number;
  readonly handedOver: number;
}

/** Draws a pane on the GPU, at the screen's resolution also while something moves, unless that is too much for it. */
export class GpuPanePainter implements PanePainter {
  readonly kind = 'gpu';
  readonly settings: CanvasRenderingContext2DSettings = { alpha: false };
  private readonly volume: GpuVolume;
  private scene: PaneScene | null = null;
  /** Pictures that the GPU is not done with yet, the oldest first. */
  private readonly pending: Pending[] = [];
  private lastDone = 0;
  private density = 1;
  private mean = 0;
  private calm = 0;

  constructor(volume: GpuVolume) {
    this.volume = volume;
  }

  get coarseness(): number | null {
    return this.density < 1 ? this.density : null;
  }

  draw(scene: PaneScene): Drawing {
    let wanted = true;
    const done = new Promise<boolean>((resolve) => {
      const look = (first: boolean): void => {
        if (!wanted || !this.volume.isAlive) resolve(false);
        else if (this.isFree(first)) {
          this.scene = scene;
          resolve(true);
        } else requestAnimationFrame(() => look(false));
      };
      look(true);
    });
    return {
      done,
      cancel: () => {
        wanted = false;
      },
    };
  }

  show(context: CanvasRenderingContext2D, across: number, down: number): boolean {
    const { volume, scene } = this;
    const { gl, canvas } = volume.context;
    const began = performance.now();
    if (scene === null || gl === null || !volume.draw(scene)) return false;
    const { width, height } = scene.kind === 'plane' ? scene.plane : scene.view;
    context.imageSmoothingEnabled = true;
    context.drawImage(canvas, 0, canvas.height - height, width, height, 0, 0, across, down);
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (sync !== null) this.pending.push({ sync, began, handedOver: performance.now() });
    return true;
  }

  recolour(): boolean {
    return false;
  }

  /** Whether it may begin another; `first`: it has not been waited for yet. */
  private isFree(first: boolean): boolean {
    const { pending } = this;
    const { gl } = this.volume.context;
    for (;;) {
      const [oldest] = pending;
      if (oldest === undefined || gl === null) return true;
      if (gl.getSyncParameter(oldest.sync, gl.SYNC_STATUS) !== gl.SIGNALED) return pending.length < AHEAD;
      gl.deleteSync(oldest.sync);
      pending.shift();
      // Looked at the first time, it may have been done long ago.
      const now = performance.now();
      this.learn(first ? oldest.handedOver - oldest.began : now - Math.max(oldest.began, this.lastDone));
      this.lastDone = now;
    }
  }

  private learn(took: number): void {
    this.mean += (took - this.mean) * LATEST;
    if (this.mean > SLOW) {
      this.calm = 0;
      this.density = Math.max(COARSEST, this.density * Math.max(0.5, Math.sqrt(AIM / this.mean)));
      this.mean = AIM;
      return;
    }
    this.calm += 1;
    if (this.calm < CALM) return;
    this.calm = 0;
    this.density = Math.min(1, this.density * 1.15);
  }
}
