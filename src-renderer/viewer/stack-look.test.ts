import { expect, it } from 'vitest';
import { Appearance, type Settings } from './appearance.ts';
import { openInstance } from './dicom/describe.ts';
import { displayFrame } from './look/display-frame.ts';
import type { LoadedImage } from './series/series-loader.ts';
import { StackLook } from './stack-look.ts';
import { imageElements, writeDicom } from './testing/write-dicom.ts';

const size = { width: 400, height: 400 };

const grey = (): LoadedImage => {
  const instance = openInstance(
    writeDicom('1.2.840.10008.1.2.1', [
      ...imageElements(2, 2),
      ['00281050', 'DS', '100'],
      ['00281051', 'DS', '50'],
      ['7fe00010', 'OB', new Uint8Array(4)],
    ]),
  ).description;
  const samples = Uint8Array.from([0, 100, 200, 250]);
  const frame = { rows: 2, columns: 2, samplesPerPixel: 1, photometric: 'MONOCHROME2', samples };
  return { instance, frame: 0, display: displayFrame(frame, instance, 0) };
};

const colour = (): LoadedImage => ({
  ...grey(),
  display: { kind: 'colour', rows: 2, columns: 2, pixels: new Uint8Array(12) },
});

const bench = () => {
  const appearance = new Appearance();
  const changes: { readonly name: string; readonly before: Settings; readonly after: Settings }[] = [];
  let seen: LoadedImage | null = null;
  const look = new StackLook({
    appearance,
    image: () => seen,
    size: () => size,
    redraw: () => undefined,
    onChange: (name, before, after) => changes.push({ name, before, after }),
  });
  const arrive = (image: LoadedImage): void => {
    seen = image;
    appearance.show(image, null, size);
    look.arrived();
  };
  return { look, changes, arrive };
};

it('does to the picture that comes what was wished before it was there, in order, once', () => {
  const { look, changes, arrive } = bench();
  look.changeWindow(0.06, 0);
  look.zoom(2, null);
  look.turn(1);
  look.invert();
  look.invert();
  look.turn(1);
  expect(changes).toEqual([]);
  expect(look.askedBefore).toEqual(['light', 'lie']);
  arrive(grey());
  expect(changes.map(({ name }) => name)).toEqual(['window', 'pose', 'pose', 'invert', 'invert', 'pose']);
  expect(look.settings).toMatchObject({ inverted: false, pose: { zoom: 2, turns: 2 } });
  // From the picture's own light.
  expect(look.settings.window?.width).toBe(50);
  expect(look.settings.window?.center).toBeLessThan(100);
  arrive(grey());
  expect(changes).toHaveLength(6);
  // Each is a step that can be taken back.
  expect(changes.at(-1)?.before.pose.turns).toBe(1);
});

it('forgets, with another stack, what was wished of the one before', () => {
  const { look, changes, arrive } = bench();
  look.invert();
  look.forget();
  arrive(grey());
  expect(changes).toEqual([]);
  expect(look.askedBefore).toEqual([]);
});

it('leaves the light of colours alone', () => {
  const { look, changes, arrive } = bench();
  look.invert();
  look.setWindow({ center: 1, width: 2 });
  look.flip('horizontal');
  arrive(colour());
  expect(changes.map(({ name }) => name)).toEqual(['pose']);
});

it('takes no window where a picture gives none', () => {
  const { look, changes, arrive } = bench();
  arrive(grey());
  look.fitWindow(() => null);
  expect(changes).toEqual([]);
  look.fitWindow((_, chosen) => chosen ?? { center: 1, width: 2 });
  expect(look.settings.window).toEqual({ center: 1, width: 2 });
});
