import { describe, expect, it } from 'vitest';
import { runTask } from '../decode/run-task.ts';
import { readObject } from '../objects/read-object.ts';
import type { DoseGrid } from '../objects/dose.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { DoseLayers, doseLevels, planeAt } from './dose-layer.ts';
import { LayerBook } from './layer-book.ts';

const codecs = nodeCodecs();

/** The first plane of the dose itself, moved along its normal: an image that lies as it does. */
const imageAt = async (depth: number): Promise<LoadedImage> => {
  const file = readDicomFile('rt/rtdose.dcm').slice().buffer;
  const answer = await runTask({ kind: 'open', file, frame: 0 }, codecs);
  if (!('outcome' in answer) || !answer.outcome.ok) throw new Error('not opened');
  const [frame] = answer.description.frames;
  const place = frame?.geometry.position;
  if (frame === undefined || !place) throw new Error('no place');
  const geometry = { ...frame.geometry, position: [place[0], place[1], place[2] + depth] as const };
  return {
    instance: { ...answer.description, frames: [{ ...frame, geometry }] },
    frame: 0,
    display: answer.outcome.frame,
  };
};

const doseOf = async (file: string): Promise<DoseGrid> => {
  const object = await readObject(readDicomFile(file), codecs);
  if (object.kind !== 'dose') throw new Error(object.kind);
  return object;
};

describe.skipIf(!hasDicomFolder)('a dose', () => {
  it('is the same however it is compressed, in parts of what was prescribed', async () => {
    const [plain, rle] = await Promise.all([doseOf('rt/rtdose.dcm'), doseOf('rt/rtdose_rle.dcm')]);
    expect(plain.units).toBe('');
    expect(plain.most).toBeCloseTo(1.254, 5);
    expect(plain.offsets.slice(0, 3)).toEqual([0, 5, 10]);
    expect(rle.planes).toEqual(plain.planes);
  });

  it('lies between its planes by both, and nowhere outside', async () => {
    const dose = await doseOf('rt/rtdose.dcm');
    const [a, b] = dose.planes;
    expect(planeAt(dose, 0)).toEqual(a);
    expect(planeAt(dose, 5)).toEqual(b);
    expect(planeAt(dose, 2.5)?.[33]).toBeCloseTo(((a?.[33] ?? 0) + (b?.[33] ?? 0)) / 2, 6);
    expect(planeAt(dose, -1)).toBeNull();
    expect(planeAt(dose, 71)).toBeNull();
  });

  it('colours its images alone, without the levels that are hidden', async () => {
    const dose = await doseOf('rt/rtdose.dcm');
    const layers = new DoseLayers(dose);
    const image = await imageAt(35);
    const [wash] = layers.on(image, [], 0.5);
    if (wash?.kind !== 'mask') throw new Error('no colours');
    expect(wash.affine).toMatchObject({ a: 1, d: 1, e: 0, f: 0 });
    expect(wash.pixels().some((part) => part > 0)).toBe(true);
    const none = layers.on(
      image,
      doseLevels.map(({ percent }) => percent),
      0.5,
    )[0];
    expect(none?.kind === 'mask' && none.pixels().every((part) => part === 0)).toBe(true);
    expect(layers.on(await imageAt(200), [], 0.5)).toEqual([]);
    const elsewhere = { ...image, instance: { ...image.instance, frameOfReferenceUid: '1.2' } };
    expect(layers.on(elsewhere, [], 0.5)).toEqual([]);
  });

  it('is offered over the images of its space', async () => {
    const book = new LayerBook();
    book.add('dose', 'Dose', await doseOf('rt/rtdose.dcm'));
    const image = await imageAt(35);
    expect(book.over(image)).toEqual([]);
    book.show('dose', true);
    expect(book.over(image).map(({ kind }) => kind)).toEqual(['mask']);
    expect(book.store.getState().annexes[0]?.parts).toHaveLength(doseLevels.length);
  });
});
