import type { GpuContext } from '../../stage/gpu-context.ts';
import type { Bricks } from '../pyramid.ts';
import type { Volume } from '../volume.ts';
import { GpuVolume } from './gpu-volume.ts';
import { drawsTheSame } from './self-check.ts';

/** A volume whose drawing was lost with the GPU so often is left to the CPU: it may be what is too much for it. */
const MOST_LOSSES = 2;

/** Brings a volume to the GPU while its slices come, says when it can be drawn there, and brings it back after a loss. */
export class GpuKeeper {
  private readonly onChange: (gpu: GpuVolume | null) => void;
  private context: GpuContext | null = null;
  private volume: Volume | null = null;
  private readonly there = new Set<number>();
  private whole: { readonly bricks: Bricks | null } | null = null;
  private gpu: GpuVolume | null = null;
  private isShown = false;
  private losses = 0;
  private closed = false;

  constructor(onChange: (gpu: GpuVolume | null) => void) {
    this.onChange = onChange;
  }

  /** The window's context, each time something became of it; null: there is none. */
  use(context: GpuContext | null): void {
    this.context = context;
    if (this.gpu !== null && !this.gpu.isAlive) {
      if (this.isShown) this.losses += 1;
      this.release();
    }
    this.bring();
  }

  /** A volume of which no slice is there yet. */
  begin(volume: Volume): void {
    this.release();
    this.volume = volume;
    this.there.clear();
    this.whole = null;
    this.losses = 0;
    this.bring();
  }

  put(slice: number): void {
    this.there.add(slice);
    this.gpu?.voxels.put(slice);
  }

  /** All slices are there. Without bricks, it cannot be seen from outside. */
  finish(volume: Volume, bricks: Bricks | null): void {
    this.volume = volume;
    this.whole = { bricks };
    this.finishSoon();
  }

  /** The volume is gone; another may begin. */
  drop(): void {
    this.volume = null;
    this.release();
  }

  close(): void {
    this.closed = true;
    this.drop();
  }

  private release(): void {
    const { gpu, isShown } = this;
    this.gpu = null;
    this.isShown = false;
    if (isShown) this.onChange(null);
    gpu?.close();
  }

  private bring(): void {
    const { context, volume, losses } = this;
    if (this.closed || this.gpu !== null || context === null || volume === null) return;
    if (!context.isAlive || losses >= MOST_LOSSES) return;
    this.gpu = GpuVolume.of(context, volume.block);
    for (const slice of this.there) this.gpu?.voxels.put(slice);
    this.finishSoon();
  }

  private finishSoon(): void {
    const { gpu, whole, context } = this;
    const gl = context?.gl ?? null;
    if (gpu === null || whole === null || gl === null) return;
    if (whole.bricks !== null) gpu.setBricks(whole.bricks);
    let sync: WebGLSync | null = null;
    const look = (): void => {
      if (this.gpu !== gpu || !gpu.isAlive) return;
      if (gpu.voxels.isHandedOver && gpu.isPrepared) {
        // Asked for a picture, the page would stand still until the GPU has taken everything in.
        sync ??= gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
        if (sync === null || gl.getSyncParameter(sync, gl.SYNC_STATUS) === gl.SIGNALED) {
          if (sync !== null) gl.deleteSync(sync);
          this.show(gpu, whole.bricks);
          return;
        }
      }
      gl.flush();
      requestAnimationFrame(look);
    };
    look();
  }

  private show(gpu: GpuVolume, bricks: Bricks | null): void {
    if (this.volume === null) return;
    if (!gpu.works || !drawsTheSame(gpu, this.volume, bricks)) {
      this.losses = MOST_LOSSES;
      this.release();
      return;
    }
    this.isShown = true;
    this.onChange(gpu);
  }
}
