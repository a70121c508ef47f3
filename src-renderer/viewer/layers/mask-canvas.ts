import type { MaskLayer } from './layer.ts';

type Pixels = Uint8ClampedArray<ArrayBuffer>;

/**
 * Half as wide and as high, odd sides rounded up. Of four dots the one that covers most stays: a line that is one dot
 * wide, as an overlay's are, would be gone or fade away, with every halving more.
 */
export const halved = (pixels: Pixels, width: number, height: number): Pixels => {
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  // A dot's four bytes at once.
  const from = new Uint32Array(pixels.buffer);
  const out = new Uint32Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const first = row * 2 * width + column * 2;
      let best = first;
      const right = column * 2 + 1 < width ? 1 : 0;
      const below = row * 2 + 1 < height ? width : 0;
      for (const at of [first + right, first + below, first + right + below])
        if ((pixels[at * 4 + 3] ?? 0) > (pixels[best * 4 + 3] ?? 0)) best = at;
      out[row * columns + column] = from[best] ?? 0;
    }
  return new Uint8ClampedArray(out.buffer);
};

/** How often a mask is halved before it is drawn `scale` times as large; what is left is less than a half. */
export const halvings = (scale: number, { width, height }: Pick<MaskLayer, 'width' | 'height'>): number => {
  const most = Math.floor(Math.log2(Math.max(1, Math.min(width, height))));
  return Math.max(0, Math.min(most, Math.floor(-Math.log2(Math.max(scale, Number.MIN_VALUE)))));
};

const canvases = new WeakMap<object, Map<number, HTMLCanvasElement>>();

/** A mask's dots, halved so often; made once. */
export const maskCanvas = ({ key, width, height, pixels }: MaskLayer, times: number): HTMLCanvasElement => {
  const made = canvases.get(key) ?? new Map<number, HTMLCanvasElement>();
  canvases.set(key, made);
  const known = made.get(times);
  if (known !== undefined) return known;
  let [dots, columns, rows] = [pixels(), width, height];
  for (let time = 0; time < times; time += 1) {
    dots = halved(dots, columns, rows);
    [columns, rows] = [Math.ceil(columns / 2), Math.ceil(rows / 2)];
  }
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(new ImageData(dots, columns, rows), 0, 0);
  made.set(times, canvas);
  return canvas;
};
