import type { ImageReference } from '../image-references.ts';
import type { Box, TextMap } from './text-map.ts';

export interface ImageLinkOptions {
  /** Null for a reference that cannot be followed: it stays text. */
  readonly nameOf: (reference: ImageReference) => string | null;
  readonly onOpen: (reference: ImageReference) => void;
}

const className = 'report-image-links';

/**
 * Lays buttons over the places of a page that name an image. They are placed in shares of the page, so that they
 * stay right at every zoom and rotation, and they lie in the text layer, which pdf.js keeps while the page is kept.
 */
export function placeImageLinks(
  layer: HTMLElement,
  map: TextMap,
  references: readonly ImageReference[],
  { nameOf, onOpen }: ImageLinkOptions,
): void {
  layer.querySelector(`:scope > .${className}`)?.remove();
  const links = references.flatMap((reference) => {
    const name = nameOf(reference);
    const boxes = map.boxes(reference.start, reference.end);
    return name === null || boxes.length === 0 ? [] : [linkOver(boxes, name, () => onOpen(reference))];
  });
  if (links.length === 0) return;
  const group = document.createElement('div');
  group.className = className;
  group.append(...links);
  layer.append(group);
}

function linkOver(boxes: readonly Box[], name: string, onOpen: () => void): HTMLElement {
  const link = document.createElement('button');
  link.type = 'button';
  link.className = 'report-image-link';
  link.setAttribute('aria-label', name);
  link.title = name;
  link.addEventListener('click', onOpen);
  // Pressing it does not begin to select text, for which pdf.js would take the links away.
  link.addEventListener('mousedown', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  // One button around all its lines, so that the focus scrolls to it; what is marked and clicked are the lines.
  const around = boxAround(boxes);
  place(link, around);
  for (const box of boxes) {
    const mark = document.createElement('i');
    place(mark, {
      left: (box.left - around.left) / around.width,
      top: (box.top - around.top) / around.height,
      width: box.width / around.width,
      height: box.height / around.height,
    });
    link.append(mark);
  }
  return link;
}

function boxAround(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

function place({ style }: HTMLElement, box: Box): void {
  const percent = (share: number): string => `${share * 100}%`;
  style.left = percent(box.left);
  style.top = percent(box.top);
  style.width = percent(box.width);
  style.height = percent(box.height);
}
