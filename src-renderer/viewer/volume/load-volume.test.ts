import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../src-shared/errors.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { slicesOf } from '../testing/phantom-volume.ts';
import { reductionFor, volumeLimit } from './budget.ts';
import { planVolumes, type VolumePart } from './plan-volume.ts';
import { toPatient } from './grid.ts';
import type { SliceSource } from './series-slices.ts';
import { loadVolume } from './volume-loader.ts';
import { notesOf } from './volume-notes.ts';
import { NOTHING } from './volume.ts';

const ROWS = 64;

interface Look {
  readonly slope?: number;
  readonly intercept?: number;
  readonly spacing?: number;
  readonly values?: Int16Array | Uint16Array;
  readonly colour?: boolean;
}

const imageOf = (
  index: number,
  { slope = 1, intercept = -1024, spacing = 0.5, values, colour = false }: Look,
): LoadedImage => {
  const geometry = {
    position: null,
    orientation: null,
    spacing: { row: spacing, column: spacing, plane: 'patient' as const },
    aspect: 1,
    sliceThickness: null,
    regions: [],
  };
  const instance = { modality: 'CT', frames: [{ geometry }] } as unknown as InstanceDescription;
  if (colour) {
    const pixels = new Uint8Array(ROWS * ROWS * 3);
    return { instance, frame: 0, display: { kind: 'colour', rows: ROWS, columns: ROWS, pixels } };
  }
  const stored = values ?? new Uint16Array(ROWS * ROWS).fill(1000 + index);
  return {
    instance,
    frame: 0,
    display: {
      kind: 'grey',
      rows: ROWS,
      columns: ROWS,
      values: stored,
      min: Math.min(...stored),
      max: Math.max(...stored),
      slope,
      intercept,
      units: 'HU',
      windows: [{ center: 40, width: 400 }],
      windowShape: 'linear',
      inverted: false,
      through: null,
    },
  };
};

const sourceOf = (count: number, look: (index: number) => Look): SliceSource => ({
  images: slicesOf(count, [0, 0, 2]),
  atOnce: 3,
  read: (index) => Promise.resolve(imageOf(index, look(index))),
  close: () => undefined,
});

const partOf = (source: SliceSource): VolumePart => {
  const plan = planVolumes(source.images);
  if (!plan.ok || plan.parts[0] === undefined) throw new Error('no volume');
  return plan.parts[0];
};

const load = (source: SliceSource, limit = 2 ** 28, seen: number[] = []) =>
  loadVolume(source, partOf(source), {
    limit,
    onStart: () => undefined,
    onSlice: (ready) => seen.push(ready),
    signal: new AbortController().signal,
  });

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppFailure) return error.error.code;
  }
  return 'none';
};

describe('loadVolume', () => {
  it('puts each slice in its place, in the order of positions', async () => {
    const seen: number[] = [];
    const { volume, factors } = await load(
      sourceOf(12, () => ({})),
      2 ** 28,
      seen,
    );
    expect(factors).toEqual([1, 1, 1]);
    expect(seen.at(-1)).toBe(12);
    const { values, grid } = volume.block;
    for (let k = 0; k < 12; k += 1)
      expect(values[k * ROWS * ROWS + 77]! * volume.slope + volume.intercept).toBe(k - 24);
    expect(toPatient(grid, [2, 4, 3])).toEqual([-49, -58, 106]);
    expect(volume).toMatchObject({ units: 'HU', min: 1000, max: 1011 });
    expect(values.includes(NOTHING)).toBe(false);
  });

  it('brings slices with scales of their own to one', async () => {
    const source = sourceOf(8, (index) => ({
      slope: 1 + index,
      intercept: 0,
      values: new Uint16Array(ROWS * ROWS).fill(30_000),
    }));
    const { volume } = await load(source);
    for (let k = 0; k < 8; k += 1) {
      const found = volume.block.values[k * ROWS * ROWS]! * volume.slope + volume.intercept;
      expect(Math.abs(found - 30_000 * (1 + k))).toBeLessThanOrEqual(volume.slope);
    }
  });

  it('keeps unsigned values beyond 32,767', async () => {
    const values = new Uint16Array(ROWS * ROWS).fill(60_000);
    values[5] = 0;
    const { volume } = await load(sourceOf(6, () => ({ values, intercept: 0 })));
    expect(volume.block.values[0]! + volume.intercept).toBe(60_000);
    expect(volume.block.values[5]! + volume.intercept).toBeLessThanOrEqual(1);
  });

  it('reduces what does not fit, in its place, and says so', async () => {
    const source = sourceOf(20, () => ({}));
    const loaded = await load(source, 20_000);
    expect(loaded.factors).toEqual([4, 4, 1]);
    const { grid, values } = loaded.volume.block;
    expect(grid.size).toEqual([16, 16, 20]);
    // The middle of the first 4 × 4 pixels.
    expect(toPatient(grid, [0, 0, 0])).toEqual([-49.25, -59.25, 100]);
    expect(values[19 * 256]).toBe(1019);
    expect(notesOf(partOf(source), loaded)).toContainEqual({ kind: 'reduced', millimetres: 2 });
  });

  it('means slices together too where that is what does not fit', async () => {
    const loaded = await load(
      sourceOf(20, () => ({ spacing: 3 })),
      100_000,
    );
    expect(loaded.factors).toEqual([1, 1, 2]);
    expect(loaded.volume.block.values[0]).toBe(Math.round(1000.5));
    expect(loaded.volume.block.grid.origin[2]).toBe(101);
  });

  it('refuses what would mislead', async () => {
    expect(await codeOf(load(sourceOf(9, () => ({ colour: true }))))).toBe('volume-colour');
    expect(await codeOf(load(sourceOf(9, (index) => ({ spacing: index === 7 ? 0.6 : 0.5 }))))).toBe(
      'volume-mixed',
    );
    expect(
      await codeOf(
        load(
          sourceOf(9, () => ({})),
          10,
        ),
      ),
    ).toBe('volume-too-large');
    const damaged: SliceSource = {
      ...sourceOf(9, () => ({})),
      read: (index) =>
        index === 3
          ? Promise.reject(new AppFailure('instance-damaged', 'cut'))
          : Promise.resolve(imageOf(index, {})),
    };
    expect(await codeOf(load(damaged))).toBe('volume-slice-lost');
  });
});

describe('budget', () => {
  it('takes the least reduction that fits, the finest direction first', () => {
    const size = [512, 512, 1000] as const;
    const whole = 512 * 512 * 1000 * 2 * 1.125;
    expect(reductionFor(size, [0.5, 0.5, 1], whole)?.factors).toEqual([1, 1, 1]);
    expect(reductionFor(size, [0.5, 0.5, 1], whole - 1)?.factors).toEqual([2, 2, 1]);
    expect(reductionFor(size, [1, 1, 0.5], whole - 1)?.factors).toEqual([1, 1, 2]);
    expect(reductionFor(size, [0.5, 0.5, 1], 1000)).toBeNull();
  });

  it('knows little memory from much', () => {
    expect(volumeLimit(8)).toBe(1280 * 2 ** 20);
    expect(volumeLimit(0.25)).toBe(128 * 2 ** 20);
  });
});
