import { createHash } from 'node:crypto';
import dicomParser, { type DataSet } from 'dicom-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorld } from '../build-world.ts';
import { decodeJpegLs } from '../dicom/jpeg-ls.ts';
import { contextOf } from '../generate.ts';
import { nodule } from '../phantoms/thorax/thorax.ts';
import { imagesBySeries } from '../world/image-counts.ts';
import type { ExamContext, ImageFile } from './context.ts';
import { makePart } from './make.ts';
import { mrBrain } from './mr-brain.ts';
import { mrKnee } from './mr-knee.ts';
import { partsOf } from './parts.ts';

const world = buildWorld();

function contextFor(key: string): ExamContext {
  const exam = world.exams.find((candidate) => candidate.key === key);
  const context = exam && contextOf(world, exam);
  if (!context) throw new Error(`no images in ${key}`);
  return context;
}

const parse = ({ bytes }: ImageFile): DataSet => dicomParser.parseDicom(bytes);
const decimals = (dataSet: DataSet, tag: string): number[] =>
  (dataSet.string(tag) ?? '').split('\\').map(Number);
const hash = (files: readonly ImageFile[]): string =>
  files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')).join();

async function pixelsOf(dataSet: DataSet): Promise<Uint16Array> {
  const element = dataSet.elements['x7fe00010']!;
  if (dataSet.string('x00020010') === '1.2.840.10008.1.2.1') {
    const copy = Uint8Array.from(
      dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length),
    );
    return new Uint16Array(copy.buffer);
  }
  return decodeJpegLs(dicomParser.readEncapsulatedImageFrame(dataSet, element, 0));
}

/** Mean in a square of 2n + 1 pixels around a place in the patient's coordinates, after rescale. */
async function meanAt(dataSet: DataSet, x: number, y: number, n: number): Promise<number> {
  const pixels = await pixelsOf(dataSet);
  const [px = 1] = decimals(dataSet, 'x00280030');
  const [left = 0, top = 0] = decimals(dataSet, 'x00200032');
  const columns = dataSet.uint16('x00280011') ?? 0;
  const column = Math.round((x - left) / px);
  const row = Math.round((y - top) / px);
  let sum = 0;
  for (let j = -n; j <= n; j++) {
    for (let i = -n; i <= n; i++) sum += pixels[(row + j) * columns + column + i] ?? 0;
  }
  return sum / (2 * n + 1) ** 2 + (decimals(dataSet, 'x00281052')[0] ?? 0);
}

describe('the CT of the thorax', () => {
  const context = contextFor('martin-ct-thorax');
  let files: ImageFile[];
  let thin: DataSet[];
  beforeAll(async () => {
    // Images 81 to 90 of series 2, and the thick slices of the same stretch.
    files = await makePart(context, 9);
    thin = files.filter(({ series }) => series === 2).map(parse);
  });

  it('is made of ten thin and three thick slices a part', () => {
    expect(files.map(({ series, image }) => `${series}/${image}`)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `2/${81 + index}`),
      '3/25',
      '3/26',
      '3/27',
    ]);
    const [scout = 0, axial = 0, thick = 0] = imagesBySeries(context.recipe);
    expect([scout, axial, thick]).toEqual([
      1,
      (partsOf(context.recipe) - 1) * 10,
      (partsOf(context.recipe) - 1) * 3,
    ]);
  });

  it('has a geometry that agrees with itself', () => {
    thin.forEach((dataSet, index) => {
      const [x, y, z] = decimals(dataSet, 'x00200032');
      const [x0, y0, z0 = 0] = decimals(thin[0]!, 'x00200032');
      expect([x, y]).toEqual([x0, y0]);
      expect(z).toBeCloseTo(z0 - index * 1.5, 6);
      expect(decimals(dataSet, 'x00201041')[0]).toBeCloseTo(z ?? 0, 6);
      expect(decimals(dataSet, 'x00200037')).toEqual([1, 0, 0, 0, 1, 0]);
      expect(decimals(dataSet, 'x00280030')).toEqual([0.703125, 0.703125]);
      expect(dataSet.elements['x7fe00010']?.length).toBe(512 * 512 * 2);
    });
    expect(new Set(files.map((file) => parse(file).string('x00200052'))).size).toBe(1);
    expect(new Set(files.map((file) => parse(file).string('x0020000d')))).toEqual(
      new Set([context.exam.studyInstanceUid]),
    );
    expect(new Set(files.map((file) => parse(file).string('x00080018'))).size).toBe(files.length);
  });

  it('names the person in UTF-8 and the place', () => {
    const dataSet = thin[0]!;
    expect(dataSet.string('x00080005')).toBe('ISO_IR 192');
    expect(dataSet.string('x00100010')).toBe('MARTIN^Jeanne');
    expect(dataSet.string('x00100020')).toBe(world.patients[0]?.patientNumber);
    expect(dataSet.string('x00101010')).toBe('074Y');
    expect(dataSet.string('x00080020')).toBe('20260303');
  });

  it('holds true Hounsfield units', async () => {
    const image = thin[6]!;
    expect(image.string('x00200013')).toBe('87');
    expect(await meanAt(image, -60, -150, 4)).toBeCloseTo(-1000, -1);
    expect(Math.abs((await meanAt(image, nodule.x, nodule.y, 2)) - nodule.hu)).toBeLessThan(15);
    // Lung in front of the nodule, the descending aorta with contrast, the marrow of a vertebra.
    expect(Math.abs((await meanAt(image, -90, 25, 3)) + 850)).toBeLessThan(60);
    expect(Math.abs((await meanAt(image, 27, 37, 4)) - 188)).toBeLessThan(15);
    expect(Math.abs((await meanAt(image, 0, 50, 3)) - 205)).toBeLessThan(60);
  });

  it('is the same every time', async () => {
    expect(hash(await makePart(context, 9))).toBe(hash(files));
  });

  it('had no nodule a year before, at the same place', async () => {
    const prior = await makePart(contextFor('martin-ct-thorax-prior'), 5);
    const nearest = prior.map(parse).find((dataSet) => {
      const z = decimals(dataSet, 'x00200032')[2] ?? 0;
      return Math.abs(z - (128.5 - nodule.z)) <= 1.5;
    })!;
    expect(nearest.string('x00020010')).toBe('1.2.840.10008.1.2.4.80');
    expect(await meanAt(nearest, nodule.x, nodule.y, 2)).toBeLessThan(-500);
    expect(Math.abs((await meanAt(nearest, 27, 37, 4)) - 42)).toBeLessThan(15);
  });
});

describe('magnetic resonance', () => {
  it('promises as many images as it makes', () => {
    expect(mrKnee.series.map(({ images }) => images)).toEqual(imagesBySeries({ phantom: 'mr-knee' }));
    expect(mrBrain('old').series.map(({ images }) => images)).toEqual(
      imagesBySeries({ phantom: 'mr-brain', age: 'old' }),
    );
  });

  it('has one frame of reference and slices a step apart along their normal', async () => {
    const context = contextFor('martin-mr-brain');
    const frames = new Set<string | undefined>();
    for (const part of [0, 2]) {
      const sets = (await makePart(context, part)).map(parse);
      for (const dataSet of sets) frames.add(dataSet.string('x00200052'));
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = decimals(sets[0]!, 'x00200037');
      const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
      const along = sets.map((dataSet) =>
        decimals(dataSet, 'x00200032').reduce((sum, value, axis) => sum + value * (normal[axis] ?? 0), 0),
      );
      along.slice(1).forEach((value, index) => {
        expect(Math.abs(value - (along[index] ?? 0))).toBeCloseTo(decimals(sets[0]!, 'x00180088')[0] ?? 0, 5);
      });
    }
    expect(frames.size).toBe(1);
  });
});

describe('a radiograph', () => {
  it('says which hand it is, and shows black bones where it says MONOCHROME1', async () => {
    const [file] = await makePart(contextFor('leo-dx-hand'), 0);
    const dataSet = parse(file!);
    expect(dataSet.string('x00280004')).toBe('MONOCHROME1');
    expect(dataSet.string('x00200062')).toBe('L');
    const pixels = await pixelsOf(dataSet);
    const columns = dataSet.uint16('x00280011') ?? 0;
    const rows = dataSet.uint16('x00280010') ?? 0;
    // Air at the corner takes the most rays: white, the highest value.
    expect(pixels[20 * columns + 20]).toBeGreaterThan(3900);
    expect(Math.min(...pixels.subarray((rows - 200) * columns, (rows - 199) * columns))).toBeLessThan(1200);
  });
});

describe('the ultrasound of the heart', () => {
  it('is a cine in colour with its frame time and centimetres', async () => {
    const [, file] = await makePart(contextFor('martin-us-heart'), 0);
    const dataSet = parse(file!);
    const element = dataSet.elements['x7fe00010']!;
    expect(dataSet.string('x00280008')).toBe('44');
    expect(Number(dataSet.string('x00181063'))).toBeCloseTo(60_000 / 68 / 44, 4);
    expect(dataSet.uint16('x00280002')).toBe(3);
    expect(element.basicOffsetTable).toHaveLength(44);
    for (const frame of [0, 21, 43]) {
      expect([...dicomParser.readEncapsulatedImageFrame(dataSet, element, frame).subarray(0, 2)]).toEqual([
        0xff, 0xd8,
      ]);
    }
    const region = dataSet.elements['x00186011']?.items?.[0]?.dataSet;
    expect(region?.uint16('x00186024')).toBe(3);
    expect(region?.double('x0018602c')).toBe(1 / 32);
  });
});
