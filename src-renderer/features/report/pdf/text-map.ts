/** The text of a page, and where each of its characters is on screen. */
export interface TextMap {
  readonly text: string;
  /** The boxes of `[start, end)`, in the page's own unrotated axes, as shares of its width and height. */
  readonly boxes: (start: number, end: number) => readonly Box[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Piece {
  readonly element: HTMLElement;
  readonly start: number;
  readonly end: number;
}

/** Reads what pdf.js made of a page: `elements` and `strings` go together, one pair for each run of text. */
export function mapText(
  layer: HTMLElement,
  elements: readonly HTMLElement[],
  strings: readonly string[],
): TextMap {
  const pieces: Piece[] = [];
  let text = '';
  elements.forEach((element, index) => {
    const string = strings[index] ?? '';
    pieces.push({ element, start: text.length, end: text.length + string.length });
    text += string;
    // A run that ends a line is followed by a break, which is not in the strings.
    if (element.nextSibling?.nodeName === 'BR') text += '\n';
  });
  return {
    text,
    boxes: (start, end) =>
      pieces
        .filter((piece) => piece.start < end && piece.end > start)
        .flatMap((piece) =>
          boxesOf(
            layer,
            piece.element,
            Math.max(start - piece.start, 0),
            Math.min(end, piece.end) - piece.start,
          ),
        ),
  };
}

function boxesOf(layer: HTMLElement, element: HTMLElement, from: number, to: number): Box[] {
  const range = document.createRange();
  const first = pointAt(element, from);
  const last = pointAt(element, to);
  if (!first || !last) return [];
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  const frame = layer.getBoundingClientRect();
  const turned = Number(layer.dataset['mainRotation'] ?? 0);
  if (frame.width === 0 || frame.height === 0) return [];
  return [...range.getClientRects()]
    .filter(({ width, height }) => width > 0 && height > 0)
    .map((rect) =>
      unrotate(
        {
          left: (rect.left - frame.left) / frame.width,
          top: (rect.top - frame.top) / frame.height,
          width: rect.width / frame.width,
          height: rect.height / frame.height,
        },
        turned,
      ),
    );
}

/** A search may have cut the run into several nodes: finds the one that holds the character. */
function pointAt(element: HTMLElement, offset: number): { node: Text; offset: number } | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    if (left <= node.length) return { node, offset: left };
    left -= node.length;
  }
  return null;
}

/** From the page as it is turned on screen (clockwise degrees) to the page as it is. */
export function unrotate(box: Box, degrees: number): Box {
  const { left, top, width, height } = box;
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return { left: top, top: 1 - left - width, width: height, height: width };
    case 180:
      return { left: 1 - left - width, top: 1 - top - height, width, height };
    case 270:
      return { left: 1 - top - height, top: left, width: height, height: width };
    default:
      return box;
  }
}
