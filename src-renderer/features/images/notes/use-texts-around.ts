import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Rect } from '../../../viewer/notes/hit.ts';

/** What stands on an image: texts in its corners, letters at its edges, the button of its layers. */
const TEXTS = '.images-corner > *, .images-edge, .layers-button';

const textsOf = (viewport: Element): readonly Rect[] => {
  const { left, top } = viewport.getBoundingClientRect();
  return [...viewport.querySelectorAll(TEXTS)].flatMap((each) => {
    const box = each.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return [];
    return [{ x: box.left - left, y: box.top - top, width: box.width, height: box.height }];
  });
};

/**
 * Where the texts of the image stand that something is written on, for it to keep clear of them. `wanted`: there is
 * something to be written. `shown`: changes with which of them are shown at all.
 */
export const useTextsAround = (
  wanted: boolean,
  shown: unknown,
): { readonly here: RefObject<HTMLDivElement | null>; readonly texts: readonly Rect[] } => {
  const here = useRef<HTMLDivElement>(null);
  const [texts, setTexts] = useState<readonly Rect[]>([]);
  useLayoutEffect(() => {
    const viewport = here.current?.closest('[role=application]');
    if (!wanted || viewport === null || viewport === undefined) return undefined;
    const look = (): void =>
      setTexts((before) => {
        const now = textsOf(viewport);
        return JSON.stringify(now) === JSON.stringify(before) ? before : now;
      });
    look();
    // They grow and shrink with what they say, with the cell and with the size of text.
    const observer = new ResizeObserver(look);
    observer.observe(viewport);
    for (const each of viewport.querySelectorAll('.images-corner, .images-edge')) observer.observe(each);
    return () => observer.disconnect();
  }, [wanted, shown]);
  return { here, texts };
};
