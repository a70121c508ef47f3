import { describe, expect, it } from 'vitest';
import { openInstance } from '../dicom/describe.ts';
import { displayFrame } from '../look/display-frame.ts';
import { readingOf } from '../notes/reading.ts';
import type { DisplayedArea } from '../objects/presentation-state.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { frameOf } from '../stage/image-facts.ts';
import { shapeOf } from '../stage/pose.ts';
import { imageElements, type TestElement, writeDicom } from '../testing/write-dicom.ts';
import { calibrated } from './calibrated.ts';

const imageOf = (...elements: TestElement[]): LoadedImage => {
  const instance = openInstance(
    writeDicom('1.2.840.10008.1.2.1', [
      ...imageElements(4, 4),
      ['00080060', 'CS', 'DX'],
      ['7fe00010', 'OB', new Uint8Array(16)],
      ...elements,
    ]),
  ).description;
  const samples = new Uint8Array(16);
  const frame = { rows: 4, columns: 4, samplesPerPixel: 1, photometric: 'MONOCHROME2', samples };
  return { instance, frame: 0, display: displayFrame(frame, instance, 0) };
};

const area = (change: Partial<DisplayedArea>): DisplayedArea => ({
  references: [],
  left: 1,
  top: 1,
  right: 4,
  bottom: 4,
  mode: 'fit',
  spacing: null,
  aspect: null,
  ...change,
});

const atDetector: TestElement = ['00181164', 'DS', '0.2\\0.2'];
const lengthOn = (image: LoadedImage) =>
  readingOf(
    'length',
    [
      { x: 0, y: 0 },
      { x: 0, y: 3 },
    ],
    { geometry: frameOf(image).geometry, display: image.display },
  );

describe('calibrated', () => {
  it('gives pixels the size that the state has: to be seen and measured by (PS3.3 C.10.4)', () => {
    const image = imageOf(atDetector);
    expect(lengthOn(image)).toMatchObject({ scale: 'mm-detector' });
    const wish = area({ spacing: { row: 0.3, column: 0.15 } });
    const changed = calibrated(image, wish);
    expect(shapeOf(changed).aspect).toBe(2);
    const length = lengthOn(changed);
    expect(length).toMatchObject({ scale: 'mm' });
    expect(length.kind === 'length' ? length.length : null).toBeCloseTo(0.9);
    expect(calibrated(image, wish)).toBe(changed);
    expect(image.instance.frames[0]?.geometry.spacing?.row).toBe(0.2);
  });

  it('does not take the detector’s size said again for one in the patient', () => {
    const image = imageOf(atDetector);
    expect(calibrated(image, area({ spacing: { row: 0.2, column: 0.2 } }))).toBe(image);
    expect(calibrated(image, area({}))).toBe(image);
    expect(calibrated(image, null)).toBe(image);
  });

  it('shows pixels in the shape that the state has, and measures by the millimetres of the file', () => {
    const shown = calibrated(imageOf(atDetector), area({ aspect: 2 }));
    expect(shapeOf(shown).aspect).toBe(2);
    const length = lengthOn(shown);
    expect(length.kind === 'length' ? length.length : null).toBeCloseTo(0.6);
    expect(shapeOf(calibrated(imageOf(), area({ aspect: 0.5 }))).aspect).toBe(0.5);
    expect(calibrated(imageOf(), area({ aspect: 1 })).instance.frames[0]?.geometry).not.toHaveProperty(
      'shownAspect',
    );
  });
});
