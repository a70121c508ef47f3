import { drawsInSoftware } from './stage/draws-in-software.ts';
import { Gpu } from './stage/gpu.ts';
import type { GpuContext } from './stage/gpu-context.ts';
import { GpuPainter } from './stage/gpu-painter.ts';
import type { Painter } from './stage/painter.ts';

/** Which renderer a window uses; tests say `gpu` or `canvas` where the computer would choose the other. */
const RENDERER = 'emage.viewer.renderer';

/** A picture that the GPU drew is on its canvas in half a frame of 60 a second; the CPU draws one in 2 to 4 ms. */
const PATIENCE = 8;

/** What draws a window's pictures: the CPU, and the GPU where there is one that is quicker. */
export class Renderer {
  private readonly onChange: () => void;
  private gpu: Gpu | null = null;
  private closed = false;

  /** `onChange`: something else draws from now on. */
  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Looks for a GPU; the first image does not wait for one to get ready. */
  start(): void {
    if (this.closed) return;
    const chosen = localStorage.getItem(RENDERER);
    if (chosen === null ? !drawsInSoftware() : chosen === 'gpu')
      this.gpu = new Gpu(this.onChange, chosen === null ? PATIENCE : Number.POSITIVE_INFINITY);
    this.onChange();
  }

  get kind(): 'gpu' | 'software' {
    return this.gpu?.works === true ? 'gpu' : 'software';
  }

  /** Null where the CPU draws. */
  painter(): Painter | null {
    return this.gpu?.works === true ? new GpuPainter(this.gpu) : null;
  }

  /** Null where there is none. */
  get context(): GpuContext | null {
    return this.gpu?.context ?? null;
  }

  close(): void {
    this.closed = true;
    this.gpu?.close();
  }
}
