import { describe, expect, it } from 'vitest';
import { runTask } from '../decode/run-task.ts';
import { frameDescription } from '../dicom/describe.ts';
import { embeddedBits } from '../decode/stored-frame.ts';
import { planeBits, planeFrame } from '../dicom/overlay-planes.ts';
import { readObject } from '../objects/read-object.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { imageElements, type TestElement, writeDicom } from '../testing/write-dicom.ts';
import { LayerBook } from './layer-book.ts';
import { pathOf, structureLayers } from './object-layers.ts';
import { between, onPlane, planeOf } from './plane.ts';

const codecs = nodeCodecs();

/** As a viewer window's worker opens it. */
const load = async (file: string): Promise<LoadedImage> => {
  const answer = await runTask({ kind: 'open', file: readDicomFile(file).slice().buffer, frame: 0 }, codecs);
  if (!('outcome' in answer) || !answer.outcome.ok) throw new Error('not opened');
  return { instance: answer.description, frame: 0, display: answer.outcome.frame };
};

describe('a presentation state', () => {
  const covered = (right: number): TestElement[] => [
    ['00181600', 'CS', 'RECTANGULAR'],
    ['00181602', 'IS', '1'],
    ['00181604', 'IS', String(right)],
    ['00181606', 'IS', '1'],
    ['00181608', 'IS', '2'],
  ];
  const openedBy = async (...elements: TestElement[]) => {
    const images: TestElement[] = [
      ['00081155', 'UI', '1.2.3.4'],
      ['00081160', 'IS', '2'],
    ];
    const state = writeDicom('1.2.840.10008.1.2.1', [
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.11.1'],
      ['00081115', 'SQ', [[['00081140', 'SQ', [images]]]]],
      ...elements,
    ]);
    const object = await readObject(state, codecs);
    if (object.kind !== 'presentation-state') throw new Error(object.kind);
    const file = writeDicom('1.2.840.10008.1.2.1', [
      ...imageElements(2, 4),
      ...covered(2),
      ['00280008', 'IS', '2'],
      ['7fe00010', 'OB', new Uint8Array(16)],
    ]);
    const answer = await runTask({ kind: 'open', file: file.slice().buffer, frame: 0 }, codecs);
    if (!('outcome' in answer) || !answer.outcome.ok) throw new Error('not opened');
    const { description: instance, outcome } = answer;
    const book = new LayerBook();
    book.add('state', 'State', object);
    book.show('state', true);
    return (frame: number) =>
      book
        .over({ instance, frame, display: outcome.frame })
        .flatMap((layer) => (layer.kind === 'shutter' ? layer.shapes : []))
        .map((shape) => shape.kind === 'rectangle' && shape.right);
  };

  it('says itself what is covered, and be it nothing, whatever the image’s own shutter (PS3.4 N.2.3.1)', async () => {
    const open = await openedBy();
    expect(open(1)).toEqual([]);
    const wider = await openedBy(...covered(3));
    expect(wider(1)).toEqual([2]);
  });

  it('draws on the frames that it names, and on no others', async () => {
    const wider = await openedBy(...covered(3));
    expect(wider(0)).toEqual([1]);
  });
});

const plane = planeOf({
  position: [-10, -20, 5],
  orientation: [1, 0, 0, 0, 1, 0],
  spacing: { row: 2, column: 0.5, plane: 'patient' },
  aspect: 4,
  sliceThickness: 3,
  regions: [],
});

describe('planes', () => {
  it('say where a point of the patient is on the image', () => {
    if (plane === null) throw new Error('no plane');
    expect(onPlane(plane, [-9, -16, 7])).toEqual([2, 2, 2]);
  });

  it('lay one image on another of the same plane, and on no other', () => {
    if (plane === null) throw new Error('no plane');
    expect(between(plane, plane)).toMatchObject({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 });
    expect(between({ ...plane, position: [-9, -20, 5] }, plane)).toMatchObject({ e: 2, f: 0 });
    expect(between({ ...plane, position: [-10, -20, 9] }, plane)).toBeNull();
    expect(between({ ...plane, normal: [1, 0, 0] }, plane)).toBeNull();
  });
});

describe('pathOf', () => {
  it('goes round a circle and closes a line that ends where it began', () => {
    const circle = pathOf({ type: 'CIRCLE', points: [5, 5, 8, 9] });
    expect(circle?.closed).toBe(true);
    expect([circle?.points[0], circle?.points[1]]).toEqual([10, 5]);
    expect(pathOf({ type: 'POLYLINE', points: [0, 0, 1, 0, 1, 1, 0, 0] })?.closed).toBe(true);
    expect(pathOf({ type: 'POLYLINE', points: [0, 0, 1, 0] })?.closed).toBe(false);
    expect(pathOf({ type: 'ELLIPSE', points: [1, 1] })).toBeNull();
  });
});

describe('embeddedBits', () => {
  it('reads the bit above the values, of signed ones too', () => {
    expect([...embeddedBits(Uint16Array.from([0x0fff, 0x1fff]), 12)]).toEqual([0, 1]);
    expect([...embeddedBits(Int16Array.from([-0x8000, 0x7fff]), 15)]).toEqual([1, 0]);
  });
});

describe.skipIf(!hasDicomFolder)('on real exams', () => {
  it('reads overlay planes of an image', async () => {
    const image = await load('pr/image-with-overlay.dcm');
    expect(image.instance.overlays.length).toBeGreaterThan(0);
    // Some lie in the data set, some in the pixels' unused bits.
    const inPixels = image.instance.overlays.filter(({ source }) => source.kind === 'pixels');
    expect(image.display.embedded).toHaveLength(inPixels.length);
    for (const overlay of image.instance.overlays) {
      expect(planeFrame(overlay, 0)).toBe(0);
      if (overlay.source.kind === 'data') expect(planeBits(overlay, 0)).toContain(1);
    }
    for (const bits of image.display.embedded ?? []) expect(bits).toContain(1);
    const layers = new LayerBook().over(image);
    expect(layers.map(({ kind }) => kind)).toEqual(image.instance.overlays.map(() => 'mask'));
  });

  it('lays the liver on its slice, where the image is soft tissue', async () => {
    const object = await readObject(readDicomFile('series/ct-3slice-with-seg/liver-seg.dcm'), codecs);
    if (object.kind !== 'segmentation') throw new Error(object.kind);
    const image = await load('series/ct-3slice-with-seg/ct-02.dcm');
    const book = new LayerBook();
    book.add('liver', 'Liver', object);
    expect(book.over(image)).toEqual([]);
    book.show('liver', true);
    const [mask, ...more] = book.over(image);
    if (mask?.kind !== 'mask' || image.display.kind !== 'grey') throw new Error('no mask');
    expect(more).toEqual([]);
    const pixels = mask.pixels();
    const { values, slope, intercept, columns } = image.display;
    let [sum, count] = [0, 0];
    for (let y = 0; y < mask.height; y += 1) {
      for (let x = 0; x < mask.width; x += 1) {
        if (pixels[(y * mask.width + x) * 4 + 3] === 0) continue;
        sum += (values[(y + mask.affine.f) * columns + x + mask.affine.e] ?? 0) * slope + intercept;
        count += 1;
      }
    }
    // A liver on CT, with or without contrast medium.
    expect(sum / count).toBeGreaterThan(20);
    expect(sum / count).toBeLessThan(200);
    book.showPart('liver', 1, false);
    expect(book.over(image)).toEqual([]);
  });

  it('draws the outline of the body around the body', async () => {
    const object = await readObject(readDicomFile('rt/study/rtss.dcm'), codecs);
    if (object.kind !== 'structure-set') throw new Error(object.kind);
    const image = await load('rt/study/ct.0.dcm');
    expect(frameDescription(image.instance, 0).geometry.position).not.toBeNull();
    const others = object.structures.filter(({ name }) => name !== 'BODY').map(({ number }) => number);
    const [outline] = structureLayers(object, image, others, 0.5);
    if (outline?.kind !== 'lines') throw new Error('no outline');
    const { rows, columns } = image.display;
    for (const { points } of outline.paths) {
      for (let at = 0; at < points.length; at += 2) {
        expect(points[at]).toBeGreaterThan(0);
        expect(points[at]).toBeLessThan(columns);
        expect(points[at + 1]).toBeGreaterThan(0);
        expect(points[at + 1]).toBeLessThan(rows);
      }
    }
  });
});
