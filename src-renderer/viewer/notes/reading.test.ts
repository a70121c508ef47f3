import { describe, expect, it } from 'vitest';
import type { UltrasoundRegion } from '../dicom/types.ts';
import type { GreyFrame } from '../look/display-frame.ts';
import { type Measured, readingOf } from './reading.ts';

const grey = (values: number[], columns: number, change: Partial<GreyFrame> = {}): GreyFrame => ({
  kind: 'grey',
  rows: values.length / columns,
  columns,
  values: Int16Array.from(values),
  min: Math.min(...values),
  max: Math.max(...values),
  slope: 1,
  intercept: 0,
  units: '',
  windows: [{ center: 0, width: 1 }],
  windowShape: 'linear',
  inverted: false,
  through: null,
  ...change,
});

const image = (
  geometry: Partial<Measured['geometry']> = {},
  display: Measured['display'] = grey([0], 1),
): Measured => ({
  geometry: { spacing: null, aspect: 1, regions: [], ...geometry },
  display,
});
const at = (x: number, y: number) => ({ x, y });
const anisotropic = { spacing: { row: 2, column: 0.5, plane: 'patient' } } as const;

describe('a length', () => {
  it('goes by the spacing of rows and of columns', () => {
    expect(readingOf('length', [at(0, 0), at(6, 2)], image(anisotropic))).toEqual({
      kind: 'length',
      length: 5,
      scale: 'mm',
    });
  });

  it('says pixels without a spacing, and the detector where that is what is known', () => {
    expect(readingOf('length', [at(0, 0), at(3, 4)], image())).toMatchObject({ scale: 'pixels', length: 5 });
    const detector = { spacing: { row: 1, column: 1, plane: 'detector' } } as const;
    expect(readingOf('length', [at(0, 0), at(3, 4)], image(detector))).toMatchObject({
      scale: 'mm-detector',
    });
  });
});

describe('an angle', () => {
  it('is measured in the patient and not in pixels', () => {
    expect(readingOf('angle', [at(4, 0), at(0, 0), at(0, 9)], image(anisotropic))).toMatchObject({
      degrees: 90,
    });
    const diagonal = readingOf('angle', [at(4, 0), at(0, 0), at(4, 1)], image(anisotropic));
    expect(diagonal.kind === 'angle' && diagonal.degrees).toBeCloseTo(45);
  });

  it('of Cobb is the smaller one, whichever way the lines were drawn', () => {
    const lines = [at(0, 0), at(10, 0), at(10, 10), at(0, 20)];
    const reversed = [at(10, 0), at(0, 0), at(10, 10), at(0, 20)];
    for (const points of [lines, reversed]) {
      const reading = readingOf('cobb', points, image());
      expect(reading.kind === 'angle' && reading.degrees).toBeCloseTo(45);
    }
  });
});

describe('statistics', () => {
  const frame = grey([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, { slope: 2, intercept: -1000, units: 'HU' });

  it('of a rectangle are those of the pixels whose middle lies inside, in units', () => {
    const reading = readingOf('rectangle', [at(0.6, 0.6), at(2.4, 2.4)], image(anisotropic, frame));
    expect(reading).toMatchObject({
      kind: 'area',
      scale: 'mm',
      statistics: { count: 4, mean: -986, least: -990, greatest: -982, units: 'HU' },
    });
    expect(reading.kind === 'area' && reading.area).toBeCloseTo(1.8 * 0.5 * 1.8 * 2);
    // 5, 6, 8, 9: a sample's deviation, twice as large by the slope.
    expect(reading.kind === 'area' && reading.statistics?.deviation).toBeCloseTo(2 * Math.sqrt(10 / 3));
  });

  it('of an ellipse leave the corners out', () => {
    const reading = readingOf('ellipse', [at(0, 0), at(2, 2)], image({}, frame));
    expect(reading).toMatchObject({ scale: 'pixels', statistics: { count: 5, mean: -990 } });
    expect(reading.kind === 'area' && reading.area).toBeCloseTo(Math.PI);
  });

  it('are none outside of the picture, and none of colours', () => {
    expect(readingOf('rectangle', [at(10, 10), at(12, 12)], image({}, frame))).toMatchObject({
      statistics: null,
    });
    const colour = { kind: 'colour', rows: 1, columns: 1, pixels: Uint8Array.of(1, 2, 3) } as const;
    expect(readingOf('ellipse', [at(0, 0), at(1, 1)], image({}, colour))).toMatchObject({ statistics: null });
    expect(readingOf('probe', [at(0.2, -0.4)], image({}, colour))).toEqual({
      kind: 'value',
      values: [1, 2, 3],
      units: '',
    });
  });
});

describe('of an image that its file ends within', () => {
  const cut = grey([1, 2, 3, 4, 0, 0, 0, 0], 2, { rowsThere: 2 });

  it('only what is there is measured, and that something is missing is said', () => {
    expect(readingOf('rectangle', [at(0, 1), at(1, 3)], image({}, cut))).toMatchObject({
      statistics: { count: 2, mean: 3.5, least: 3 },
      missing: 'some',
    });
    expect(readingOf('ellipse', [at(0, 2), at(1, 3)], image({}, cut))).toMatchObject({
      statistics: null,
      missing: 'all',
    });
    expect(readingOf('probe', [at(1, 2)], image({}, cut))).toMatchObject({ values: [], missing: 'all' });
  });

  it('what lies in the part that is there is measured as ever', () => {
    const rectangle = readingOf('rectangle', [at(0, 0), at(1, 1)], image({}, cut));
    expect(rectangle).toMatchObject({ statistics: { count: 4 } });
    expect(rectangle).not.toHaveProperty('missing');
    expect(readingOf('probe', [at(1, 1)], image({}, cut))).toEqual({ kind: 'value', values: [4], units: '' });
    expect(readingOf('rectangle', [at(5, 9), at(6, 12)], image({}, cut))).not.toHaveProperty('missing');
  });
});

it('a probe reads the pixel that it stands on, and nothing outside', () => {
  const frame = grey([1, 2, 3, 4], 2, { slope: 1, intercept: -1024, units: 'HU' });
  expect(readingOf('probe', [at(1.4, 0.6)], image({}, frame))).toEqual({
    kind: 'value',
    values: [-1020],
    units: 'HU',
  });
  expect(readingOf('probe', [at(-0.6, 0)], image({}, frame))).toMatchObject({ values: [] });
});

describe('on an ultrasound image of several regions', () => {
  const picture: UltrasoundRegion = {
    ...{ left: 0, top: 0, right: 99, bottom: 99 },
    across: { unit: 'mm', step: -0.5, origin: null },
    down: { unit: 'mm', step: 0.25, origin: null },
  };
  const spectrum: UltrasoundRegion = {
    ...{ left: 0, top: 120, right: 99, bottom: 199 },
    across: { unit: 's', step: 0.01, origin: null },
    // The baseline lies at row 170.
    down: { unit: 'cm/s', step: -2, origin: 340 },
  };
  const doppler = image({ regions: [picture, spectrum] });

  it('a line in a picture is in millimetres, an area too', () => {
    const line = readingOf('length', [at(10, 10), at(16, 26)], doppler);
    expect(line).toEqual({ kind: 'length', length: 5, scale: 'mm' });
    const box = readingOf('rectangle', [at(10, 10), at(20, 20)], doppler);
    expect(box).toMatchObject({ area: 12.5, scale: 'mm' });
  });

  it('a line in a spectrum is a duration and a difference of speed', () => {
    expect(readingOf('length', [at(10, 130), at(60, 160)], doppler)).toEqual({
      kind: 'trace',
      parts: [
        { quantity: 'duration', value: 0.5 },
        { quantity: 'speed-change', value: 60 },
      ],
    });
  });

  it('a probe in a spectrum says the speed from the baseline on, on either side of it', () => {
    const speedAt = (y: number) => readingOf('probe', [at(50, y)], doppler);
    expect(speedAt(130)).toEqual({ kind: 'trace', parts: [{ quantity: 'speed', value: 80 }] });
    expect(speedAt(175)).toEqual({ kind: 'trace', parts: [{ quantity: 'speed', value: 10 }] });
  });

  it('what lies in two of them, or in none, has no scale', () => {
    expect(readingOf('length', [at(10, 50), at(10, 150)], doppler)).toMatchObject({ scale: 'pixels' });
    expect(readingOf('length', [at(10, 105), at(10, 115)], doppler)).toMatchObject({ scale: 'pixels' });
  });
});
