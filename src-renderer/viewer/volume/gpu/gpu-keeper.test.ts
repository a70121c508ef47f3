import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GpuContext } from '../../stage/gpu-context.ts';
import { blockOf } from '../../testing/phantom-volume.ts';
import type { Volume } from '../volume.ts';
import { GpuKeeper } from './gpu-keeper.ts';
import { GpuVolume } from './gpu-volume.ts';
import * as selfCheck from './self-check.ts';

const volume: Volume = {
  block: blockOf(
    {
      size: [2, 2, 3],
      origin: [0, 0, 0],
      steps: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    },
    () => 0,
  ),
  modality: 'CT',
  slope: 1,
  intercept: 0,
  units: 'HU',
  window: { center: 40, width: 400 },
  windowShape: 'linear',
  inverted: false,
  min: 0,
  max: 0,
};

/** A context whose volumes hand over everything at once. */
class FakeContext {
  life = 0;
  isAlive = true;
  readonly made: { readonly slices: number[]; closed: boolean }[] = [];
  readonly gl = {
    SIGNALED: 1,
    fenceSync: () => ({}),
    getSyncParameter: () => 1,
    deleteSync: () => undefined,
    flush: () => undefined,
  };

  volume(): GpuVolume {
    const made = { slices: [] as number[], closed: false };
    this.made.push(made);
    const { life } = this;
    const alive = (): boolean => this.isAlive && this.life === life;
    return {
      voxels: { put: (slice: number) => made.slices.push(slice), isHandedOver: true },
      isPrepared: true,
      works: true,
      setBricks: () => undefined,
      close: () => {
        made.closed = true;
      },
      get isAlive() {
        return alive();
      },
    } as unknown as GpuVolume;
  }

  get asContext(): GpuContext {
    return this as unknown as GpuContext;
  }
}

let context: FakeContext;
let shown: (GpuVolume | null)[];
let keeper: GpuKeeper;

beforeEach(() => {
  context = new FakeContext();
  shown = [];
  keeper = new GpuKeeper((gpu) => shown.push(gpu));
  vi.spyOn(GpuVolume, 'of').mockImplementation(() => context.volume());
  vi.spyOn(selfCheck, 'drawsTheSame').mockReturnValue(true);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const lose = (): void => {
  context.isAlive = false;
  context.life += 1;
  keeper.use(context.asContext);
};
const giveBack = (): void => {
  context.isAlive = true;
  keeper.use(context.asContext);
};

describe('a volume on the GPU', () => {
  it('is shown once all of it is there, and not before', () => {
    keeper.use(context.asContext);
    keeper.begin(volume);
    for (const slice of [1, 0, 2]) keeper.put(slice);
    expect(context.made[0]?.slices).toEqual([1, 0, 2]);
    expect(shown).toEqual([]);
    keeper.finish(volume, null);
    expect(shown).toHaveLength(1);
    expect(shown[0]).not.toBeNull();
  });

  it('is brought to a GPU that comes late, with the slices that are there', () => {
    keeper.begin(volume);
    keeper.put(2);
    expect(context.made).toHaveLength(0);
    keeper.use(context.asContext);
    expect(context.made[0]?.slices).toEqual([2]);
  });

  it('is left to the CPU where the GPU draws another picture', () => {
    vi.mocked(selfCheck.drawsTheSame).mockReturnValue(false);
    keeper.use(context.asContext);
    keeper.begin(volume);
    keeper.finish(volume, null);
    keeper.use(context.asContext);
    expect(shown).toEqual([]);
    expect(context.made).toHaveLength(1);
    expect(context.made[0]?.closed).toBe(true);
  });

  it('comes back after a loss, and stays with the CPU after the second', () => {
    keeper.use(context.asContext);
    keeper.begin(volume);
    keeper.finish(volume, null);
    lose();
    expect(shown.at(-1)).toBeNull();
    giveBack();
    expect(shown.at(-1)).not.toBeNull();
    lose();
    giveBack();
    expect(shown.at(-1)).toBeNull();
    expect(context.made).toHaveLength(2);
  });

  it('makes room when another volume begins, or none is left', () => {
    keeper.use(context.asContext);
    keeper.begin(volume);
    keeper.begin(volume);
    expect(context.made.map(({ closed }) => closed)).toEqual([true, false]);
    keeper.close();
    keeper.use(context.asContext);
    expect(context.made.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
