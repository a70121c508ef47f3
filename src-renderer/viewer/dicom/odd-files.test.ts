import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../decode/decode-frame.ts';
import { type DisplayFrame, displayFrame } from '../look/display-frame.ts';
import { readingOf } from '../notes/reading.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { imageElements, type TestElement, writeDicom } from '../testing/write-dicom.ts';
import { frameDescription, openInstance } from './describe.ts';
import { expandSegments } from './describe-pixels.ts';
import { frameBytes } from './frame-bytes.ts';
import { planeBits } from './overlay-planes.ts';
import { readPart10 } from './part10.ts';
import { transferSyntax } from './transfer-syntax.ts';

const LITTLE = transferSyntax.explicitLittle;
const BIG = transferSyntax.explicitBig;

const stored = async (file: Uint8Array): Promise<number[]> => {
  const { description, bytes } = openInstance(file);
  const { bytes: frame, firstBit } = frameBytes(bytes, description, 0);
  return [...(await decodeFrame(frame, description.format, firstBit, nodeCodecs())).samples];
};

const shown = async (file: Uint8Array): Promise<DisplayFrame> => {
  const { description, bytes } = openInstance(file);
  const { bytes: frame, firstBit } = frameBytes(bytes, description, 0);
  const decoded = await decodeFrame(frame, description.format, firstBit, nodeCodecs());
  return displayFrame(decoded, description, 0);
};

const colours = async (file: Uint8Array): Promise<number[]> => {
  const frame = await shown(file);
  if (frame.kind === 'grey') throw new Error('grey');
  return [...frame.pixels];
};

describe('bytes in the words of a big endian file', () => {
  it('are pixels of eight bits in their order (each second one is written first)', async () => {
    const pixels: TestElement = ['7fe00010', 'OW', [0x0201, 0x0403]];
    expect(await stored(writeDicom(BIG, [...imageElements(2, 2), pixels]))).toEqual([1, 2, 3, 4]);
    expect(await stored(writeDicom(LITTLE, [...imageElements(2, 2), pixels]))).toEqual([1, 2, 3, 4]);
    const single: TestElement = ['7fe00010', 'OB', [1, 2, 3, 4]];
    expect(await stored(writeDicom(BIG, [...imageElements(2, 2), single]))).toEqual([1, 2, 3, 4]);
  });

  it('are the dots of an overlay and the entries of a small palette', async () => {
    const overlay: TestElement[] = [
      ['60000010', 'US', 4],
      ['60000011', 'US', 4],
      ['60003000', 'OW', [0x8001]],
    ];
    const palette = (data: readonly number[]): TestElement[] =>
      [1, 2, 3].flatMap((at): TestElement[] => [
        [`0028110${at}`, 'US', [4, 0, 8]],
        [`0028120${at}`, 'OW', data],
      ]);
    for (const syntax of [LITTLE, BIG]) {
      const file = writeDicom(syntax, [
        ...imageElements(2, 2, { photometric: 'PALETTE COLOR' }),
        ...overlay,
        ...palette([0x1400, 0x3c28]),
        ['7fe00010', 'OB', [3, 2, 1, 0]],
      ]);
      const [plane] = openInstance(file).description.overlays;
      const dots = plane === undefined ? [] : [...planeBits(plane, 0)];
      expect([dots.indexOf(1), dots.lastIndexOf(1)]).toEqual([0, 15]);
      expect(await colours(file)).toEqual([60, 60, 60, 40, 40, 40, 20, 20, 20, 0, 0, 0]);
    }
  });
});

describe('a header that says another transfer syntax than its pixels have', () => {
  const native: TestElement = ['7fe00010', 'OW', [1, 2, 3, 4]];
  const elements = imageElements(2, 2, { bits: 16 });

  it('shows pixels that lie there as they are, whatever compression is declared', async () => {
    expect(await stored(writeDicom('1.2.840.10008.1.2.4.70', [...elements, native]))).toEqual([1, 2, 3, 4]);
    const short: TestElement = ['7fe00010', 'OW', [1, 2, 3]];
    expect(() => openInstance(writeDicom('1.2.840.10008.1.2.4.70', [...elements, short]))).toThrow(
      'without items',
    );
  });

  it('decodes items in a file that declares none', async () => {
    const file = writeDicom(LITTLE, [...elements, ['7fe00010', 'OB', []]]);
    // Two segments of four literal bytes each (PS3.5 §G.3), the high bytes first.
    const segments = [3, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 0];
    const rle = [2, 0, 0, 0, 64, 0, 0, 0, 70, 0, 0, 0, ...new Array<number>(52).fill(0), ...segments];
    const items = [0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0, 0xe0, rle.length, 0, 0, 0, ...rle];
    const undefinedLength = Uint8Array.from([
      ...file.subarray(0, -4),
      ...[255, 255, 255, 255],
      ...items,
      ...[0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
    ]);
    expect(await stored(undefinedLength)).toEqual([1, 2, 3, 4]);
  });
});

describe('pixels that are elsewhere (JPIP)', () => {
  it('are no damage', () => {
    const file = writeDicom('1.2.840.10008.1.2.4.94', [
      ...imageElements(2, 2),
      ['00287fe0', 'UR', 'https://example.org/image'],
    ]);
    expect(() => openInstance(file)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'transfer-syntax-unsupported' }) }),
    );
  });
});

describe('elements of 64 bits', () => {
  it('do not lead the parser astray, in items neither', () => {
    const { dataset } = readPart10(
      writeDicom(LITTLE, [
        ['00080018', 'UI', '1.2.3.4'],
        ['00080429', 'UV', 5_000_000_000],
        ['00091010', 'OV', new Uint8Array(16)],
        [
          '00400275',
          'SQ',
          [
            [
              ['00080429', 'SV', new Uint8Array(8)],
              ['00400007', 'LO', 'inside'],
            ],
          ],
        ],
        ['7fe00001', 'OV', new Uint8Array(8)],
        ['7fe00002', 'OV', Uint8Array.from([4, 0, 0, 0, 0, 0, 0, 0])],
        ['7fe00010', 'OB', [1, 2]],
      ]),
    );
    expect(dataset.item('x00400275')?.string('x00400007')).toBe('inside');
    expect(dataset.value('x7fe00002')?.[0]).toBe(4);
    expect(dataset.has('x7fe00010')).toBe(true);
    expect(dataset.damage).toBeNull();
  });
});

describe('colour', () => {
  const rgb = (elements: readonly TestElement[], pixels: TestElement) =>
    colours(writeDicom(LITTLE, [...elements, pixels]));
  const threes = (bits: number, photometric: string) =>
    imageElements(1, 2, { bits, samples: 3, photometric });

  it('of any depth covers the whole range', async () => {
    const five = threes(8, 'RGB').map((element): TestElement => {
      if (element[0] === '00280101') return ['00280101', 'US', 5];
      return element[0] === '00280102' ? ['00280102', 'US', 4] : element;
    });
    expect(await rgb(five, ['7fe00010', 'OB', [0, 15, 31, 31, 31, 31]])).toEqual([
      0, 123, 255, 255, 255, 255,
    ]);
    const sixteen: TestElement = ['7fe00010', 'OW', [0, 0x8080, 65_535, 257, 0, 0]];
    expect(await rgb(threes(16, 'RGB'), sixteen)).toEqual([0, 128, 255, 1, 0, 0]);
    const ybr: TestElement = ['7fe00010', 'OW', [0x8080, 0x8000, 0x8000, 65_535, 0x8000, 0x8000]];
    expect(await rgb(threes(16, 'YBR_FULL'), ybr)).toEqual([128, 128, 128, 255, 255, 255]);
  });

  it('of the partial range has its black at 16 and its white at 235', async () => {
    const pixels: TestElement = ['7fe00010', 'OB', [16, 235, 128, 128]];
    expect(await rgb(threes(8, 'YBR_PARTIAL_422'), pixels)).toEqual([0, 0, 0, 255, 255, 255]);
    expect(await rgb(threes(8, 'YBR_FULL_422'), pixels)).toEqual([16, 16, 16, 235, 235, 235]);
  });
});

describe('a supplemental palette', () => {
  const file = (presentation: string) =>
    writeDicom(LITTLE, [
      ...imageElements(1, 3),
      ['00089205', 'CS', presentation],
      ...[1, 2, 3].flatMap((at): TestElement[] => [
        [`0028110${at}`, 'US', [2, 100, 16]],
        [`0028120${at}`, 'OW', [at << 8, 65_535]],
      ]),
      ['7fe00010', 'OB', [0, 50, 101]],
    ]);

  it('belongs to a grey image that says that it is coloured, whose light goes by its greys', async () => {
    expect(openInstance(file('COLOR')).description.supplement?.green.first).toBe(100);
    expect(openInstance(file('MONOCHROME')).description.supplement).toBeNull();
    const frame = await shown(file('MIXED'));
    expect(frame).toMatchObject({ kind: 'grey', windows: [{ center: 25, width: 50 }] });
  });
});

describe('segments of a palette of 8 bits', () => {
  it('are bytes, and an indirect one counts them', () => {
    expect(expandSegments([0, 1, 5, 1, 2, 9], 3, 1)).toEqual(Uint16Array.from([5, 7, 9]));
    expect(expandSegments([0, 2, 5, 7, 2, 1, 0, 0, 0, 0], 4, 1)).toEqual(Uint16Array.from([5, 7, 5, 7]));
  });
});

describe('what is measured', () => {
  const table = (vr: 'US' | 'SS', first: number): TestElement => [
    '00283010',
    'SQ',
    [
      [
        ['00283002', vr, [4, first, 8]],
        ['00283006', 'OW', [0, 10, 20, 255]],
      ],
    ],
  ];
  const rescaled: TestElement[] = [
    ...imageElements(1, 4, { bits: 16 }),
    ['00080060', 'CS', 'CT'],
    ['00281052', 'DS', '-1024'],
    ['00281053', 'DS', '1'],
    ['7fe00010', 'OW', [23, 24, 26, 27]],
  ];
  const readings = (frame: DisplayFrame) =>
    [0, 1, 2, 3].map((x) => {
      const geometry = { spacing: null, aspect: 1, regions: [] };
      const reading = readingOf('probe', [{ x, y: 0 }], { geometry, display: frame });
      return reading.kind === 'value' ? (reading.values[0] ?? null) : null;
    });

  it.each([
    ['as SS', 'SS', -1000],
    ['as US', 'US', 65_536 - 1000],
  ] as const)(
    'are rescaled values, though a table whose first lies below zero %s shows them',
    async (_, vr, first) => {
      const frame = await shown(writeDicom(LITTLE, [...rescaled, table(vr, first)]));
      if (frame.kind === 'colour') throw new Error('colour');
      expect([...frame.values]).toEqual([0, 0, 20, 255]);
      expect(readings(frame)).toEqual([-1001, -1000, -998, -997]);
      expect(frame.measured?.units).toBe('HU');
    },
  );

  it('are floats as the file has them, and nothing where it measured nothing', async () => {
    const frame = await shown(
      writeDicom(LITTLE, [
        ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.30'],
        ['00280002', 'US', 1],
        ['00280004', 'CS', 'MONOCHROME2'],
        ['00280010', 'US', 1],
        ['00280011', 'US', 4],
        ['00280122', 'FL', -1e30],
        ['7fe00008', 'OF', [-1e30, NaN, 0.125, 1000.0625]],
      ]),
    );
    expect(readings(frame)).toEqual(
      [-1e30, null, 0.125, 1000.0625].map((value) => value && Math.fround(value)),
    );
    if (frame.kind === 'colour') throw new Error('colour');
    expect([...frame.values]).toEqual([0, 0, 0, 65_535]);
  });
});

describe('a padding', () => {
  const ct = (change: readonly TestElement[]): Uint8Array =>
    writeDicom(LITTLE, [
      ...imageElements(1, 4, { bits: 16, signed: true }),
      ['00280120', 'SS', -2000],
      ['00281052', 'DS', '-1000'],
      ['00281053', 'DS', '1'],
      ...change,
      ['7fe00010', 'OW', [63_536, 63_536, 1040, 1060].map((value) => (value << 16) >> 16)],
    ]);
  const regionOf = (frame: DisplayFrame) => {
    const points = [
      { x: 0, y: 0 },
      { x: 3, y: 0 },
    ];
    const reading = readingOf('rectangle', points, {
      geometry: { spacing: null, aspect: 1, regions: [] },
      display: frame,
    });
    return reading.kind === 'area' ? reading.statistics : null;
  };

  it('takes no part in what is measured in a region (PS3.3 C.7.5.1.1.2)', async () => {
    expect(regionOf(await shown(ct([])))).toMatchObject({ count: 2, mean: 50, least: 40, greatest: 60 });
    const range = await shown(ct([['00280121', 'SS', 1040]]));
    expect(regionOf(range)).toMatchObject({ count: 1, mean: 60 });
  });

  it('is one of the file, and not of what a table made of it', async () => {
    const table: TestElement = [
      '00283000',
      'SQ',
      [
        [
          ['00283002', 'SS', [4, 1039, 16]],
          ['00283006', 'OW', [0, 100, 200, 300]],
        ],
      ],
    ];
    expect(regionOf(await shown(ct([table])))?.count).toBe(4);
  });
});

describe('the light of each frame', () => {
  const tableOf = (explanation: string): TestElement => [
    '00283010',
    'SQ',
    [
      [
        ['00283002', 'US', [2, 0, 8]],
        ['00283003', 'LO', explanation],
        ['00283006', 'OW', [0, 255]],
      ],
    ],
  ];
  const frames = (voi: readonly (readonly TestElement[])[], root: readonly TestElement[] = []) =>
    openInstance(
      writeDicom(LITTLE, [
        ...imageElements(1, 2),
        ...root,
        ['00280008', 'IS', String(voi.length)],
        ['52009230', 'SQ', voi.map((item) => [['00289132', 'SQ', [item]] as const])],
        ['7fe00010', 'OB', voi.flatMap(() => [0, 1])],
      ]),
    ).description.frames.map(({ look }) => look);

  it('may be a table of its own (PS3.3 C.7.6.16.2.10b)', () => {
    const [one, other] = frames([[tableOf('one')], [tableOf('other')]]);
    expect(one?.voiTable?.explanation).toBe('one');
    expect(other?.voiTable?.explanation).toBe('other');
  });

  it('is not mixed with what the image says of all', () => {
    const window: TestElement[] = [
      ['00281050', 'DS', '40'],
      ['00281051', 'DS', '400'],
    ];
    const [tabled] = frames([[tableOf('own')]], window);
    expect(tabled?.windows).toEqual([]);
    const [windowed] = frames([window], [tableOf('for all')]);
    expect(windowed).toMatchObject({ windows: [{ center: 40, width: 400 }], voiTable: null });
  });
});

describe('slices of a nuclear tomogram', () => {
  const tomogram = (step: string, slices: readonly number[], kind = 'RECON TOMO') =>
    openInstance(
      writeDicom(LITTLE, [
        ...imageElements(1, 2),
        ['00080008', 'CS', `ORIGINAL\\PRIMARY\\${kind}\\EMISSION`],
        ['00080060', 'CS', 'NM'],
        ['00180088', 'DS', step],
        ['00280008', 'IS', String(slices.length)],
        [
          '00540022',
          'SQ',
          [
            [
              ['00200032', 'DS', '-100\\-90\\50'],
              ['00200037', 'DS', '1\\0\\0\\0\\1\\0'],
            ],
          ],
        ],
        ['00540080', 'US', slices],
        ['7fe00010', 'OB', new Uint8Array(2 * slices.length)],
      ]),
    ).description.frames.map(({ geometry }) => geometry);

  it('lie one step after another from the first, behind it or in front of it (PS3.3 C.8.4.15)', () => {
    expect(tomogram('4', [1, 2, 3]).map(({ position }) => position?.[2])).toEqual([50, 54, 58]);
    expect(tomogram('-4', [1, 2, 3]).map(({ position }) => position?.[2])).toEqual([50, 46, 42]);
    expect(tomogram('4', [1, 2])[1]).toMatchObject({
      position: [-100, -90, 54],
      orientation: [1, 0, 0, 0, 1, 0],
    });
  });

  it('lie where nobody knows without a step, or where views turn round the patient', () => {
    expect(tomogram('0', [1, 2])).toMatchObject([{ position: null, orientation: null }]);
    expect(tomogram('4', [1, 2], 'TOMO')).toMatchObject([{ position: null, orientation: null }]);
  });
});

describe('units', () => {
  const unitsOf = (elements: readonly TestElement[]): string => {
    const file = writeDicom(LITTLE, [...imageElements(1, 2), ...elements, ['7fe00010', 'OB', [0, 0]]]);
    return frameDescription(openInstance(file).description, 0).look.units;
  };

  it('are those of the modality table, of a PET that gives no SUV, and short', () => {
    const modality: TestElement[] = [
      ['00283002', 'US', [1, 0, 8]],
      ['00283004', 'LO', 'OD'],
      ['00283006', 'OW', [0]],
    ];
    expect(unitsOf([['00283000', 'SQ', [modality]]])).toBe('OD');
    expect(
      unitsOf([
        ['00080060', 'CS', 'PT'],
        ['00541001', 'CS', 'BQML'],
      ]),
    ).toBe('Bq/ml');
    expect(unitsOf([['00281054', 'LO', 'a long story about units']])).toHaveLength(16);
  });
});
