import { describe, expect, it } from 'vitest';
import { isOblique, turnedAxes, anatomicalAxes } from './axes.ts';
import { type Grid, middleVoxelOf } from './grid.ts';
import { PlaneSet } from './plane-set.ts';
import { SpaceCamera } from './space-camera.ts';
import { cross, dot, length, subtract } from './vectors.ts';
import { planeNames } from './volume-state.ts';

const grid: Grid = {
  size: [100, 80, 50],
  origin: [-50, -40, 0],
  steps: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 2],
  ],
};
const size = { width: 300, height: 200 };

describe('PlaneSet', () => {
  it('looks from the feet, from the front and from the left', () => {
    const planes = new PlaneSet(grid);
    expect(planes.state('axial', size).letters).toEqual({ right: 'L', left: 'R', top: 'A', bottom: 'P' });
    expect(planes.state('coronal', size).letters).toEqual({ right: 'L', left: 'R', top: 'H', bottom: 'F' });
    expect(planes.state('sagittal', size).letters).toEqual({ right: 'P', left: 'A', top: 'H', bottom: 'F' });
  });

  it('counts axial slices from the head down, a slice a step', () => {
    const planes = new PlaneSet(grid);
    planes.step('axial', -Infinity);
    expect(planes.state('axial', size)).toMatchObject({ step: 1, steps: 50 });
    expect(planes.focus[2]).toBeCloseTo(98, 0);
    planes.step('axial', 1);
    expect(planes.state('axial', size).step).toBe(2);
    expect(planes.focus[2]).toBeCloseTo(96, 0);
    planes.step('axial', 1000);
    expect(planes.state('axial', size).step).toBe(50);
  });

  it('moves the cross to where one clicks, and never out of the volume', () => {
    const planes = new PlaneSet(grid);
    planes.focusAt('coronal', { x: 200, y: 60 }, size);
    const place = planes.toPane('coronal', planes.focus, size);
    expect(place.x).toBeCloseTo(200);
    expect(place.y).toBeCloseTo(60);
    const before = planes.focus;
    planes.focusAt('coronal', { x: -5000, y: 60 }, size);
    expect(planes.focus).toEqual(before);
  });

  it('keeps the point under the pointer when it enlarges', () => {
    const planes = new PlaneSet(grid);
    const at = { x: 220, y: 40 };
    const before = planes.toPatient('sagittal', at, size);
    planes.zoom('sagittal', 2.5, at, size);
    expect(length(subtract(planes.toPatient('sagittal', at, size), before))).toBeLessThan(1e-6);
    expect(planes.state('sagittal', size).zoom).toBeCloseTo(2.5);
  });

  it('measures in the patient, whatever the plane, the zoom and the voxels', () => {
    const planes = new PlaneSet(grid);
    planes.zoom('coronal', 3, null, size);
    const [a, b] = [planes.focus, [planes.focus[0] + 3, planes.focus[1], planes.focus[2] + 4]] as const;
    const id = planes.addLength(
      'coronal',
      planes.toPane('coronal', a, size),
      planes.toPane('coronal', b, size),
      size,
    );
    const [made] = planes.state('coronal', size).measurements;
    expect(made).toMatchObject({ id });
    expect(made?.millimetres).toBeCloseTo(5);
    // It lies in this plane alone, and not in its neighbours.
    planes.step('coronal', 5);
    expect(planes.state('coronal', size).measurements).toEqual([]);
    planes.lengths.remove(id);
    planes.step('coronal', -5);
    expect(planes.state('coronal', size).measurements).toEqual([]);
  });

  it('turns the other planes about the cross and keeps all three at right angles', () => {
    const planes = new PlaneSet(grid);
    planes.turn('axial', 30);
    expect(planes.state('axial', size).oblique).toBe(false);
    expect(planes.state('coronal', size).oblique).toBe(true);
    expect(planes.state('sagittal', size).oblique).toBe(true);
    expect(planes.state('coronal', size).letters?.right).toBe('LP');
    const axes = turnedAxes(anatomicalAxes, 'axial', 0.5);
    for (const name of planeNames) {
      const { right, down, normal } = axes[name];
      for (const [a, b] of [
        [right, down],
        [down, normal],
        [normal, right],
      ] as const)
        expect(dot(a, b)).toBeCloseTo(0);
      expect(isOblique(axes, name)).toBe(name !== 'axial');
    }
    expect(dot(axes.coronal.normal, axes.sagittal.normal)).toBeCloseTo(0);
    planes.reset();
    expect(planes.state('coronal', size).oblique).toBe(false);
    expect(planes.focus).toEqual(middleVoxelOf(grid));
  });
});

describe('SpaceCamera', () => {
  it('shows the side that it is told to', () => {
    const camera = new SpaceCamera(grid);
    expect(camera.letters).toEqual({ right: 'L', left: 'R', top: 'H', bottom: 'F' });
    camera.from('P');
    expect(camera.letters).toEqual({ right: 'R', left: 'L', top: 'H', bottom: 'F' });
    camera.from('L');
    expect(camera.letters.left).toBe('A');
    camera.from('H');
    expect(camera.letters.top).toBe('P');
    for (const side of ['A', 'P', 'L', 'R', 'H', 'F'] as const) {
      camera.from(side);
      const { right, down, into } = camera.view(size, size);
      // Never mirrored: right, down and into the picture make a right-handed system.
      expect(dot(cross(right, down), into)).toBeCloseTo(1);
    }
  });

  it('turns the patient to the right as the hand goes right, and down as it goes down', () => {
    const camera = new SpaceCamera(grid);
    camera.turn(90, 0);
    expect(camera.letters).toEqual({ right: 'A', left: 'P', top: 'H', bottom: 'F' });
    camera.from('A');
    camera.turn(0, 90);
    expect(camera.letters.top).toBe('P');
  });
});
