import type { ColourFrame, GreyFrame } from '../look/display-frame.ts';
import type { GreyLook } from '../look/grey-look.ts';

/**
 * Canvases whose pixels stay in ordinary memory: they are written by the CPU, and where there is no GPU, handing them
 * to a pretended one and back costs several times the drawing itself.
 */
export const software2d: CanvasRenderingContext2DSettings = { alpha: false, willReadFrequently: true };

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const rgba = (red: number, green: number, blue: number): number =>
  littleEndian
    ? (255 << 24) | (blue << 16) | (green << 8) | red
    : (red << 24) | (green << 16) | (blue << 8) | 255;

/** Each possible value's grey (or colour) as a whole RGBA pixel: a picture is then one look-up a pixel. */
export const greyTable = (
  frame: Pick<GreyFrame, 'values'>,
  { lower, upper, inverted, curve, colours }: GreyLook,
): Uint32Array => {
  const signed = frame.values instanceof Int16Array;
  const size = frame.values instanceof Uint8Array ? 256 : 65_536;
  const table = new Uint32Array(size);
  const range = Math.max(upper - lower, Number.MIN_VALUE);
  for (let at = 0; at < size; at += 1) {
    // Indexed by the value's 16 bits, so that negative values need no shift.
    const value = signed ? (at << 16) >> 16 : at;
    const part = Math.max(0, Math.min(1, (value - lower) / range));
    const grey = curve?.[at] ?? Math.round((inverted ? 1 - part : part) * 255);
    table[at] =
      colours === undefined
        ? rgba(grey, grey, grey)
        : rgba(colours[at * 3] ?? 0, colours[at * 3 + 1] ?? 0, colours[at * 3 + 2] ?? 0);
  }
  return table;
};

const put = (
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  pixels: Uint8ClampedArray<ArrayBuffer>,
): void => {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d', software2d)?.putImageData(new ImageData(pixels, width, height), 0, 0);
};

/** A grey frame into a canvas of its own size. */
export const paintGrey = (canvas: HTMLCanvasElement, frame: GreyFrame, look: GreyLook): void => {
  const table = greyTable(frame, look);
  const { values, rows, columns } = frame;
  const out = new Uint32Array(rows * columns);
  const mask = table.length - 1;
  for (let at = 0; at < out.length; at += 1) out[at] = table[(values[at] ?? 0) & mask] ?? 0;
  put(canvas, columns, rows, new Uint8ClampedArray(out.buffer));
};

/** A colour frame into a canvas of its own size. */
export const paintColour = (canvas: HTMLCanvasElement, { pixels, rows, columns }: ColourFrame): void => {
  const out = new Uint8ClampedArray(rows * columns * 4);
  for (let from = 0, to = 0; to < out.length; from += 3, to += 4) {
    out[to] = pixels[from] ?? 0;
    out[to + 1] = pixels[from + 1] ?? 0;
    out[to + 2] = pixels[from + 2] ?? 0;
    out[to + 3] = 255;
  }
  put(canvas, columns, rows, out);
};
