import { describe, expect, it } from 'vitest';
import { slicesOf } from '../testing/phantom-volume.ts';
import { type PlacedImage, planVolumes, type VolumePlan } from './plan-volume.ts';

const numbered = (images: readonly PlacedImage[]): PlacedImage[] =>
  images.map((image, index) => ({ ...image, index }));

const partsOf = (plan: VolumePlan) => {
  if (!plan.ok) throw new Error(plan.refusal);
  return plan.parts;
};

describe('planVolumes', () => {
  it('finds one volume in even slices, whatever their order', () => {
    const plan = planVolumes(slicesOf(20, [0, 0, 2]).reverse());
    const [part, ...others] = partsOf(plan);
    expect(others).toEqual([]);
    expect(part).toMatchObject({ step: [0, 0, 2], origin: [-50, -60, 100], tilt: 0 });
    expect(part?.slices).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(plan.ok && plan.split).toEqual([]);
  });

  it('takes positions rounded to a tenth of a millimetre for what they are', () => {
    const images = slicesOf(50, [0, 0, 0.625]).map((image) => ({
      ...image,
      position: [-50, -60, Math.round((image.position?.[2] ?? 0) * 10) / 10] as const,
    }));
    expect(partsOf(planVolumes(images))).toHaveLength(1);
  });

  it('keeps the shift of a tilted gantry in the step from slice to slice', () => {
    const tilt = (20 * Math.PI) / 180;
    const orientation = [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)] as const;
    const [part] = partsOf(planVolumes(slicesOf(20, [0, 0, 4], { orientation })));
    expect(part?.step[2]).toBeCloseTo(4);
    expect(part?.tilt).toBeCloseTo(20, 3);
  });

  it('never bridges a missing slice: two parts, and says so', () => {
    const images = slicesOf(30, [0, 0, 1]).filter((_, index) => index !== 12);
    const plan = planVolumes(numbered(images));
    expect(partsOf(plan).map(({ slices }) => slices.length)).toEqual([17, 12]);
    expect(plan.ok && plan.split).toEqual(['missing-slices']);
  });

  it('finds the longer stretch behind a first slice that stands alone', () => {
    const plan = planVolumes(numbered(slicesOf(12, [0, 0, 1]).filter((_, index) => index !== 1)));
    expect(partsOf(plan).map(({ slices }) => slices)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  });

  it('makes one part of each moment', () => {
    const two = [...slicesOf(10, [0, 0, 3]), ...slicesOf(10, [0, 0, 3])];
    const plan = planVolumes(numbered(two));
    expect(partsOf(plan).map(({ slices }) => slices[0])).toEqual([0, 10]);
    expect(plan.ok && plan.split).toEqual(['several-times']);
  });

  it('refuses moments that cover some places only', () => {
    const some = [...slicesOf(10, [0, 0, 3]), ...slicesOf(4, [0, 0, 3])];
    expect(planVolumes(numbered(some))).toEqual({ ok: false, refusal: 'mixed' });
  });

  it('leaves a localiser of another direction out', () => {
    const scout = slicesOf(2, [5, 0, 0], { orientation: [0, 1, 0, 0, 0, -1] });
    const plan = planVolumes(numbered([...scout, ...slicesOf(10, [0, 0, 3])]));
    expect(partsOf(plan)[0]?.slices[0]).toBe(2);
    expect(plan.ok && plan.split).toEqual(['several-directions']);
  });

  it('refuses what has no positions, orientations that are none, and too few slices', () => {
    expect(planVolumes(slicesOf(9, [0, 0, 1], { position: null }))).toMatchObject({ refusal: 'no-geometry' });
    const skew = slicesOf(9, [0, 0, 1], { orientation: [1, 0, 0, 1, 0, 0] });
    expect(planVolumes(skew)).toMatchObject({ refusal: 'no-geometry' });
    expect(planVolumes(slicesOf(4, [0, 0, 1]))).toMatchObject({ refusal: 'too-few' });
    expect(planVolumes([])).toMatchObject({ refusal: 'no-geometry' });
  });

  it('refuses distances that follow no rule', () => {
    const places = [0, 1, 3, 7, 8, 12, 13, 19, 21, 30];
    const images = places.map((z, index) => ({
      ...slicesOf(1, [0, 0, 1])[0]!,
      index,
      position: [0, 0, z] as const,
    }));
    expect(planVolumes(images)).toMatchObject({ refusal: 'uneven' });
  });

  it('refuses a turning acquisition', () => {
    const images = Array.from({ length: 12 }, (_, index) => {
      const angle = (index * Math.PI) / 12;
      const orientation = [Math.cos(angle), Math.sin(angle), 0, 0, 0, -1] as const;
      return { ...slicesOf(1, [0, 0, 1], { orientation })[0]!, index };
    });
    expect(planVolumes(images)).toMatchObject({ refusal: 'mixed' });
  });

  it('keeps slices of another size or coordinate system apart', () => {
    const images = [...slicesOf(8, [0, 0, 1]), ...slicesOf(8, [0, 0, 1], { frameOfReferenceUid: '9.9' })];
    expect(partsOf(planVolumes(numbered(images)))).toHaveLength(2);
  });
});
