import type { ImageReference } from '../image-references.ts';
import type { TextMap } from './text-map.ts';

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

function linkOver(boxes: ReturnType<TextMap['boxes']>, name: string, onOpen: () => void): HTMLElement {
  const link = document.createElement('button');
  link.type = 'button';
  link.className = 'report-image-link';
  link.setAttribute('aria-label', name);
  link.title = name;
  link.addEventListener('click', onOpen);
  const percent = (share: number): string => `${share * 100}%`;
  for (const box of boxes) {
    const mark = document.createElement('i');
    mark.style.left = percent(box.left);
    mark.style.top = percent(box.top);
    mark.style.width = percent(box.width);
    mark.style.height = percent(box.height);
    link.append(mark);
  }
  return link;
}
