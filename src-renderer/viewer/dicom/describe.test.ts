import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../decode/decode-frame.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { frameDescription, openInstance } from './describe.ts';
import { orientationFrom } from './describe-frames.ts';
import { expandSegments } from './describe-pixels.ts';
import { readPart10 } from './part10.ts';

const open = (file: string) => openInstance(readDicomFile(file)).description;
const first = (file: string) => frameDescription(open(file), 0);

describe('orientationFrom', () => {
  it('takes two unit directions at right angles, and nothing else', () => {
    expect(orientationFrom([1, 0, 0, 0, 1, 0])).toEqual([1, 0, 0, 0, 1, 0]);
    expect(orientationFrom([1, 0, 0, 1, 0, 0])).toBeNull();
    expect(orientationFrom([0, 0, 0, 0, 0, 0])).toBeNull();
    expect(orientationFrom([1, 0, 0])).toBeNull();
  });
});

describe('expandSegments', () => {
  it('expands discrete, linear and indirect segments (PS3.3 C.7.9.2)', () => {
    expect(expandSegments([0, 2, 5, 7, 1, 3, 10], 5)).toEqual(Uint16Array.from([5, 7, 8, 9, 10]));
    expect(expandSegments([0, 2, 5, 7, 2, 1, 0, 0], 4)).toEqual(Uint16Array.from([5, 7, 5, 7]));
    expect(expandSegments([1, 3, 10], 3)).toBeNull();
  });
});

describe('an extended offset table', () => {
  it('does not lead the parser astray (dicom-parser reads OV wrongly)', () => {
    const element = (
      tag: readonly number[],
      vr: string,
      value: readonly number[],
      long: boolean,
    ): number[] => {
      const length = long ? [0, 0, value.length, 0, 0, 0] : [value.length, 0];
      return [...tag, ...new TextEncoder().encode(vr), ...length, ...value];
    };
    const bytes = Uint8Array.from([
      ...new Uint8Array(128),
      ...new TextEncoder().encode('DICM'),
      ...element([2, 0, 0x10, 0], 'UI', [...new TextEncoder().encode('1.2.840.10008.1.2.4.50')], false),
      ...element([8, 0, 0x60, 0], 'CS', [...new TextEncoder().encode('US')], false),
      ...element([0xe0, 0x7f, 1, 0], 'OV', [0, 0, 0, 0, 0, 0, 0, 0], true),
      ...element([0xe0, 0x7f, 2, 0], 'OV', [4, 0, 0, 0, 0, 0, 0, 0], true),
      ...element([0xe0, 0x7f, 0x10, 0], 'OB', [], true),
    ]);
    const { dataset } = readPart10(bytes);
    expect(dataset.string('x00080060')).toBe('US');
    expect(dataset.has('x7fe00010')).toBe(true);
    expect(dataset.value('x7fe00002')?.[0]).toBe(4);
  });
});

describe.skipIf(!hasDicomFolder)('a High Bit above the stored ones', () => {
  // 16 bits allocated and stored become 12 stored ones at the top of the word, as old writers put them.
  const header = (highBit: number) => {
    const bytes = Uint8Array.from(readDicomFile('ct/ct-small-128.dcm'));
    const put = (element: number, value: number) => {
      const tag = [0x28, 0, element, 0x01, 0x55, 0x53, 2, 0];
      const at = bytes.findIndex((_byte, start) =>
        tag.every((byte, offset) => bytes[start + offset] === byte),
      );
      bytes.set([value, 0], at + tag.length);
    };
    put(1, 12);
    put(2, highBit);
    return openInstance(bytes).description.format;
  };

  it('leaves bits below them, which the decoder takes away', async () => {
    expect(header(11).lowBits).toBe(0);
    expect(header(16).lowBits).toBe(0);
    const format = { ...header(15), rows: 1, columns: 2 };
    expect(format.lowBits).toBe(4);
    const words = Uint8Array.from([0x1f, 0x80, 0xf3, 0x7f]);
    const decode = async (signed: boolean) => [
      ...(await decodeFrame(words, { ...format, signed }, 0, nodeCodecs())).samples,
    ];
    expect(await decode(true)).toEqual([-2047, 2047]);
    expect(await decode(false)).toEqual([0x801, 0x7ff]);
  });
});

describe.skipIf(!hasDicomFolder)('real headers', () => {
  it('reads geometry, rescale and window of a CT', () => {
    const { geometry, look } = first('series/ct-head/thick-5mm/0014.dcm');
    expect(geometry.orientation?.slice(0, 3)).toEqual([1, 0, 0]);
    expect(geometry.spacing?.plane).toBe('patient');
    expect(look).toMatchObject({ slope: 1, intercept: -1024, units: 'HU' });
    expect(look.windows.length).toBeGreaterThan(0);
  });

  it('speaks of no millimetres beside an M-mode trace, whatever Pixel Spacing says (C.8.5.5)', () => {
    expect(first('us/us-rgb-regions.dcm').geometry.spacing).toBeNull();
    expect(first('us/us-palette.dcm').geometry.spacing).toBeNull();
    expect(first('us/us-cine-63frames-jpeg.dcm').geometry.spacing?.row).toBeCloseTo(0.324, 3);
  });

  it('has the regions of an ultrasound image, each with its own meaning, and passes over bars of colours', () => {
    const { regions, aspect } = first('us/us-cine-17frames-doppler.dcm').geometry;
    expect(regions.map(({ across, down }) => [across?.unit, down?.unit])).toEqual([
      ['mm', 'mm'],
      ['s', undefined],
    ]);
    // Pixels of the picture are wider than high.
    expect(aspect).toBeCloseTo(0.8, 6);
    expect(first('series/us-stress-echo/01.dcm').geometry).toMatchObject({ regions: [], aspect: 1 });
    expect(first('series/us-stress-echo/01.dcm').geometry.spacing?.row).toBeCloseTo(0.3628, 4);
    const [, trace] = first('us/us-rgb-regions.dcm').geometry.regions;
    expect(trace?.across?.unit).toBe('s');
    expect(trace?.down?.step).toBeCloseTo(0.5323, 4);
  });

  it('speaks of no millimetres where the spacing is nonsense', () => {
    expect(first('broken/pixel-spacing-zero.dcm').geometry.spacing).toBeNull();
    expect(first('xa/xa-cine-75frames-jpeg.dcm').geometry.spacing).toBeNull();
  });

  it('passes over a window of no width, a slope of nothing and directions that are none', () => {
    expect(first('broken/window-width-zero.dcm').look.windows).toEqual([]);
    expect(first('broken/rescale-slope-zero.dcm').look.slope).toBe(1);
    expect(first('broken/orientation-not-orthogonal.dcm').geometry.orientation).toBeNull();
  });

  it('describes each frame of an enhanced image', () => {
    const enhanced = open('syntax/multiframe-ct0012-explicit.dcm');
    expect(enhanced.frames.map(({ geometry }) => geometry.position?.[2])).toEqual([-159, -149]);
    expect(enhanced.frameTimes).toBeNull();
  });

  it('knows how long each frame of a clip stays', () => {
    expect(open('xa/xa-cine-75frames-jpeg.dcm').frameTimes?.[0]).toBeCloseTo(66.67, 1);
    expect(open('us/us-cine-30frames-ybr.dcm').frameTimes).not.toBeNull();
  });

  it('knows what a parametric map measures, and that parts of a dose are no gray', () => {
    expect(first('other/parametric-map-float.dcm').look).toMatchObject({ slope: 1, intercept: 0, units: '' });
    expect(first('rt/rtdose.dcm').look).toMatchObject({ slope: 1e-6, units: '' });
  });

  it('does not take the modality table of angiography for showing', () => {
    expect(first('xa/xa-cine-75frames-jpeg.dcm').look.modalityTable).toBeNull();
    expect(first('cr/cr-modality-lut-sequence.dcm').look.modalityTable).not.toBeNull();
  });

  it.each([
    ['sr', 'instance-has-no-image', 'ecg/ecg-12lead.dcm'],
    ['video', 'instance-is-video', 'video/es-h264-mp4-50frames.dcm'],
    ['text', 'instance-not-dicom', 'broken/text-named.dcm'],
    ['rows', 'instance-damaged', 'broken/rows-zero.dcm'],
    ['deep', 'instance-damaged', 'broken/nested-4000-deep.dcm'],
    ['huge', 'instance-damaged', 'broken/oob-monochrome-46341.dcm'],
  ])('refuses %s with its code', (_, code, file) => {
    expect(() => open(file)).toThrow(expect.objectContaining({ error: expect.objectContaining({ code }) }));
  });
});
