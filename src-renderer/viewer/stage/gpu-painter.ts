import type { DisplayFrame } from '../look/display-frame.ts';
import type { Gpu } from './gpu.ts';
import type { Painter, Scene } from './painter.ts';

/** Draws one viewport's pictures on the GPU that all viewports of the window share. */
export class GpuPainter implements Painter {
  readonly settings: CanvasRenderingContext2DSettings = { alpha: false };
  private readonly gpu: Gpu;
  private kept: {
    readonly display: DisplayFrame;
    readonly texture: WebGLTexture;
    readonly life: number;
  } | null = null;

  constructor(gpu: Gpu) {
    this.gpu = gpu;
  }

  paint(context: CanvasRenderingContext2D, scene: Scene): boolean {
    const { gpu } = this;
    const { display } = scene.image;
    if (!gpu.works || Math.max(display.rows, display.columns) > gpu.largest) return false;
    // The shader knows windows alone.
    if (scene.look !== null && scene.look.curve !== null) return false;
    if (this.kept?.display !== display || this.kept.life !== gpu.life) {
      this.release();
      const texture = gpu.upload(display);
      if (texture === null) return false;
      this.kept = { display, texture, life: gpu.life };
    }
    const [width, height] = [
      Math.round(scene.size.width * scene.dense),
      Math.round(scene.size.height * scene.dense),
    ];
    if (width === 0 || height === 0) return true;
    const drawn = gpu.draw(this.kept.texture, scene, width, height);
    if (drawn === null) return false;
    context.setTransform(1, 0, 0, 1, 0, 0);
    // WebGL's rows begin at the bottom: the part drawn lies at the canvas' lower left.
    const from = performance.now();
    context.drawImage(drawn, 0, drawn.height - height, width, height, 0, 0, width, height);
    gpu.copied(performance.now() - from);
    return true;
  }

  release(): void {
    if (this.kept !== null && this.kept.life === this.gpu.life) this.gpu.free(this.kept.texture);
    this.kept = null;
  }
}
