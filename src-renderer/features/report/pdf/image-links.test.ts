// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { findImageReferences } from '../image-references.ts';
import { placeImageLinks } from './image-links.ts';
import type { TextMap } from './text-map.ts';

const text = 'Nodule (série 2, image 87), visible aussi série 9, image 1.';
const map: TextMap = {
  text,
  boxes: () => [
    { left: 0.5, top: 0.1, width: 0.5, height: 0.02 },
    { left: 0, top: 0.12, width: 0.2, height: 0.02 },
  ],
};

test('a button over each image that can be shown, around all its lines; placing again replaces', () => {
  const layer = document.createElement('div');
  const onOpen = vi.fn();
  const options = {
    nameOf: ({ series, image }: { series: number | null; image: number }) =>
      series === 2 ? `Voir la série 2, image ${image}` : null,
    onOpen,
  };
  placeImageLinks(layer, map, findImageReferences(text), options);
  placeImageLinks(layer, map, findImageReferences(text), options);

  const buttons = layer.querySelectorAll('button');
  expect(buttons).toHaveLength(1);
  const [button] = buttons;
  expect(button?.getAttribute('aria-label')).toBe('Voir la série 2, image 87');
  expect([button?.style.left, button?.style.width]).toEqual(['0%', '100%']);
  expect(button?.children).toHaveLength(2);
  button?.click();
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ series: 2, image: 87 }));
});

test('nothing is laid over a page that names nothing', () => {
  const layer = document.createElement('div');
  placeImageLinks(layer, map, [], { nameOf: () => 'x', onOpen: () => undefined });
  expect(layer.children).toHaveLength(0);
});
