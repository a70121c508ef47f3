import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../decode/decode-frame.ts';
import { openInstance } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { imageElements, writeDicom } from '../testing/write-dicom.ts';
import { automaticWindow, type DisplayFrame, displayFrame } from './display-frame.ts';

const codecs = nodeCodecs();

const show = async (file: string, index = 0): Promise<DisplayFrame> => {
  const { description, bytes } = openInstance(readDicomFile(file));
  const part = frameBytes(bytes, description, index);
  const stored = await decodeFrame(part.bytes, description.format, part.firstBit, codecs);
  return displayFrame(stored, description, index);
};

const colours = async (file: string): Promise<Uint8Array> => {
  const frame = await show(file);
  if (frame.kind !== 'colour') throw new Error('grey');
  return frame.pixels;
};

describe('automaticWindow', () => {
  it('leaves out padding', () => {
    const values = Int16Array.from([-2000, -2000, -2000, 0, 50, 100]);
    const { center, width } = automaticWindow({ values, slope: 1, intercept: 0 }, [-2000, -2000]);
    expect(center - width / 2).toBe(0);
    expect(center + width / 2).toBe(100);
  });

  it('has a width also for a picture of one value', () => {
    const window = automaticWindow({ values: new Uint8Array(16), slope: 1, intercept: 0 }, null);
    expect(window.width).toBeGreaterThan(0);
  });
});

describe('greys of eight bits without a window', () => {
  /** A black page with a line of letters, whose edges are grey: less than half a percent of it. */
  const page = (modality: string): readonly unknown[] => {
    const { description } = openInstance(
      writeDicom('1.2.840.10008.1.2.1', [
        ...imageElements(40, 40),
        ['00080060', 'CS', modality],
        ['7fe00010', 'OB', new Uint8Array(1600)],
      ]),
    );
    const samples = new Uint8Array(1600);
    samples.set([64, 128, 255], 800);
    const frame = displayFrame(
      { rows: 40, columns: 40, samplesPerPixel: 1, photometric: 'MONOCHROME2', samples },
      description,
      0,
    );
    return frame.kind === 'grey' ? [...frame.windows] : [];
  };

  it('are seen as they were drawn by who made the picture', () => {
    expect(page('US')).toEqual([{ center: 128, width: 256 }]);
    expect(page('OT')).toEqual([{ center: 128, width: 256 }]);
  });

  it('are spread where they count or measure something', () => {
    expect(page('NM')).toEqual([{ center: 0.5, width: 1 }]);
  });
});

describe.skipIf(!hasDicomFolder)('colour', () => {
  it('is the same picture from every colour model', async () => {
    const reference = await colours('colour/TestPattern_RGB.dcm');
    expect(await colours('colour/TestPattern_JPEG-LS-Lossless.dcm')).toEqual(reference);
    const palette = await colours('colour/TestPattern_Palette_16.dcm');
    const difference = palette.reduce(
      (sum, value, index) => sum + Math.abs(value - (reference[index] ?? 0)),
      0,
    );
    expect(difference / reference.length).toBeLessThan(2);
  });

  it('ignores how planes are laid out', async () => {
    expect(await colours('colour/color-pl.dcm')).toEqual(await colours('colour/color-px.dcm'));
  });
});

describe.skipIf(!hasDicomFolder)('grey', () => {
  it('keeps stored values and gives the line to units', async () => {
    const frame = await show('series/ct-head/thick-5mm/0014.dcm');
    expect(frame).toMatchObject({ kind: 'grey', slope: 1, intercept: -1024, units: 'HU', inverted: false });
  });

  it('knows that the lowest value is white', async () => {
    expect(await show('cr/cr-mono1-10bit-chest.dcm')).toMatchObject({ inverted: true });
  });

  it('shows floats in steps finer than any screen', async () => {
    const frame = await show('other/parametric-map-float.dcm');
    if (frame.kind !== 'grey') throw new Error('colour');
    expect(frame.values).toBeInstanceOf(Uint16Array);
    expect(frame.slope).toBeGreaterThan(0);
  });
});
