import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaneScene } from '../pane-painter.ts';
import type { GpuVolume } from './gpu-volume.ts';
import { GpuPanePainter } from './gpu-pane-painter.ts';

const scene = { kind: 'plane', plane: { width: 4, height: 3 } } as unknown as PaneScene;
const canvas = { drawImage: () => undefined } as unknown as CanvasRenderingContext2D;

/** A GPU that is done with a picture when it is told so. */
class FakeGpu {
  isAlive = true;
  readonly done = new Set<unknown>();
  readonly fences: object[] = [];
  private readonly gl = {
    SIGNALED: 1,
    fenceSync: () => {
      const fence = {};
      this.fences.push(fence);
      return fence;
    },
    getSyncParameter: (fence: unknown) => (this.done.has(fence) ? 1 : 0),
    deleteSync: () => undefined,
    flush: () => undefined,
  };

  get asVolume(): GpuVolume {
    const isAlive = (): boolean => this.isAlive;
    return {
      context: { gl: this.gl, canvas: { height: 3 } },
      draw: isAlive,
      get isAlive() {
        return isAlive();
      },
    } as unknown as GpuVolume;
  }

  finishAll(): void {
    for (const fence of this.fences) this.done.add(fence);
  }
}

let gpu: FakeGpu;
let painter: GpuPanePainter;
let frames: (() => void)[];
let now: number;

beforeEach(() => {
  gpu = new FakeGpu();
  painter = new GpuPanePainter(gpu.asVolume);
  frames = [];
  now = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return () => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  };
});

const frame = (milliseconds: number): void => {
  now += milliseconds;
  for (const run of frames.splice(0)) run();
};
const picture = async (): Promise<boolean> => {
  const whole = await painter.draw(scene).done;
  if (whole) painter.show(canvas, 4, 3);
  return whole;
};

describe('pictures of a volume on the GPU', () => {
  it('begins no third picture before the first is done', async () => {
    await picture();
    await picture();
    let begun = false;
    const third = painter.draw(scene).done.then(() => {
      begun = true;
    });
    frame(16);
    await Promise.resolve();
    expect(begun).toBe(false);
    gpu.finishAll();
    frame(16);
    await third;
    expect(begun).toBe(true);
  });

  it('keeps the full resolution where each is done by the next frame', async () => {
    for (let at = 0; at < 20; at += 1) {
      await picture();
      gpu.finishAll();
      frame(16);
    }
    expect(painter.coarseness).toBeNull();
  });

  it('gets coarser where the GPU needs too long, and finer again once it has time', async () => {
    await picture();
    await picture();
    const third = picture();
    for (let at = 0; at < 10; at += 1) frame(16);
    gpu.finishAll();
    frame(16);
    await third;
    const coarse = painter.coarseness ?? 1;
    expect(coarse).toBeLessThan(0.8);
    for (let at = 0; at < 400; at += 1) {
      gpu.finishAll();
      frame(16);
      await picture();
    }
    expect(painter.coarseness).toBeNull();
  });

  it('gives up where the GPU is lost, or the picture is not wanted any more', async () => {
    await picture();
    await picture();
    const unwanted = painter.draw(scene);
    unwanted.cancel();
    frame(16);
    expect(await unwanted.done).toBe(false);
    const lost = painter.draw(scene);
    gpu.isAlive = false;
    frame(16);
    expect(await lost.done).toBe(false);
    expect(painter.show(canvas, 4, 3)).toBe(false);
  });
});
