import { type Drawn, paintDrawn } from '../../../viewer/picture/drawn.ts';
import { font, strokeLines, writeLetters, writeNotes, writeText } from '../../../viewer/picture/marks.ts';
import { frameOf } from '../../../viewer/stage/image-facts.ts';
import { scaleOf, shapeOf, type Size } from '../../../viewer/stage/pose.ts';
import { scaleBar } from '../../../viewer/stage/scale-bar.ts';
import { scaleWords } from '../words.ts';
import type { Picture, Voice } from './picture.ts';

export interface DrawOptions {
  /** CSS pixels. */
  readonly size: Size;
  /** Device pixels a CSS pixel. */
  readonly dense: number;
  /** With the patient's name, the exam and its date. */
  readonly named: boolean;
}

/** A canvas with the image and all that stands on it. */
export function drawPicture(picture: Picture, voice: Voice, options: DrawOptions): HTMLCanvasElement {
  const { size, dense, named } = options;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * dense);
  canvas.height = Math.round(size.height * dense);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return canvas;
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const affine = paintDrawn(context, picture.drawn, picture.layers, size, dense);
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const text = Math.max(11, Math.min(18, Math.round(Math.min(size.width, size.height) / 34)));
  writeNotes(context, picture.notes, affine, size, text);
  const write = corners(context, size, text);
  if (named) write('top', 'left', picture.patient);
  write('top', 'right', [...(named ? picture.examWords : []), ...picture.about]);
  write('bottom', 'right', picture.state);
  const { letters } = picture.drawn.view;
  if (letters !== null) writeLetters(context, letters, size, text * 1.15);
  drawScale(context, picture.drawn, voice, size, text);
  return canvas;
}

/** As much of a text as there is room for. */
export function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

const corners =
  (context: CanvasRenderingContext2D, { width, height }: Size, text: number) =>
  (vertical: 'top' | 'bottom', horizontal: 'left' | 'right', lines: readonly string[]): void => {
    const edge = text * 0.7;
    const step = Math.round(text * 1.3);
    context.textBaseline = 'top';
    context.textAlign = horizontal;
    lines.forEach((line, at) => {
      context.font = font(text, at === 0 ? 600 : 400);
      const x = horizontal === 'left' ? edge : width - edge;
      const y = vertical === 'top' ? edge + at * step : height - edge - (lines.length - at) * step;
      writeText(context, fitted(context, line, width * 0.44), x, y, text);
    });
  };

/** Of this picture, not of the screen's. Where the file gives no spacing there is none. */
function drawScale(
  context: CanvasRenderingContext2D,
  { image, pose }: Drawn,
  { t, format }: Voice,
  size: Size,
  text: number,
): void {
  const { spacing } = frameOf(image).geometry;
  if (spacing === null) return;
  const bar = scaleBar(scaleOf(pose, shapeOf(image), size) / spacing.column, size.width / 4);
  if (bar === null) return;
  const [x, y] = [text * 0.7, size.height - text * 2.4];
  strokeLines(context, new Path2D(`M${x},${y - 7} V${y} H${x + bar.length} V${y - 7}`), text);
  context.font = font(text, 400);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  const words = scaleWords(t, format, bar.millimetres, spacing.plane === 'detector');
  writeText(context, words, x, y + text * 0.3, text);
}
