import { font } from '../../../viewer/picture/marks.ts';
import { drawPicture, fitted } from './draw-picture.ts';
import type { Picture, Voice } from './picture.ts';

/** A4 at 96 dots an inch, as style sheets count; drawn twice as fine. */
const PAPER = { width: 794, height: 1123 };
const DENSE = 2;
const MARGIN = 48;
const GAP = 10;
const HEAD = 60;
const FOOT = 34;

export const perPageChoices = [1, 2, 4, 6] as const;
export type PerPage = (typeof perPageChoices)[number];

const gridOf: Readonly<Record<PerPage, { readonly rows: number; readonly columns: number }>> = {
  1: { rows: 1, columns: 1 },
  2: { rows: 2, columns: 1 },
  4: { rows: 2, columns: 2 },
  6: { rows: 3, columns: 2 },
};

export const pageCount = (pictures: number, perPage: PerPage): number =>
  Math.max(1, Math.ceil(pictures / perPage));

export interface SheetOptions {
  readonly perPage: PerPage;
  readonly named: boolean;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** One sheet of paper: whose images, the images, and what they are not for. */
export function drawSheet(
  pictures: readonly Picture[],
  voice: Voice,
  options: SheetOptions,
): HTMLCanvasElement {
  const { perPage, named, page, pages } = options;
  const canvas = document.createElement('canvas');
  canvas.width = PAPER.width * DENSE;
  canvas.height = PAPER.height * DENSE;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return canvas;
  context.setTransform(DENSE, 0, 0, DENSE, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PAPER.width, PAPER.height);
  if (named) drawHead(context, pictures, voice);
  drawFoot(context, voice, page, pages);
  const { rows, columns } = gridOf[perPage];
  const top = MARGIN + (named ? HEAD : 0);
  const size = {
    width: (PAPER.width - 2 * MARGIN - (columns - 1) * GAP) / columns,
    height: (PAPER.height - top - MARGIN - FOOT - (rows - 1) * GAP) / rows,
  };
  pictures.forEach((picture, at) => {
    const x = MARGIN + (at % columns) * (size.width + GAP);
    const y = top + Math.floor(at / columns) * (size.height + GAP);
    const drawn = drawPicture(picture, voice, { size, dense: DENSE, named });
    context.drawImage(drawn, x, y, size.width, size.height);
  });
  return canvas;
}

function drawHead(
  context: CanvasRenderingContext2D,
  [first, ...others]: readonly Picture[],
  { format }: Voice,
): void {
  if (first === undefined) return;
  const room = (PAPER.width - 2 * MARGIN) / 2 - GAP;
  const [name = '', ...more] = first.patient;
  const line = (text: string, x: number, y: number, weight: 400 | 600): void => {
    context.font = font(weight === 600 ? 19 : 15, weight);
    context.fillText(fitted(context, text, room), x, y);
  };
  context.fillStyle = '#1c1a17';
  context.textBaseline = 'top';
  context.textAlign = 'left';
  line(name, MARGIN, MARGIN, 600);
  line(more.join(' · '), MARGIN, MARGIN + 25, 400);
  // Where exams are compared, each picture says its own.
  const { exam } = first;
  if (exam === null || others.some((each) => each.exam?.id !== exam.id)) return;
  context.textAlign = 'right';
  line(exam.label, PAPER.width - MARGIN, MARGIN, 600);
  const where = [format.shortDate(exam.date), exam.establishment.name].filter(Boolean).join(' · ');
  line(where, PAPER.width - MARGIN, MARGIN + 25, 400);
}

function drawFoot(context: CanvasRenderingContext2D, { t }: Voice, page: number, pages: number): void {
  const y = PAPER.height - MARGIN;
  context.fillStyle = '#4a4640';
  context.font = font(14, 400);
  context.textBaseline = 'bottom';
  context.textAlign = 'left';
  context.fillText(t('images.paper.notForDiagnosis'), MARGIN, y);
  context.textAlign = 'right';
  if (pages > 1) context.fillText(t('images.paper.page', { page, pages }), PAPER.width - MARGIN, y);
}
