import type { Affine } from '../stage/pose.ts';
import { transform } from '../stage/pose.ts';
import { halvings, maskCanvas } from './mask-canvas.ts';
import type { Colour, Layer, LineLayer, MaskLayer, ShutterLayer, TextLayer } from './layer.ts';

const css = ([red, green, blue]: Colour, alpha = 1): string => `rgb(${red} ${green} ${blue} / ${alpha})`;

const applyAffine = (context: CanvasRenderingContext2D, { a, b, c, d, e, f }: Affine, dense: number): void =>
  context.setTransform(a * dense, b * dense, c * dense, d * dense, e * dense, f * dense);

const paintMask = (
  context: CanvasRenderingContext2D,
  layer: MaskLayer,
  affine: Affine,
  dense: number,
): void => {
  applyAffine(context, affine, dense);
  const { a, b, c, d, e, f } = layer.affine;
  context.transform(a, b, c, d, e, f);
  context.globalAlpha = layer.opacity;
  const { a: right, b: rightDown, c: left, d: down } = context.getTransform();
  const scale = Math.min(Math.hypot(right, rightDown), Math.hypot(left, down));
  const times = halvings(scale, layer);
  const canvas = maskCanvas(layer, times);
  // Large, its dots are seen as they are; small, none of them may fall between those of the screen.
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, -0.5, -0.5, canvas.width * 2 ** times, canvas.height * 2 ** times);
  context.globalAlpha = 1;
};

const paintLines = (
  context: CanvasRenderingContext2D,
  { colour, paths, fill }: LineLayer,
  affine: Affine,
  dense: number,
): void => {
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.beginPath();
  for (const { points, closed } of paths) {
    for (let at = 0; at + 1 < points.length; at += 2) {
      const { x, y } = transform(affine, { x: points[at] ?? 0, y: points[at + 1] ?? 0 });
      if (points.length === 2) {
        context.moveTo(x - 4, y);
        context.lineTo(x + 4, y);
        context.moveTo(x, y - 4);
        context.lineTo(x, y + 4);
      } else if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    if (closed) context.closePath();
  }
  if (fill > 0) {
    context.fillStyle = css(colour, fill);
    context.fill('evenodd');
  }
  // A dark edge keeps a line visible on white bone and on black air alike.
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 0.6)';
  context.lineWidth = 3.5;
  context.stroke();
  context.strokeStyle = css(colour);
  context.lineWidth = 1.75;
  context.stroke();
};

const LINE = 20;

const paintText = (
  context: CanvasRenderingContext2D,
  { text, x, y, colour }: TextLayer,
  affine: Affine,
  dense: number,
): void => {
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.font = '600 15px "Atkinson Hyperlegible Next Variable", sans-serif';
  context.textBaseline = 'top';
  const at = transform(affine, { x, y });
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(0 0 0 / 0.8)';
  context.fillStyle = css(colour);
  for (const [index, line] of text.split('\n').slice(0, 40).entries()) {
    context.strokeText(line, at.x, at.y + index * LINE);
    context.fillText(line, at.x, at.y + index * LINE);
  }
};

const paintShutter = (
  context: CanvasRenderingContext2D,
  { shapes, covers }: ShutterLayer,
  affine: Affine,
  dense: number,
): void => {
  // Several shapes leave what lies within all of them (PS3.3 C.7.6.11).
  for (const shape of shapes) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    // Black is all around; another colour is the picture's alone.
    if (covers === undefined) context.rect(0, 0, context.canvas.width, context.canvas.height);
    applyAffine(context, affine, dense);
    if (covers !== undefined) context.rect(-0.5, -0.5, covers.columns, covers.rows);
    if (shape.kind === 'rectangle')
      context.rect(
        shape.left - 0.5,
        shape.top - 0.5,
        shape.right - shape.left + 1,
        shape.bottom - shape.top + 1,
      );
    else if (shape.kind === 'circle') {
      // Its radius counts columns, and it is round on screen whatever the pixels are (PS3.3 C.7.6.11).
      const high = (shape.radius * Math.hypot(affine.a, affine.b)) / Math.hypot(affine.c, affine.d);
      context.moveTo(shape.x + shape.radius, shape.y);
      context.ellipse(shape.x, shape.y, shape.radius, high, 0, 0, Math.PI * 2);
    } else {
      shape.points.forEach(({ x, y }, at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
    }
    context.fillStyle = covers === undefined ? '#000' : css(covers.colour);
    context.fill('evenodd');
  }
};

/** Draws over a picture that lies by `affine`; `dense` is device pixels a CSS pixel. */
export const paintLayers = (
  context: CanvasRenderingContext2D,
  layers: readonly Layer[],
  affine: Affine,
  dense: number,
): void => {
  for (const layer of layers) {
    switch (layer.kind) {
      case 'mask':
        paintMask(context, layer, affine, dense);
        break;
      case 'lines':
        paintLines(context, layer, affine, dense);
        break;
      case 'text':
        paintText(context, layer, affine, dense);
        break;
      case 'shutter':
        paintShutter(context, layer, affine, dense);
        break;
    }
  }
};
