import { describe, expect, it } from 'vitest';
import type { FrameGeometry } from '../dicom/types.ts';
import { endNear, measure } from './measure.ts';
import { edgeLetters, lettersOf } from './orientation.ts';
import { scaleBar } from './scale-bar.ts';

describe('edgeLetters', () => {
  it('names the sides of an axial and of a sagittal picture', () => {
    expect(edgeLetters([1, 0, 0, 0, 1, 0], null)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
    expect(edgeLetters([0, 1, 0, 0, 0, -1], null)).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
  });

  it('names two directions where the plane is oblique, the main one first', () => {
    expect(lettersOf([0.8, 0.6, 0])).toBe('LP');
    expect(lettersOf([0.99, 0.1, 0])).toBe('L');
  });

  it('takes the Patient Orientation of a radiograph, and says nothing without one', () => {
    expect(edgeLetters(null, ['L', 'F'])).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
    expect(edgeLetters(null, null)).toBeNull();
  });
});

describe('scaleBar', () => {
  it('is a round length that fits', () => {
    expect(scaleBar(2, 140)).toEqual({ millimetres: 50, length: 100 });
    expect(scaleBar(0.01, 140)?.millimetres).toBe(10_000);
    expect(scaleBar(0, 140)).toBeNull();
  });
});

describe('measure', () => {
  const geometry = (change: Partial<FrameGeometry>): FrameGeometry => ({
    position: null,
    orientation: null,
    spacing: null,
    aspect: 1,
    sliceThickness: null,
    ...change,
  });

  it('goes by the spacing of rows and of columns', () => {
    const spacing = { row: 2, column: 0.5, plane: 'patient' } as const;
    expect(measure(1, { x: 0, y: 0 }, { x: 6, y: 2 }, geometry({ spacing }))).toMatchObject({
      unit: 'mm',
      length: 5,
    });
  });

  it('says pixels without a spacing, and the detector where that is what is known', () => {
    expect(measure(1, { x: 0, y: 0 }, { x: 3, y: 4 }, geometry({}))).toMatchObject({
      unit: 'pixels',
      length: 5,
    });
    const spacing = { row: 1, column: 1, plane: 'detector' } as const;
    expect(measure(1, { x: 0, y: 0 }, { x: 3, y: 4 }, geometry({ spacing })).unit).toBe('mm-detector');
  });

  it('finds the end under a finger', () => {
    const rulers = [{ id: 7, a: { x: 0, y: 0 }, b: { x: 100, y: 0 } }];
    expect(endNear(rulers, { x: 95, y: 5 }, 22)).toEqual({ id: 7, end: 'to' });
    expect(endNear(rulers, { x: 50, y: 0 }, 22)).toBeNull();
  });
});
